import type { Counter } from 'k6/metrics';
import { withoutCredentials } from '../core/plan/endpoint.ts';
import { classifyError } from '../core/language/error-class.ts';
import { http } from './k6-modules.ts';

/**
 * Asks the target for one answer before the load starts. Runs in `setup`.
 *
 * @param path Must answer with a status below 400; `/` when left out, whose every answer will do.
 * @throws One sentence when the target does not answer so. k6 then sends no load, and exits with 107.
 */
export function preflight(baseUrl: string, path: string | undefined, errors: Counter): void {
  const response = http.get(`${baseUrl}${path ?? '/'}`, {
    tags: { name: 'pre-flight' },
    redirects: 0,
    timeout: '10s',
    responseCallback: http.expectedStatuses({ min: 200, max: path === undefined ? 599 : 399 }),
  });
  if (response.status >= 200 && (path === undefined || response.status < 400)) return;
  const errorClass = classifyError(response.status, response.error_code, response.error);
  errors.add(1, { error_class: errorClass, preflight: 'failed' });
  throw new Error(
    `The target ${withoutCredentials(baseUrl)} did not pass the pre-flight GET ${path ?? '/'}: ${errorClass}. Start it, or set BASE_URL to where it listens.`,
  );
}
