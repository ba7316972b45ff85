import { scriptExceptionsMetric } from '../plan/custom-metric.ts';
import {
  endpointTags,
  errorKey,
  expectedRedirects,
  redirectStatuses,
  setupTags,
  statusKey,
  teardownTags,
} from '../compile/k6-options.ts';
import { metricKey, planTags, type Tags } from '../compile/metric-key.ts';
import { afterPlan } from '../compile/phase-clock.ts';
import { phaseHead } from '../compile/plan-document.ts';
import type { Plan } from '../plan/plan.ts';
import { durationMsOf, intendedIterations } from '../plan/profile.ts';
import { errorClasses, isGeneratorClass } from '../language/error-class.ts';
import { countOf, type RunSummary } from '../measure/run-summary.ts';
import {
  documentFormat,
  documentVersion,
  type Acceptance,
  type CriterionRow,
  type EndpointRow,
  type ErrorRow,
  type Fault,
  type OutsidePlan,
  type PhaseRow,
} from '../document/acceptance.ts';
import { faultsOf, type Circumstances } from './faults.ts';
import { deliveryOf } from './faults/delivery.ts';
import { judgeCriterion } from './judge-criterion.ts';
import { measurementsOf, ratio } from '../measure/measurements.ts';
import { endingCriterionOf, ownAbortOf, thinAbortFaults, underAbort } from './own-abort.ts';
import { startedIterations } from '../measure/started-iterations.ts';
import { verdictOf } from '../document/verdict.ts';
import { warningsOf } from './warnings.ts';

/** What the run says of the plan: every row, every doubt, and one verdict. */
export function judge(plan: Plan, summary: RunSummary, circumstances: Circumstances): Acceptance {
  const found = faultsOf(plan, summary, circumstances);
  const rowsUnder = (faults: readonly Fault[]): CriterionRow[] =>
    plan.criteria.map((criterion) => judgeCriterion(criterion, summary, faults));
  const uncut = found.filter(({ code }) => code !== 'cut-short');
  const ending = endingCriterionOf(plan, summary, rowsUnder(uncut));
  const runFaults = ending?.isSound === true ? uncut : found;
  const {
    interrupted,
    saturations,
    faults: undelivered,
  } = deliveryOf(plan, summary, rowsUnder(runFaults), found, ending?.loadMs ?? null);
  const cut = found.find(({ code }) => code === 'cut-short')?.phases ?? [];
  const abort = ending?.isSound === true ? ownAbortOf(plan, ending, cut, interrupted) : null;
  const faults = [
    ...(ending?.isSound === false ? thinAbortFaults(runFaults, ending, interrupted) : runFaults),
    ...undelivered,
  ];
  const rows = rowsUnder(faults);
  const criteria = abort === null ? rows : rows.map((row, index) => underAbort(row, plan.criteria[index], abort));
  const overall = measurementsOf(summary, {});
  const totals = {
    ...overall,
    requests: countOf(summary, 'http_reqs') ?? 0,
    metrics: { ...overall.metrics, requests: 'http_reqs' },
    iterations: countOf(summary, 'iterations') ?? 0,
    droppedIterations: countOf(summary, 'dropped_iterations') ?? 0,
    scriptExceptions: countOf(summary, scriptExceptionsMetric) ?? 0,
  };
  const phases = plan.phases.map((phase): PhaseRow => {
    const measurements = measurementsOf(summary, { phase: phase.name });
    return {
      ...phaseHead(phase),
      durationMs: durationMsOf(phase),
      intendedIterations: intendedIterations(phase),
      startedIterations: startedIterations(summary, [phase.name]),
      throughputPerSec: (measurements.requests * 1000) / durationMsOf(phase),
      judged: plan.criteria.some((criterion) => criterion.phase === phase.name),
      ...measurements,
    };
  });
  const endpoints = plan.endpoints.map(({ name, method = 'GET', path }): EndpointRow => ({
    name,
    method,
    path,
    ...measurementsOf(summary, endpointTags(plan.name, name)),
  }));
  const outsidePlan = outsideOf(plan, summary, totals.requests, phases, endpoints);
  const errors = endpoints.flatMap((endpoint) => errorsOf(plan, summary, endpoint));
  const warnings = warningsOf({
    plan,
    proxy: circumstances.proxy ?? null,
    summary,
    criteria,
    saturations,
    totals,
    outsidePlan,
    endpoints,
    errors,
  });
  return {
    format: documentFormat,
    version: documentVersion,
    plan: plan.name,
    run: circumstances.run || null,
    target: plan.target,
    ...verdictOf(criteria, faults, summary, plan),
    trial: plan.timeScale < 1,
    timeScale: plan.timeScale,
    endedAt: new Date(circumstances.endedAtMs).toISOString(),
    runDurationMs: summary.durationMs,
    plannedDurationMs: plan.durationMs,
    totals,
    criteria,
    unverified: plan.signOff,
    phases,
    endpoints,
    outsidePlan,
    errors,
    faults,
    warnings,
  };
}

function errorsOf(plan: Plan, summary: RunSummary, { name, requests }: EndpointRow): ErrorRow[] {
  return errorClasses
    .map((errorClass): ErrorRow => {
      const metric = errorKey(errorClass, endpointTags(plan.name, name));
      const count = countOf(summary, metric) ?? 0;
      return {
        endpoint: name,
        errorClass,
        side: isGeneratorClass(errorClass) ? 'generator' : 'target',
        count,
        shareRatio: count > requests ? null : ratio(count, requests),
        metric,
      };
    })
    .filter((row) => row.count > 0);
}

function outsideOf(
  plan: Plan,
  summary: RunSummary,
  total: number,
  phases: readonly PhaseRow[],
  endpoints: readonly EndpointRow[],
): OutsidePlan {
  const count = (key: string): number => countOf(summary, key) ?? 0;
  const answered = sum(
    plan.endpoints.flatMap((endpoint) => {
      const tags = endpointTags(plan.name, endpoint.name);
      return [
        ...expectedRedirects(endpoint).map((status) => count(statusKey(status, tags))),
        ...redirectStatuses.map((status) => count(errorKey(`status ${status}`, tags))),
      ];
    }),
  );
  // A script may have groups of these names in its iterations.
  const outside = (tags: Tags): number =>
    count(metricKey('http_reqs', tags)) - count(metricKey('http_reqs', { ...tags, ...planTags(plan.name) }));
  const setup = outside(setupTags);
  const teardown = outside(teardownTags);
  const redirects = sum(redirectStatuses.map((status) => count(statusKey(status, planTags(plan.name))))) - answered;
  const after = measurementsOf(summary, { phase: afterPlan }).requests;
  const inPhases = sum(phases.map((phase) => phase.requests));
  const ofEndpoints = sum(endpoints.map((endpoint) => endpoint.requests));
  return {
    setup,
    teardown,
    redirects,
    withoutEndpoint: total - ofEndpoints - setup - teardown - redirects,
    afterPlan: after,
    withoutPhase: total - inPhases - after - setup - teardown,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
