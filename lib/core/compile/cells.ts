// The registry of cells: the only owner of k6's metric keys and tags. It says what k6 is told to track, and it is the
// only way to read it back.
import { errorClasses, generatorClasses, type ErrorClass } from '../language/error-class.ts';
import { samplesMetric, type CustomMetric } from '../plan/custom-metric.ts';
import { judgedPhases } from '../plan/delivered-load.ts';
import type { Endpoint } from '../plan/endpoint.ts';
import { isExpectedStatus } from '../plan/expected-statuses.ts';
import {
  afterPlan,
  exceptionIterationsMetric,
  givenUpIterationsMetric,
  loadEndMetric,
  loadStartMetric,
  scriptExceptionsMetric,
} from '../plan/library-metrics.ts';
import type { Plan } from '../plan/plan.ts';
import { namesOf } from '../plan/profile.ts';
import { planTags, type Tags } from '../plan/tags.ts';
import { allowedDrops } from './allowed-drops.ts';
import { CellRegistry, type Cell } from './cell.ts';
import { criterionCells, type CriterionCells } from './criterion-cells.ts';
import { errorCells, type ErrorCells } from './error-cells.ts';

/** What is measured in every scope that has a row in a table. */
export type MeasuredCells = {
  readonly latency: Cell<'trend'>;
  /**
   * `http_req_failed`, whose passes and fails add up to all requests: one sub-metric less for every sample to be
   * matched against.
   */
  readonly requests: Cell<'rate'>;
  readonly checks: Cell<'rate'>;
  readonly errors: ErrorCells;
};

type RunCells = MeasuredCells & {
  /** All requests of k6: of those that the plan did not make, `http_req_failed` may be switched off. */
  readonly allRequests: Cell<'counter'>;
  readonly iterations: Cell<'counter'>;
  readonly iterationsOfPlan: Cell<'counter'>;
  readonly droppedIterations: Cell<'counter'>;
  readonly iterationDuration: Cell<'trend'>;
  readonly exceptions: Cell<'counter'>;
  readonly vus: Cell<'gauge'>;
  readonly loadStart: Cell<'gauge'>;
  readonly loadEnd: Cell<'gauge'>;
  /** What failed on the side of k6 in the plan, without setup and teardown. */
  readonly generatorErrorsOfPlan: ErrorCells;
};

export type PhaseCells = MeasuredCells & {
  readonly iterations: Cell<'counter'>;
  readonly exceptions: Cell<'counter'>;
};

export type EndpointCells = MeasuredCells & {
  /** Redirects that the endpoint expects as its answer: requests of its own, not followed ones. */
  readonly expectedRedirects: readonly Cell<'counter'>[];
};

/** All requests of setup or teardown, and those of them that the plan's scenarios made in a group of the same name. */
export type OutsideCells = { readonly all: Cell<'counter'>; readonly ofPlan: Cell<'counter'> };

/** A metric of the plan's own, over the run (phase null) or in a phase. */
export type MetricCells = {
  readonly metric: CustomMetric;
  readonly phase: string | null;
  readonly value: Cell;
  /** Null of a counter. */
  readonly samples: Cell<'counter'> | null;
};

/** The iterations that were given up for a reason. */
type GivenUpCells = { readonly reason: string; readonly iterations: Cell<'counter'> };

/** Everything that is read of a run. Lists are in the plan's order. */
export type Cells = {
  readonly run: RunCells;
  readonly phases: readonly PhaseCells[];
  readonly afterPlan: PhaseCells;
  readonly endpoints: readonly EndpointCells[];
  readonly setup: OutsideCells;
  readonly teardown: OutsideCells;
  /** Redirects of the plan, followed or not. */
  readonly redirects: readonly Cell<'counter'>[];
  readonly preflightErrors: ErrorCells;
  readonly metrics: readonly MetricCells[];
  readonly givenUp: readonly GivenUpCells[];
  /**
   * The shares of iterations that ended in an exception, of the run and of each phase that criteria look at; none where
   * the plan allows no exceptions.
   */
  readonly exceptionShares: readonly Cell<'rate'>[];
  readonly criteria: readonly CriterionCells[];
  /** The drops that k6 is held to, by scenario: it counts them by nothing else. */
  readonly dropped: readonly { readonly cell: Cell<'counter'>; readonly allowed: number }[];
  /** All of these, each once. */
  readonly all: readonly Cell[];
};

/** The statuses by which a redirect that k6 followed shows in `http_reqs`. */
const redirectStatuses = [301, 302, 303, 307, 308] as const;

/** What pre-flight failures bear. */
const preflightTags: Tags = { preflight: 'failed' };

