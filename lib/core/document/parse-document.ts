import { documentFormat, documentVersion, type AcceptanceDocument, type EmergencyDocument } from './acceptance.ts';
import { digestOf } from './digest.ts';
import { invalid } from '../language/invalid.ts';
import { parseJson } from '../language/parse-json.ts';
import { isRecord } from '../language/json-object.ts';
import { acceptanceDocument, emergencyDocument } from './document-shape.ts';
import { requireEachFieldOnce } from './each-field-once.ts';

/**
 * The document in a file's text, sound in its form: whole, of this version, of the format's exact shape, each field once,
 * and unchanged since it was written.
 *
 * @throws When it is anything else, with one sentence.
 */
export function parseDocument(text: string): AcceptanceDocument | EmergencyDocument {
  const value = parseJson(text);
  if (value === undefined) {
    throw invalid('document', 'JSON', text === '' ? undefined : text, 'It may be cut off: run the test again');
  }
  if (!isRecord(value) || value['format'] !== documentFormat) {
    throw invalid(
      'document',
      `the format ${documentFormat}`,
      isRecord(value) ? value['format'] : value,
      'Give the .acceptance.json of a run',
    );
  }
  if (value['version'] !== documentVersion) {
    throw invalid(
      'document',
      `version ${documentVersion}`,
      value['version'],
      'Read it with the k6-acceptance that wrote it',
    );
  }
  const document = Object.hasOwn(value, 'emergency') ? emergencyDocument(value, '') : acceptanceDocument(value, '');
  requireEachFieldOnce(text, document, 'document');
  if ('digest' in document) requireDigest(document);
  return document;
}

function requireDigest({ digest, ...content }: AcceptanceDocument): void {
  const due = digestOf(content);
  if (digest !== due) {
    throw invalid(
      'document',
      `content of the digest ${digest}`,
      due,
      'Somebody changed it after the run: take the file as it was written, or run the test again',
    );
  }
}
