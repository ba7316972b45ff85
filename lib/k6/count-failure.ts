import type { Counter } from 'k6/metrics';
import { classifyError } from '../core/run/error-class.ts';

/** Counts a failed request by its class. `code` and `text` are k6's `error_code` and `error`. */
export function countFailure(
  errors: Counter,
  tags: Readonly<Record<string, string>>,
  status: number,
  code: number,
  text: string,
): void {
  errors.add(1, { ...tags, error_class: classifyError(status, code, text) });
}
