import { invalid } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';

/** A status, or all from `min` to `max`, as k6's `http.expectedStatuses` takes them. */
export type ExpectedStatus = number | { readonly min: number; readonly max: number };

/** Whether the status counts as success. An undefined list stands for 200 to 299. */
export function isExpectedStatus(status: number, expected: readonly ExpectedStatus[] | undefined): boolean {
  if (expected === undefined) return status >= 200 && status <= 299;
  // Asked for each request of k6, in whose engine a closure costs more than the comparisons.
  for (let index = 0; index < expected.length; index += 1) {
    const one = expected[index];
    if (typeof one === 'object' ? status >= one.min && status <= one.max : status === one) return true;
  }
  return false;
}

/** @throws When the list is empty, or one of it is neither a status nor a range of them. */
export function checkExpectedStatuses(expected: readonly unknown[], what: string): void {
  if (expected.length === 0) throw invalid(what, 'at least one status', [], 'Leave it out for 200 to 299');
  for (const one of expected) {
    if (isStatus(one) || isRange(one)) continue;
    throw invalid(
      what,
      'whole numbers from 100 to 599, or ranges { min, max } of them',
      one,
      'List the statuses that count as success',
    );
  }
}

function isRange(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).length !== 2) return false;
  const { min, max } = value;
  return isStatus(min) && isStatus(max) && min <= max;
}

function isStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 599;
}