export function cellsFor(plan: Plan): Cells {
  const registry = new CellRegistry();
  const ofPlan = planTags(plan.name);
  const cells = {
    run: runCells(registry, ofPlan),
    phases: namesOf(plan.phases).map((phase) => phaseCells(registry, { phase })),
    afterPlan: phaseCells(registry, { phase: afterPlan }),
    endpoints: plan.endpoints.map((endpoint) => endpointCells(registry, endpoint, { ...ofPlan, name: endpoint.name })),
    setup: outsideCells(registry, { group: '::setup' }, ofPlan),
    teardown: outsideCells(registry, { group: '::teardown' }, ofPlan),
    redirects: redirectStatuses.map((status) => statusCell(registry, status, ofPlan)),
    preflightErrors: errorCells(registry, errorClasses, preflightTags),
    metrics: plan.metrics.flatMap((metric) => metricCells(registry, metric, plan)),
    givenUp: plan.giveUpReasons.map((reason) => ({
      reason,
      iterations: registry.counter(givenUpIterationsMetric, { ...ofPlan, reason }),
    })),
    exceptionShares: exceptionShares(registry, plan),
    criteria: plan.criteria.map((criterion) => criterionCells(registry, criterion)),
    dropped: allowedDrops(plan).map(({ scenario, allowed }) => ({
      cell: registry.counter('dropped_iterations', { scenario }),
      allowed,
    })),
  };
  return { ...cells, all: registry.all() };
}

function exceptionShares(registry: CellRegistry, plan: Plan): Cell<'rate'>[] {
  if (plan.allowedExceptions === 0) return [];
  const scopes = [planTags(plan.name), ...namesOf(judgedPhases(plan)).map((phase) => ({ phase }))];
  return scopes.map((tags) => registry.cell('rate', exceptionIterationsMetric, tags));
}

function measuredCells(registry: CellRegistry, tags: Tags, classes: readonly ErrorClass[]): MeasuredCells {
  return {
    latency: registry.cell('trend', 'http_req_duration', { ...tags, expected_response: 'true' }),
    requests: registry.cell('rate', 'http_req_failed', tags),
    checks: registry.cell('rate', 'checks', tags),
    errors: errorCells(registry, classes, tags),
  };
}

function runCells(registry: CellRegistry, ofPlan: Tags): RunCells {
  return {
    ...measuredCells(registry, {}, generatorClasses),
    allRequests: registry.counter('http_reqs'),
    iterations: registry.counter('iterations'),
    iterationsOfPlan: registry.counter('iterations', ofPlan),
    droppedIterations: registry.counter('dropped_iterations'),
    iterationDuration: registry.cell('trend', 'iteration_duration'),
    exceptions: registry.counter(scriptExceptionsMetric),
    vus: registry.cell('gauge', 'vus'),
    loadStart: registry.cell('gauge', loadStartMetric),
    loadEnd: registry.cell('gauge', loadEndMetric),
    generatorErrorsOfPlan: errorCells(registry, generatorClasses, ofPlan),
  };
}

function phaseCells(registry: CellRegistry, tags: Tags): PhaseCells {
  return {
    ...measuredCells(registry, tags, generatorClasses),
    iterations: registry.counter('iterations', tags),
    exceptions: registry.counter(scriptExceptionsMetric, tags),
  };
}

function endpointCells(registry: CellRegistry, { expectedStatuses }: Endpoint<never>, tags: Tags): EndpointCells {
  const expected = redirectStatuses.filter((status) => isExpectedStatus(status, expectedStatuses));
  return {
    ...measuredCells(registry, tags, errorClasses),
    expectedRedirects: expected.map((status) => statusCell(registry, status, tags)),
  };
}

function outsideCells(registry: CellRegistry, tags: Tags, ofPlan: Tags): OutsideCells {
  return { all: registry.counter('http_reqs', tags), ofPlan: registry.counter('http_reqs', { ...tags, ...ofPlan }) };
}

/** The responses with a status. */
function statusCell(registry: CellRegistry, status: number, tags: Tags): Cell<'counter'> {
  return registry.counter('http_reqs', { ...tags, status: String(status) });
}

function metricCells(registry: CellRegistry, metric: CustomMetric, { name, phases }: Plan): MetricCells[] {
  const { type } = metric;
  return [null, ...namesOf(phases)].map((phase) => {
    const tags = phase === null ? planTags(name) : { phase };
    return {
      metric,
      phase,
      value: registry.cell(type, metric.name, tags),
      samples: type === 'counter' ? null : registry.counter(samplesMetric(metric), tags),
    };
  });
}
