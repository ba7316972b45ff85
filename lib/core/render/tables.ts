import type { Acceptance } from '../document/acceptance-document.ts';
import type { Measured } from '../document/measured.ts';
import type { MetricRow } from '../document/metric-row.ts';
import type { PhaseRow } from '../document/phase-row.ts';
import { scopeColumns } from '../document/scope.ts';
import { absent, renderDuration, renderLoad, renderValue } from '../language/quantity.ts';
import { renderBound, renderObserved, renderRequired } from '../language/requirement.ts';
import { left, right, type Table } from './table.ts';

/** The tables of a document, in reading order; one without rows is left out. */
export function tablesOf(acceptance: Acceptance): Table[] {
  return [
    criteriaTable(acceptance),
    signOffTable(acceptance),
    phaseTable(acceptance),
    endpointTable(acceptance),
    metricTable(acceptance),
    checkTable(acceptance),
    errorTable(acceptance),
    givenUpTable(acceptance),
    outsideTable(acceptance),
  ].filter((table) => table.rows.length > 0);
}

function criteriaTable({ criteria }: Acceptance): Table {
  const columns = scopeColumns(criteria.map(({ scope }) => scope));
  return {
    title: 'Criteria',
    columns: [
      left('Criterion'),
      ...columns.titles.map(left),
      left('Target'),
      left('Bound'),
      right('Observed'),
      right('Samples'),
      left('Verdict'),
      left('k6 metric'),
    ],
    rows: criteria.map((row) => {
      const { indicator, scope, target, bound, severity, observed, samples, verdict, noData, native } = row;
      const { name, unit } = indicator;
      return [
        name,
        ...columns.cells(scope),
        renderRequired(target, unit),
        renderBound({ bound, unit, severity }),
        renderObserved({ observed, target, bound, unit }),
        renderCount(samples),
        noData === null ? verdict : `${verdict}: ${noData.message}`,
        native.metric,
      ];
    }),
  };
}

function renderCount(count: number | null): string {
  return count === null ? absent : String(count);
}

function signOffTable({ unverified }: Acceptance): Table {
  return {
    title: 'For a person to sign off',
    columns: [left('What no run can prove'), left('Verdict')],
    rows: unverified.map((text) => [text, 'UNVERIFIED']),
  };
}

const measuredColumns = ['Requests', 'Failed', 'Avg', 'Min', 'p50', 'p90', 'p95', 'p99', 'Max', 'Checks'].map(right);

function measuredCells({ requests, latency, checks, ...failures }: Measured): string[] {
  const { averageMs, minimumMs, medianMs, p90Ms, p95Ms, p99Ms, maximumMs } = latency;
  return [
    renderCount(requests),
    renderFailures(failures),
    ...[averageMs, minimumMs, medianMs, p90Ms, p95Ms, p99Ms, maximumMs].map((value) => renderValue(value, 'ms')),
    renderChecks(checks),
  ];
}

function renderChecks({ passed, failed }: Measured['checks']): string {
  return passed === null || failed === null || passed + failed === 0 ? absent : `${passed} of ${passed + failed}`;
}

/** The target's failures with their share, and beside them what failed on the generator's side. */
function renderFailures({
  failedRequests,
  generatorErrors,
  errorRatio,
}: Pick<Measured, 'failedRequests' | 'generatorErrors' | 'errorRatio'>): string {
  if (failedRequests === null || generatorErrors === null) return absent;
  const failed = failedRequests - generatorErrors;
  const ofTarget = failed === 0 ? '0' : `${failed} (${renderValue(errorRatio, 'ratio')})`;
  return generatorErrors === 0 ? ofTarget : `${ofTarget}, generator ${generatorErrors}`;
}

function phaseTable({ phases }: Acceptance): Table {
  return {
    title: 'Phases',
    columns: [
      left('Phase'),
      left('Load'),
      right('Duration'),
      right('Started'),
      ...measuredColumns,
      right('Requests/s'),
      left('Judged'),
    ],
    rows: phases.map((phase) => [
      phase.name,
      renderLoad(phase),
      renderDuration(phase.durationMs),
      renderStarted(phase),
      ...measuredCells(phase),
      renderValue(phase.throughputPerSec, ''),
      phase.judged ? 'yes' : 'no, exploratory',
    ]),
  };
}

