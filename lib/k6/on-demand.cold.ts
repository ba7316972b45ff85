// What a VU needs only when a request fails, or when its plan has metrics of its own.
import { countFailure } from './count-failure.ts';
import { recorderOf } from './recorder.ts';

export function onDemand(): { readonly countFailure: typeof countFailure; readonly recorderOf: typeof recorderOf } {
  return { countFailure, recorderOf };
}
