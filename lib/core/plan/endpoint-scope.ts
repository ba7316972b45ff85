import { describe, invalid, oneOf } from '../language/invalid.ts';
import type { CheckScopeSpec } from './check-scope.ts';
import type { Dimension, Narrowing } from './dimension.ts';
import { endpointSetTag } from './endpoint-set.ts';
import type { Endpoint } from './endpoint.ts';

export type EndpointScopeSpec<EndpointName extends string = string> = {
  /** Only requests of this endpoint; all requests when left out. */
  readonly endpoint?: EndpointName | undefined;
  /**
   * Instead of one endpoint: a criterion for each (of `checks` for each that has any, or the one that is named), or one
   * for all that are listed together.
   */
  readonly endpoints?: 'each' | readonly EndpointName[] | undefined;
};

/**
 * A scope by endpoints: all requests, those of one endpoint or of several together, or a criterion for each endpoint.
 */
export const endpointDimension: Dimension<EndpointScopeSpec & CheckScopeSpec> = {
  name: 'endpoints',
  fields: ['endpoint', 'endpoints'],
  oneOfIt: 'an endpoint',
  narrowings: ({ endpoint: name, endpoints: several, check }, { isSampledBy }, { endpoints }, what) => {
    if (name !== undefined && several !== undefined) {
      throw invalid(`scope of ${what}`, 'either endpoint or endpoints', name, 'Drop one of them');
    }
    if (name === undefined && several === undefined) return [{ names: {}, tags: {} }];
    if (endpoints.length === 0) {
      throw invalid(`scope of ${what}`, 'a plan with endpoints', name ?? several, 'Declare the endpoint');
    }
    const sampled = endpoints.filter((endpoint) => isSampledBy(endpoint, check));
    // What a script gives to `check()` of k6 bears no endpoint's name.
    const requireSampled = (isSampled: boolean): void => {
      if (isSampled) return;
      throw invalid(
        `scope of ${what}`,
        check === undefined ? 'an endpoint with checks' : `an endpoint with the check ${describe(check)}`,
        name ?? several,
        `Give the endpoint ${check === undefined ? 'a' : 'the'} check, or drop the criterion`,
      );
    };
    requireSampled(sampled.length > 0);
    if (several === 'each') return sampled.map(({ name: one }) => ofEndpoints([one]));
    const named = endpointsNamed(name === undefined ? several : [name], name === undefined, endpoints, what);
    requireSampled(named.some((endpoint) => sampled.includes(endpoint)));
    return [ofEndpoints(named.map(({ name: one }) => one))];
  },
};

function ofEndpoints(names: readonly string[]): Narrowing {
  const [first = '', ...others] = names;
  return {
    names: { endpoints: names },
    tags: others.length === 0 ? { name: first } : { [endpointSetTag(names)]: 'in' },
  };
}

/** The endpoints of the names, in the plan's order. */
function endpointsNamed(
  names: unknown,
  areListed: boolean,
  endpoints: readonly Endpoint<never>[],
  what: string,
): readonly Endpoint<never>[] {
  if (!Array.isArray(names) || names.length === 0) {
    throw invalid(
      `endpoints of ${what}`,
      '"each" or a list of names',
      names,
      'Write endpoints: "each", or list those to be taken together',
    );
  }
  for (const name of names) {
    if (!endpoints.some((endpoint) => endpoint.name === name)) {
      const field = areListed ? 'endpoints' : 'endpoint';
      throw invalid(
        `${field} of ${what}`,
        oneOf(endpoints.map((endpoint) => endpoint.name)),
        name,
        'Name an endpoint of the plan',
      );
    }
  }
  if (new Set(names).size < names.length) {
    throw invalid(`endpoints of ${what}`, 'names that differ', names, 'List each endpoint once');
  }
  return endpoints.filter(({ name }) => names.includes(name));
}
