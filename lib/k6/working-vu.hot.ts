// What a VU has from its first iteration on. Many VUs only wait for work, and do without it.
import { callEndpoint } from './call.ts';
import { runIteration } from './iteration.ts';
import { prepareEndpoints } from './prepared-endpoint.ts';
import { recorderOf } from './recorder.ts';

const work = { callEndpoint, prepareEndpoints, recorderOf, runIteration };

/** What a VU works with. A VU of a plan with metrics has it from its init on, because k6 makes metrics there alone. */
export function workingVu(): typeof work {
  return work;
}