/** The iterations that started and ended, beside those that were intended. */
function renderStarted({ startedIterations, intendedIterations }: PhaseRow): string {
  const started = renderCount(startedIterations);
  return intendedIterations === null ? started : `${started} of ${Math.round(intendedIterations)}`;
}

function endpointTable({ endpoints }: Acceptance): Table {
  return {
    title: 'Endpoints',
    columns: [left('Endpoint'), left('Request'), ...measuredColumns],
    rows: endpoints.map((endpoint) => [
      endpoint.name,
      `${endpoint.method} ${endpoint.path}`,
      ...measuredCells(endpoint),
    ]),
  };
}

function metricTable({ metrics }: Acceptance): Table {
  const statistics = ['Avg', 'Min', 'p50', 'p90', 'p95', 'p99', 'Max'].map(right);
  return {
    title: 'Metrics of the plan',
    columns: [left('Metric'), left('Phase'), right('Samples'), right('Value'), ...statistics, left('k6 metric')],
    rows: metrics.map((row) => {
      const { average, minimum, median, p90, p95, p99, maximum } = row;
      return [
        row.name,
        row.phase ?? 'all',
        renderCount(row.samples),
        renderMetricValue(row),
        ...[average, minimum, median, p90, p95, p99, maximum].map((value) => renderValue(value, row.unit)),
        row.metric,
      ];
    }),
  };
}

/** The one value of a metric that is no trend. */
function renderMetricValue({ type, unit, count, perSec, ratio, last }: MetricRow): string {
  switch (type) {
    case 'counter':
      return count === null ? absent : `${renderValue(count, unit)} (${renderValue(perSec, '/s')})`;
    case 'rate':
      return renderValue(ratio, unit);
    case 'gauge':
      return renderValue(last, unit);
    case 'trend':
      return absent;
  }
}

function checkTable({ checks }: Acceptance): Table {
  const isGrouped = checks.some(({ group }) => group !== null);
  return {
    title: 'Checks',
    columns: [
      left('Check'),
      ...(isGrouped ? [left('Group')] : []),
      right('Passed'),
      right('Failed'),
      right('Share passed'),
    ],
    rows: checks.map(({ name, group, passed, failed, passedRatio }) => [
      name,
      ...(isGrouped ? [group ?? 'none'] : []),
      String(passed),
      String(failed),
      renderValue(passedRatio, 'ratio'),
    ]),
  };
}

function errorTable({ errors }: Acceptance): Table {
  return {
    title: 'Errors',
    columns: [left('Endpoint'), left('Class'), left('Side'), right('Count'), right('Share of requests')],
    rows: errors.map((row) => [
      row.endpoint,
      row.errorClass,
      row.side,
      String(row.count),
      renderValue(row.shareRatio, 'ratio'),
    ]),
  };
}

function givenUpTable({ givenUp }: Acceptance): Table {
  return {
    title: 'Iterations given up',
    columns: [left('Reason'), right('Count'), right('Share of iterations'), left('k6 metric')],
    rows: givenUp.map(({ reason, count, shareRatio, metric }) => [
      reason,
      String(count),
      renderValue(shareRatio, 'ratio'),
      metric,
    ]),
  };
}

function outsideTable({ outsidePlan, totals }: Acceptance): Table {
  return {
    title: 'Outside the plan',
    columns: [left('Requests'), right('Count')],
    rows: [
      ['in setup', renderCount(outsidePlan.setup)],
      ['in teardown', renderCount(outsidePlan.teardown)],
      ['redirects followed', renderCount(outsidePlan.redirects)],
      ['without an endpoint', renderCount(outsidePlan.withoutEndpoint)],
      ['after the last phase', renderCount(outsidePlan.afterPlan)],
      ['without a phase', renderCount(outsidePlan.withoutPhase)],
      ['all requests of the run', renderCount(totals.requests)],
    ],
  };
}

/** The lines under the tables: faults, then warnings. */
export function notesOf({ faults, warnings }: Acceptance): string[] {
  return [
    ...faults.map((fault) => `Fault (${fault.code}): ${fault.message}`),
    ...warnings.map((warning) => `Warning (${warning.code}): ${warning.message}`),
  ];
}

/** One line on what ran. */
export function contextOf({ plan, target, endedAt, runDurationMs, totals }: Acceptance): string {
  const ran = `Plan ${plan} against ${target}, ended ${endedAt} after ${renderDuration(runDurationMs)}`;
  return `${ran}: ${renderCount(totals.iterations)} iterations, ${renderCount(totals.requests)} requests.`;
}
