import type { Definitions, JsonSchema } from '../language/shape.ts';
import { acceptanceDocumentShape, emergencyDocumentShape } from './acceptance-document.ts';
import { documentMinorVersion, documentVersion } from './document-format.ts';

/** The JSON Schema (draft 7) of what a run writes: the acceptance document, or the one that stands in for it. */
export function documentJsonSchema(): JsonSchema {
  const definitions: Definitions = new Map();
  const oneOf = [acceptanceDocumentShape, emergencyDocumentShape].map((shape) => shape.schema(definitions));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Acceptance document of k6-acceptance, version ${documentVersion}.${documentMinorVersion}`,
    description: 'What one k6 run says of its target.',
    oneOf,
    $defs: Object.fromEntries(definitions),
  };
}
