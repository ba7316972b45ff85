import type { Acceptance, Measurements } from '../document/acceptance.ts';
import {
  absent,
  renderBound,
  renderDuration,
  renderLoad,
  renderObserved,
  renderRequired,
  renderValue,
} from '../language/format.ts';

/** A table of text, not escaped for any format yet. */
export type Table = {
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
};

/** The tables of a document, in reading order; one without rows is left out. */
export function tablesOf(acceptance: Acceptance): Table[] {
  return [
    criteriaTable(acceptance),
    signOffTable(acceptance),
    phaseTable(acceptance),
    endpointTable(acceptance),
    errorTable(acceptance),
    outsideTable(acceptance),
  ].filter((table) => table.rows.length > 0);
}

export const left = (title: string): Table['columns'][number] => ({ title, align: 'left' });
export const right = (title: string): Table['columns'][number] => ({ title, align: 'right' });

function criteriaTable({ criteria }: Acceptance): Table {
  return {
    title: 'Criteria',
    columns: [
      left('Criterion'),
      left('Phase'),
      left('Endpoint'),
      left('Target'),
      left('Bound'),
      right('Observed'),
      right('Samples'),
      left('Verdict'),
      left('k6 metric'),
    ],
    rows: criteria.map((row) => [
      row.indicator,
      row.phase ?? 'all',
      row.endpoint ?? 'all',
      renderRequired(row.target, row.unit),
      renderBound(row),
      renderObserved(row),
      row.samples === null ? absent : String(row.samples),
      row.noData === null ? row.verdict : `${row.verdict}: ${row.noData.message}`,
      row.metric,
    ]),
  };
}

function signOffTable({ unverified }: Acceptance): Table {
  return {
    title: 'For a person to sign off',
    columns: [left('What no run can prove'), left('Verdict')],
    rows: unverified.map((text) => [text, 'UNVERIFIED']),
  };
}

const measuredColumns = [
  right('Requests'),
  right('Failed'),
  right('p50'),
  right('p95'),
  right('p99'),
  right('Max'),
  right('Checks'),
];

function measuredCells({ requests, latency, checks, ...failures }: Measurements): string[] {
  const checked = checks.passed + checks.failed;
  return [
    String(requests),
    renderFailures(failures),
    ...[latency.medianMs, latency.p95Ms, latency.p99Ms, latency.maximumMs].map((value) => renderValue(value, 'ms')),
    checked === 0 ? absent : `${checks.passed} of ${checked}`,
  ];
}

/** The target's failures with their share, and beside them what failed on the generator's side. */
function renderFailures({
  failedRequests,
  generatorErrors,
  errorRatio,
}: Pick<Measurements, 'failedRequests' | 'generatorErrors' | 'errorRatio'>): string {
  const failed = failedRequests - generatorErrors;
  return `${failed === 0 ? '0' : `${failed} (${renderValue(errorRatio, 'ratio')})`}${generatorErrors === 0 ? '' : `, generator ${generatorErrors}`}`;
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
      phase.intendedIterations === null
        ? String(phase.startedIterations)
        : `${phase.startedIterations} of ${Math.round(phase.intendedIterations)}`,
      ...measuredCells(phase),
      renderValue(phase.throughputPerSec, ''),
      phase.judged ? 'yes' : 'no, exploratory',
    ]),
  };
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

function outsideTable({ outsidePlan, totals }: Acceptance): Table {
  return {
    title: 'Outside the plan',
    columns: [left('Requests'), right('Count')],
    rows: [
      ['in setup', String(outsidePlan.setup)],
      ['in teardown', String(outsidePlan.teardown)],
      ['redirects followed', String(outsidePlan.redirects)],
      ['without an endpoint', String(outsidePlan.withoutEndpoint)],
      ['after the last phase', String(outsidePlan.afterPlan)],
      ['without a phase', String(outsidePlan.withoutPhase)],
      ['all requests of the run', String(totals.requests)],
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
  return `Plan ${plan} against ${target}, ended ${endedAt} after ${renderDuration(runDurationMs)}: ${totals.iterations} iterations, ${totals.requests} requests.`;
}
