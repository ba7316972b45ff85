import { invalid } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';
import { parseJson } from '../language/parse-json.ts';
import { Place, writtenFile } from '../language/place.ts';
import {
  acceptanceDocumentShape,
  emergencyDocumentShape,
  type AcceptanceDocument,
  type EmergencyDocument,
} from './acceptance-document.ts';
import { documentFormat, documentMinorVersion, documentVersion } from './document-format.ts';
import { digestOf } from './digest.ts';
import { requireEachFieldOnce } from './each-field-once.ts';

/**
 * The document in a file's text, sound in its form: whole, of this version or a later minor one, of the format's exact
 * shape, each field once, and unchanged since it was written.
 *
 * A later minor version may have fields and codes that this version does not know. They are passed over, and covered by
 * the digest.
 *
 * @throws When it is anything else, with one sentence.
 */
export function readDocument(text: string): AcceptanceDocument | EmergencyDocument {
  const value = parseJson(text);
  if (value === undefined) {
    throw invalid('document', 'JSON', text === '' ? undefined : text, 'It may be cut off: run the test again');
  }
  if (!isObject(value) || value['format'] !== documentFormat) {
    throw invalid(
      'document',
      `the format ${documentFormat}`,
      isObject(value) ? value['format'] : value,
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
  const place = new Place(writtenFile('document', isLater(value['minorVersion'])));
  const document = Object.hasOwn(value, 'emergency')
    ? emergencyDocumentShape.read(value, place)
    : acceptanceDocumentShape.read(value, place);
  requireEachFieldOnce(text, value, 'document');
  if ('digest' in document) requireDigest(value, document.digest);
  return document;
}

function isLater(minorVersion: unknown): boolean {
  return typeof minorVersion === 'number' && minorVersion > documentMinorVersion;
}

function requireDigest(document: Readonly<Record<string, unknown>>, digest: string): void {
  const { digest: _, ...content } = document;
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
