import { mutantsOf, type Mutant } from '../mutant.ts';

const ofCriterion = mutantsOf('lib/core/plan/criterion.ts');
const ofOrder = mutantsOf('lib/core/language/expression-order.ts');
const ofPhaseScope = mutantsOf('lib/core/plan/phase-scope.ts');
const ofEndpointScope = mutantsOf('lib/core/plan/endpoint-scope.ts');
const ofIndicators = mutantsOf('lib/core/plan/built-in-indicators.ts');
const ofExpression = mutantsOf('lib/core/language/expression.ts');
const ofErrorClass = mutantsOf('lib/core/language/error-class.ts');
const ofLeastSamples = mutantsOf('lib/core/statistics/least-samples.ts');

/** Slips in what a plan asks for. */
export const planSlips: readonly Mutant[] = [
  ofCriterion('parseCriteria', 'what the bound needs in samples is left out', (original) => (spec, vocabulary) => {
    const ofTarget = original({ ...spec, bound: undefined }, vocabulary);
    return original(spec, vocabulary).map((criterion, index) => ({
      ...criterion,
      minimumSamples: ofTarget[index]?.minimumSamples ?? criterion.minimumSamples,
    }));
  }),
  ofCriterion('parseCriteria', 'a ratio of 1 may be a bound', (original) => (spec, vocabulary) => {
    if (spec.bound !== 'rate<=1') return original(spec, vocabulary);
    return original({ ...spec, bound: 'rate<=0.99999' }, vocabulary).map((criterion) => ({
      ...criterion,
      bound: { ...criterion.bound, limit: 1 },
    }));
  }),
  mutantsOf('lib/core/plan/criterion-scope.ts')(
    'scopesOf',
    "a phase's rate is asked over the whole run",
    (original) => (spec, indicator, vocabulary, what) =>
      original(spec, indicator, vocabulary, what).map((scope) => ({ ...scope, phases: vocabulary.phases })),
  ),
  ofPhaseScope('phaseDimension', 'the scope of the run takes in setup and teardown', (original) => ({
    ...original,
    narrowings: (spec, indicator, vocabulary, what) =>
      original
        .narrowings(spec, indicator, vocabulary, what)
        .map((narrowing) => (narrowing.phases === undefined ? { ...narrowing, tags: {} } : narrowing)),
  })),
  mutantsOf('lib/core/plan/group-scope.ts')('groupDimension', 'a group is looked at wherever it is', (original) => ({
    ...original,
    narrowings: (spec, indicator, vocabulary, what) =>
      original
        .narrowings(spec, indicator, vocabulary, what)
        .map((narrowing) => (spec.group === undefined ? narrowing : { ...narrowing, tags: {} })),
  })),
  mutantsOf('lib/core/plan/check-scope.ts')('checkDimension', 'a check is looked at among all', (original) => ({
    ...original,
    narrowings: (spec, indicator, vocabulary, what) =>
      original
        .narrowings(spec, indicator, vocabulary, what)
        .map((narrowing) => (spec.check === undefined ? narrowing : { ...narrowing, unprovenTags: {} })),
  })),
  mutantsOf('lib/core/plan/indicator-for.ts')(
    'indicatorFor',
    'a counter is looked at in a group, where no iteration ends',
    (original) => (name, metrics) => {
      const found = original(name, metrics);
      return found && { ...found, dimensions: [...found.dimensions, 'group'] };
    },
  ),
  ofPhaseScope('phaseDimension', 'a load that just meets the limit is left out', (original) => ({
    ...original,
    narrowings: (spec, indicator, vocabulary, what) => {
      const most = typeof spec.phases === 'object' ? Number.parseFloat(spec.phases.upTo) : Infinity;
      return original
        .narrowings(spec, indicator, vocabulary, what)
        .filter(({ phases = [] }) => phases.every(({ from, to }) => Math.max(from, to) !== most));
    },
  })),
  ofPhaseScope('phaseDimension', 'loads of the other model are taken in', (original) => ({
    ...original,
    narrowings: (spec, indicator, vocabulary, what) => {
      const isClosed = typeof spec.phases === 'object' && String(spec.phases.upTo).endsWith(' VUs');
      const load = isClosed
        ? ({ model: 'closed', vus: 1 } as const)
        : ({ model: 'open', iterations: 1, periodMs: 1000 } as const);
      const phases = vocabulary.phases.map((phase) => ({ ...phase, load }));
      return original.narrowings(spec, indicator, { ...vocabulary, phases }, what).map((narrowing) => ({
        ...narrowing,
        ...(narrowing.phases === undefined
          ? {}
          : { phases: vocabulary.phases.filter(({ name }) => name === narrowing.names.phase) }),
      }));
    },
  })),
  ofPhaseScope('phaseDimension', 'a ramp counts by where it starts', (original) => ({
    ...original,
    narrowings: (spec, indicator, vocabulary, what) => {
      const phases = vocabulary.phases.map((phase) => ({ ...phase, to: Math.max(phase.from, 1e-9) }));
      return original.narrowings(spec, indicator, { ...vocabulary, phases }, what).map((narrowing) => ({
        ...narrowing,
        ...(narrowing.phases === undefined
          ? {}
          : { phases: vocabulary.phases.filter(({ name }) => name === narrowing.names.phase) }),
      }));
    },
  })),
  ofEndpointScope('endpointDimension', 'the endpoint narrows no scope', (original) => ({
    ...original,
    narrowings: (spec, indicator, vocabulary, what) =>
      original.narrowings(spec, indicator, vocabulary, what).map((narrowing) => ({ ...narrowing, tags: {} })),
  })),
  ofEndpointScope('endpointDimension', 'endpoints that are taken together are only the first', (original) => ({
    ...original,
    narrowings: (spec, indicator, vocabulary, what) =>
      original.narrowings(spec, indicator, vocabulary, what).map((narrowing) => {
        const [name] = narrowing.names.endpoints ?? [];
        return name === undefined ? narrowing : { ...narrowing, tags: { name } };
      }),
  })),
  mutantsOf('lib/core/plan/endpoint-set.ts')(
    'endpointSetTag',
    'all sets of endpoints have one tag',
    () => () => 'endpoints_00000000',
  ),
  mutantsOf('lib/core/plan/endpoint-set.ts')('endpointSetsOf', 'a VU knows no sets of endpoints', () => () => []),
  mutantsOf('lib/core/plan/endpoint-set.ts')(
    'isEndpointSetTag',
    'anybody may set the tag of a set of endpoints',
    () => () => false,
  ),
  mutantsOf('lib/core/plan/profile.ts')(
    'parseProfile',
    'a phase loses its role',
    (original) => (specs, timeScale) => original(specs, timeScale).map((phase) => ({ ...phase, role: phase.kind })),
  ),
  ofOrder('isStricter', 'a bound may be stricter than its target', () => () => false),
  ofOrder(
    'isStricter',
    "a bound that leaves out the target's end is no stricter",
    (original) => (bound, target) => bound.limit !== target.limit && original(bound, target),
  ),
  ofOrder(
    'isWithin',
    'a document may bound another statistic',
    (original) => (target, bound) =>
      original(target, { ...bound, statistic: target.statistic, percentile: target.percentile }),
  ),
  ofOrder(
    'isAlike',
    'a bound may look the other way',
    (original) => (bound, target) => original({ ...bound, operator: target.operator }, target),
  ),
  ofLeastSamples(
    'leastSamplesForPercentile',
    'one sample fewer carries a percentile',
    (original) => (percentile) => original(percentile) - 1,
  ),
  ofLeastSamples(
    'leastSamplesForRatio',
    'a ratio needs samples by its limit alone',
    () => (limit) => (limit > 0 ? Math.ceil(Number((1 / limit).toFixed(6))) : 1),
  ),
  ofExpression(
    'holds',
    'less than takes in equal',
    (original) => (expression, observed) =>
      original(expression, observed) || (expression.operator === '<' && observed === expression.limit),
  ),
  ofExpression(
    'holds',
    'at least leaves out equal',
    (original) => (expression, observed) =>
      original(expression, observed) && !(expression.operator === '>=' && observed === expression.limit),
  ),
  ofIndicators('builtInIndicators', 'latency takes in failed requests', (original) => ({
    ...original,
    latency: { ...original.latency, tags: {} },
  })),
  ofIndicators('builtInIndicators', 'throughput takes in failed requests', (original) => ({
    ...original,
    throughput: { ...original.throughput, tags: {} },
  })),
  ofIndicators('builtInIndicators', 'failed requests prove samples of latency', (original) => ({
    ...original,
    latency: { ...original.latency, evidence: { by: 'counter', metric: 'http_reqs', tags: {} } },
  })),
  ofIndicators('builtInIndicators', 'an error ratio counts the errors of the generator', (original) => ({
    ...original,
    'error ratio': { ...original['error ratio'], countsGeneratorErrors: false },
  })),
  mutantsOf('lib/core/plan/indicator-for.ts')(
    'indicatorFor',
    'all that the iterations of a phase recorded is recorded in it',
    (original) => (name, metrics) => {
      const found = original(name, metrics);
      return found === undefined ? undefined : { ...found, momentTag: 'phase' };
    },
  ),
  ofErrorClass(
    'classifyError',
    "a network without a route is the target's error",
    (original) => (status, code, text) =>
      original(status, code, text.replace(/network is unreachable|unreachable network/i, '')),
  ),
  ofErrorClass(
    'classifyError',
    'local ports that ran out are a refusal',
    (original) => (status, code, text) => original(status, code, text.replace(/assign requested address/, '')),
  ),
  mutantsOf('lib/core/statistics/percentile-grid.ts')(
    'percentileGrid',
    'k6 is asked for no percentile of the criteria',
    (original) => () => original([]),
  ),
];
