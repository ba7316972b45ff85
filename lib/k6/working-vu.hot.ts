// What a VU has from its first iteration on. Many VUs only wait for work, and do without it.
import { callEndpoint } from './call.ts';
import { declaredFunctions } from './declared-functions.ts';
import { runIteration } from './iteration.ts';
import { prepareEndpoints } from './prepared-endpoint.ts';

const work = { callEndpoint, declaredFunctions, prepareEndpoints, runIteration };

/**
 * What a VU works with. A VU of a plan that declares metrics, or how its iterations may end, has it from its init on:
 * k6 makes metrics there alone.
 */
export function workingVu(): typeof work {
  return work;
}
