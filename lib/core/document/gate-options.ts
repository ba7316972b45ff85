import { invalid } from '../language/invalid.ts';
import { checkFields } from '../language/fields.ts';
import { anything, flag, text } from '../language/shape.ts';

export type GateOptions = {
  /** The text of the record beside the document, `<plan>.run.json`: needed for documents of `k6-acceptance run`. */
  readonly record?: string | undefined;
  /** The run has to have ended after this moment, in milliseconds since 1970. */
  readonly newerThanMs?: number | undefined;
  /** The time now, likewise. Beside `newerThanMs`, a run that ended more than five minutes later is INVALID. */
  readonly nowMs?: number | undefined;
  /** A trial of the script, with phases that TIME_SCALE shrank, is taken for what it says; else it is INVALID. */
  readonly trial?: boolean | undefined;
  /** WARN fails. */
  readonly strict?: boolean | undefined;
};

/** @throws When an option is not one of these, or holds something else: it would be ignored without a word. */
export function checkGateOptions(options: GateOptions): void {
  checkFields(
    options,
    'options of gate',
    {},
    { record: text, newerThanMs: anything, nowMs: anything, trial: flag, strict: flag },
  );
  for (const name of ['newerThanMs', 'nowMs'] as const) {
    if (options[name] !== undefined && !isMoment(options[name])) {
      throw invalid(
        `${name} of options of gate`,
        'a moment in milliseconds since 1970',
        options[name],
        'Correct it, or leave it out',
      );
    }
  }
}

/** Whether there is a date for it. */
function isMoment(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}
