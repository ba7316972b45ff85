import { holds, type Expression } from '../language/expression.ts';
import type { RowVerdict, Severity } from './verdicts.ts';

/** What a criterion with a value is judged by. */
export type JudgedValue = {
  readonly observed: number;
  readonly target: Expression;
  readonly bound: Expression;
  readonly severity: Severity;
  /** Whether k6's own threshold held; null where the criterion has none. */
  readonly held: boolean | null;
};

/**
 * The word for a value on evidence that is enough. It passes when it meets the target. Between target and bound it is a
 * WARN. Beyond the bound it is a FAIL, also where only k6 says so, and a WARN where the criterion can do no more.
 */
export function verdictOfValue({
  observed,
  target,
  bound,
  severity,
  held,
}: JudgedValue): Exclude<RowVerdict, 'NO_DATA'> {
  if (held === false || !holds(bound, observed)) return severity === 'warn' ? 'WARN' : 'FAIL';
  return holds(target, observed) ? 'PASS' : 'WARN';
}
