import type { EndpointSet } from '../plan/endpoint-set.ts';

/** The environment variable of a scenario that names the endpoints that criteria take together. */
export const endpointSetsVariable = 'K6_ACCEPTANCE_ENDPOINT_SETS';

/**
 * The sets as lines of text, because JSON weighs 9 kB in each VU that parses it: of each set a line with its tag, a
 * line for each endpoint, and an empty one.
 */
export function renderEndpointSets(sets: readonly EndpointSet[]): string {
  return sets.map(({ tag, endpoints }) => `${[tag, ...endpoints].join('\n')}\n\n`).join('');
}
