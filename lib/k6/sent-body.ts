import type { RequestBody } from 'k6/http';
import { encodeBody, type BodyKind } from '../core/plan/request-body.ts';

/** The body as k6 takes it. */
export function sentBody(body: unknown, kind: BodyKind): RequestBody {
  // k6's types know the fields of a multipart body by the class of its files alone, which nothing outside of k6 has.
  return encodeBody(body, kind) as RequestBody;
}
