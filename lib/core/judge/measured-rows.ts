import { describePhase } from '../compile/describe-plan.ts';
import type { Acceptance } from '../document/acceptance-document.ts';
import type { CheckRow } from '../document/check-row.ts';
import type { EndpointRow } from '../document/endpoint-row.ts';
import type { ErrorRow } from '../document/error-row.ts';
import type { GivenUpRow } from '../document/given-up-row.ts';
import type { OutsidePlan } from '../document/outside-plan.ts';
import type { PhaseRow } from '../document/phase-row.ts';
import { isGeneratorClass } from '../language/error-class.ts';
import type { CheckCount } from '../measure/check-counts.ts';
import type { EndpointMeasurements, Measurements, PhaseMeasurements } from '../measure/measurements.ts';
import { difference, ratio, total } from '../language/known-count.ts';
import type { Endpoint } from '../plan/endpoint.ts';
import type { Plan } from '../plan/plan.ts';
import { durationMsOf, type Phase } from '../plan/profile.ts';

/** The tables of a document that show what was measured. */
export type MeasuredRows = Pick<
  Acceptance,
  'percentiles' | 'totals' | 'phases' | 'endpoints' | 'metrics' | 'checks' | 'outsidePlan' | 'errors' | 'givenUp'
>;

export function measuredRows(plan: Plan, measurements: Measurements): MeasuredRows {
  const { run, percentiles, metrics, checks } = measurements;
  const phases = paired(plan.phases, measurements.phases).map(([phase, own]) => phaseRow(plan, phase, own));
  const endpoints = paired(plan.endpoints, measurements.endpoints);
  return {
    percentiles,
    totals: {
      ...run.row,
      iterations: run.iterations,
      droppedIterations: run.droppedIterations,
      scriptExceptions: run.exceptions,
    },
    phases,
    endpoints: endpoints.map(([endpoint, own]) => endpointRow(endpoint, own)),
    metrics,
    checks: checks.map(checkRow),
    outsidePlan: outsidePlan(measurements),
    errors: endpoints.flatMap(([endpoint, own]) => errorRows(endpoint, own)),
    givenUp: givenUpRows(measurements),
  };
}

/** Both lists are in the plan's order. */
function paired<One, Other>(ones: readonly One[], others: readonly Other[]): (readonly [One, Other])[] {
  return ones.flatMap((one, index) => {
    const other = others[index];
    return other === undefined ? [] : [[one, other] as const];
  });
}

function phaseRow(plan: Plan, phase: Phase, { row, startedIterations }: PhaseMeasurements): PhaseRow {
  const durationMs = durationMsOf(phase);
  return {
    ...describePhase(phase),
    durationMs,
    startedIterations,
    throughputPerSec: row.requests === null ? null : (row.requests * 1000) / durationMs,
    judged: plan.criteria.some(({ scope }) => scope.names.phase === phase.name),
    ...row,
  };
}

function endpointRow({ name, method = 'GET', path }: Endpoint<never>, { row }: EndpointMeasurements): EndpointRow {
  return { name, method, path, ...row };
}

function errorRows({ name }: Endpoint<never>, { row, errors }: EndpointMeasurements): ErrorRow[] {
  return errors.flatMap(({ errorClass, count, metric }) => {
    if (count === null || count === 0) return [];
    // A call that k6 sent no request for counts as an error all the same.
    const shareRatio = row.requests !== null && count > row.requests ? null : ratio(count, row.requests);
    const side = isGeneratorClass(errorClass) ? 'generator' : 'target';
    return [{ endpoint: name, errorClass, side, count, shareRatio, metric }];
  });
}

function checkRow(count: CheckCount): CheckRow {
  return { ...count, passedRatio: ratio(count.passed, count.passed + count.failed) };
}

function givenUpRows({ run: { iterationsOfPlan }, givenUp }: Measurements): GivenUpRow[] {
  return givenUp.flatMap(({ reason, count, metric }) => {
    if (count === null || count === 0) return [];
    // k6 does not count an iteration that was given up, went on all the same, and was interrupted.
    const isMore = iterationsOfPlan !== null && count > iterationsOfPlan;
    return [{ reason, count, shareRatio: isMore ? null : ratio(count, iterationsOfPlan), metric }];
  });
}

/** What is left of all requests without those of the tables. */
function outsidePlan({ run, phases, afterPlan, endpoints, outside }: Measurements): OutsidePlan {
  const { setup, teardown } = outside;
  const redirects = difference(outside.redirects, total(endpoints.map((endpoint) => endpoint.redirects)));
  const requestsOf = (rows: readonly (PhaseMeasurements | EndpointMeasurements)[]): (number | null)[] =>
    rows.map(({ row }) => row.requests);
  return {
    setup,
    teardown,
    redirects,
    withoutEndpoint: difference(run.row.requests, total([...requestsOf(endpoints), setup, teardown, redirects])),
    afterPlan: afterPlan.row.requests,
    withoutPhase: difference(run.row.requests, total([...requestsOf([...phases, afterPlan]), setup, teardown])),
  };
}
