import { contentTypeOf } from '../core/plan/request-body.ts';

/** The headers of a request with a JSON body: they have its content type, unless they name another in whatever case. */
export function jsonHeaders(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return contentTypeOf(headers) === undefined ? { 'Content-Type': 'application/json', ...headers } : { ...headers };
}
