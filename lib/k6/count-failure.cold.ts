// A VU needs the error classes only when a request fails.
import type { Counter } from 'k6/metrics';
import { classifyError } from '../core/language/error-class.ts';
import type { Response } from './acceptance-test.ts';

/** Counts a failed request by its class. */
export function countFailure(errors: Counter, tags: object, { status, error_code: code, error }: Response): void {
  errors.add(1, { ...tags, error_class: classifyError(status, code, error) });
}
