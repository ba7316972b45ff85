import type { Params } from 'k6/http';
import type { Json } from '../core/plan/endpoint.ts';

/** A body as k6 sends it: text as it is, any other value as JSON. */
export function bodyText(body: Json): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** The params of a request with this body. JSON gets its content type, unless the headers already hold one. */
export function paramsWithBody<P extends Params>(params: P, body: Json | undefined): P {
  if (body === undefined || typeof body === 'string') return params;
  return { ...params, headers: { 'Content-Type': 'application/json', ...params.headers } };
}
