import { invalid } from '../language/invalid.ts';
import { parseJson } from '../language/parse-json.ts';
import { isObject } from '../language/is-object.ts';
import { requireEachFieldOnce } from './each-field-once.ts';
import { Place, writtenFile } from '../language/place.ts';
import { constant, described, object, orNull, text, wholeNumber, type TypeOf } from '../language/shape.ts';

const recordFormat = 'k6-acceptance-run';
const recordVersion = 1;

const runRecordShape = object({
  format: constant(recordFormat),
  version: constant(recordVersion),
  run: described(text, 'As in the document.'),
  exitCode: described(orNull(wholeNumber), 'Null where a signal ended k6.'),
  signal: orNull(text),
});

/** How k6 ended a run: what a document, which is written before, cannot say. */
export type RunRecord = TypeOf<typeof runRecordShape>;

/** The record as indented JSON. */
export function renderRunRecord(ended: Pick<RunRecord, 'run' | 'exitCode' | 'signal'>): string {
  const whole: RunRecord = {
    format: recordFormat,
    version: recordVersion,
    run: ended.run,
    exitCode: ended.exitCode,
    signal: ended.signal,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** @throws When the text is no such record. */
export function parseRunRecord(content: string): RunRecord {
  const value = parseJson(content);
  if (value === undefined) throw invalid('record of the run', 'JSON', content, 'It may be cut off: run the test again');
  if (!isObject(value) || value['format'] !== recordFormat) {
    throw invalid('record of the run', `the format ${recordFormat}`, value, 'Take the .run.json of the run');
  }
  const ended = runRecordShape.read(value, new Place(writtenFile('record of the run')));
  requireEachFieldOnce(content, ended, 'record of the run');
  return ended;
}

/** How k6 ended, in words: `exit code 105`, `SIGKILL`. */
export function renderEnding({ exitCode, signal }: Pick<RunRecord, 'exitCode' | 'signal'>): string {
  return signal ?? (exitCode === null ? 'no exit code' : `exit code ${exitCode}`);
}
