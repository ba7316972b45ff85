import { invalid, oneOf } from '../language/invalid.ts';
import type { CustomMetric } from './custom-metric.ts';
import type { Endpoint } from './endpoint.ts';
import { checkFields } from '../language/fields.ts';
import type { Indicator } from './indicator.ts';
import { loadAmount, parseLoad, type LoadText } from '../language/load.ts';
import { hasLoad, namesOf, type Phase } from './profile.ts';

/** Where a criterion is looked at, as it is written. */
export type ScopeSpec<PhaseName extends string = string, EndpointName extends string = string> = {
  /** Only what started in this phase; the whole run when left out. */
  readonly phase?: PhaseName | undefined;
  /** Instead of one phase: a criterion for each phase that has a load, or for each whose load is at most this, of its model. */
  readonly phases?: 'each' | { readonly upTo: LoadText } | undefined;
  /** Only requests of this endpoint; all requests when left out. */
  readonly endpoint?: EndpointName | undefined;
  /** Instead of one endpoint: a criterion for each; of `checks` for each that has any. */
  readonly endpoints?: 'each' | undefined;
};

/** What a criterion may refer to. */
export type Vocabulary = {
  readonly phases: readonly Phase[];
  readonly endpoints: readonly Endpoint<never>[];
  readonly metrics: readonly CustomMetric[];
  /** The plan's name. */
  readonly plan: string;
};

/** Where one criterion is looked at: undefined is the whole run, or all requests. */
export type Scope = { readonly phase: Phase | undefined; readonly endpoint: Endpoint<never> | undefined };

/**
 * The scopes that a criterion stands for: more than one where it is written for each phase or endpoint.
 *
 * @param what The criterion, as errors name it.
 * @throws When it names something that the plan does not have, matches nothing, or its indicator has no samples there.
 */
export function scopesOf(spec: ScopeSpec, indicator: Indicator, vocabulary: Vocabulary, what: string): Scope[] {
  const phases = phasesOf(spec, vocabulary.phases, what);
  const endpoints = endpointsOf(spec, indicator, vocabulary, what);
  return phases.flatMap((phase) => endpoints.map((endpoint) => ({ phase, endpoint })));
}

function phasesOf(
  { phase: name, phases: several }: ScopeSpec,
  phases: readonly Phase[],
  what: string,
): readonly (Phase | undefined)[] {
  if (several === undefined) {
    if (name === undefined) return [undefined];
    const phase = phases.find((candidate) => candidate.name === name);
    if (phase === undefined) {
      throw invalid(`phase of ${what}`, oneOf(namesOf(phases)), name, 'Name a phase of the profile');
    }
    return [phase];
  }
  if (name !== undefined) throw invalid(`scope of ${what}`, 'either phase or phases', name, 'Drop one of them');
  const loaded = phases.filter(hasLoad);
  const matching = several === 'each' ? loaded : upTo(several, loaded, what);
  if (matching.length > 0) return matching;
  throw invalid(
    `phases of ${what}`,
    'at least one phase with such a load',
    several,
    `The largest loads are ${phases.map((phase) => `${largestLoadOf(phase)}${unitOf(phase)}`).join(', ')}`,
  );
}

function upTo(several: unknown, phases: readonly Phase[], what: string): Phase[] {
  if (typeof several !== 'object') {
    throw invalid(
      `phases of ${what}`,
      '"each" or { upTo }',
      several,
      'Write phases: "each", or phases: { upTo: "50 VUs" }',
    );
  }
  checkFields(several, `phases of ${what}`, { upTo: 'any value' });
  const most = parseLoad(several !== null && 'upTo' in several ? several.upTo : undefined, `upTo of ${what}`);
  return phases.filter((phase) => phase.load.model === most.model && largestLoadOf(phase) <= loadAmount(most));
}

/** The most that the phase intends at any moment: a ramp's higher end. */
function largestLoadOf({ from, to }: Phase): number {
  return Math.max(from, to);
}

function unitOf({ load }: Phase): string {
  return load.model === 'open' ? '/s' : ' VUs';
}

function endpointsOf(
  { endpoint: name, endpoints: several }: ScopeSpec,
  indicator: Indicator,
  { endpoints, metrics }: Vocabulary,
  what: string,
): readonly (Endpoint<never> | undefined)[] {
  if (name !== undefined && several !== undefined) {
    throw invalid(`scope of ${what}`, 'either endpoint or endpoints', name, 'Drop one of them');
  }
  if (several !== undefined && several !== 'each') {
    throw invalid(`endpoints of ${what}`, '"each"', several, 'Write endpoints: "each", or name one as endpoint');
  }
  const named = endpoints.find((candidate) => candidate.name === name);
  if (name !== undefined && named === undefined) {
    throw invalid(
      `endpoint of ${what}`,
      oneOf(endpoints.map((candidate) => candidate.name)),
      name,
      'Name an endpoint of the plan',
    );
  }
  if ((name ?? several) !== undefined && metrics.some((metric) => metric.name === indicator.name)) {
    throw invalid(
      `scope of ${what}`,
      'the run or a phase',
      name ?? several,
      'A custom metric belongs to no endpoint; declare one metric for each',
    );
  }
  const sampled =
    indicator.name === 'checks' ? endpoints.filter(({ checks = {} }) => Object.keys(checks).length > 0) : endpoints;
  if (sampled.length === 0 || (named !== undefined && !sampled.includes(named))) {
    throw invalid(
      `scope of ${what}`,
      'an endpoint with checks',
      name,
      'Give the endpoint a check, or drop the criterion',
    );
  }
  return several === 'each' ? sampled : [named];
}
