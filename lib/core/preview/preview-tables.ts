import type { PlanPreview } from './plan-preview.ts';
import type { FedBy } from './sub-metrics.ts';
import { scopeColumns } from '../document/scope.ts';
import { absent, renderAbout, renderBytes, renderDuration, renderLoad } from '../language/quantity.ts';
import { renderBound, renderRequired } from '../language/requirement.ts';
import { left, right, type Table } from '../render/table.ts';

/** The tables of a preview, in reading order. */
export function previewTables(preview: PlanPreview): Table[] {
  return [
    phaseTable(preview),
    vuTable(preview),
    criteriaTable(preview),
    thresholdTable(preview),
    subMetricTable(preview),
    estimateTable(preview),
  ];
}

/** A count as a whole number. */
function renderCount(count: number | null): string {
  return count === null ? absent : String(Math.round(count));
}

function phaseTable({ phases, expectedIterations, expectedRequests, openEnded }: PlanPreview): Table {
  return {
    title: 'Phases',
    columns: [
      left('Phase'),
      left('Kind'),
      left('Load'),
      right('Start'),
      right('End'),
      right('Iterations'),
      right('Requests'),
    ],
    rows: [
      ...phases.map((phase) => [
        phase.name,
        phase.kind,
        renderLoad(phase),
        renderDuration(phase.startMs),
        renderDuration(phase.endMs),
        renderCount(phase.expectedIterations),
        renderCount(phase.expectedRequests),
      ]),
      [
        openEnded ? 'all with a known count' : 'all',
        '',
        '',
        '',
        '',
        renderCount(expectedIterations),
        renderCount(expectedRequests),
      ],
    ],
  };
}

function vuTable({ vus }: PlanPreview): Table {
  return {
    title: 'VUs initialised before the load',
    columns: [left('Scenario'), left('Executor'), right('VUs')],
    rows: [
      ...vus.scenarios.map((scenario) => [scenario.name, scenario.executor, renderCount(scenario.vus)]),
      ['all', '', renderCount(vus.initialised)],
    ],
  };
}

function criteriaTable({ criteria }: PlanPreview): Table {
  const columns = scopeColumns(criteria.map(({ scope }) => scope));
  return {
    title: 'Criteria',
    columns: [
      right('#'),
      left('Criterion'),
      ...columns.titles.map(left),
      left('Target'),
      left('Bound'),
      right('Samples needed'),
      right('Expected'),
    ],
    rows: criteria.map(({ indicator, scope, target, bound, severity, minimumSamples, expectedSamples }, index) => [
      String(index + 1),
      indicator.name,
      ...columns.cells(scope),
      renderRequired(target, indicator.unit),
      renderBound({ bound, unit: indicator.unit, severity }),
      String(minimumSamples),
      renderCount(expectedSamples),
    ]),
  };
}

function thresholdTable({ criteria, runThresholds }: PlanPreview): Table {
  return {
    title: 'Thresholds of k6 that the criteria compile to',
    columns: [right('#'), left('Asks'), left('Threshold'), left('k6 metric')],
    rows: [
      ...criteria.flatMap(({ abortOnFail, native, evidence }, index) => [
        [
          String(index + 1),
          abortOnFail ? 'the criterion, else ends the run' : 'the criterion',
          native.threshold ?? absent,
          native.metric,
        ],
        ['', 'for samples', evidence?.threshold ?? absent, evidence?.metric ?? absent],
      ]),
      ...runThresholds.map(({ metric, threshold }) => ['', 'for a sound run', threshold, metric]),
    ],
  };
}

const occasions: Readonly<Record<FedBy, string>> = {
  request: 'each request',
  check: 'each check',
  iteration: 'each iteration',
  failure: 'what fails or is dropped',
  script: 'what the script records',
};

function subMetricTable({ subMetrics }: PlanPreview): Table {
  return {
    title: 'Sub-metrics that k6 tracks',
    columns: [left('Metric'), right('Sub-metrics'), left('Matched against')],
    rows: [
      ...subMetrics.metrics.map((count) => [count.metric, String(count.subMetrics), occasions[count.fedBy]]),
      ['all', String(subMetrics.total), ''],
    ],
  };
}

function estimateTable({ estimates, vus, expectedRequests, subMetrics }: PlanPreview): Table {
  const { memoryBytes, valueBytes, cpuSeconds, busiest, figures } = estimates;
  const ownCpu = renderAbout(figures.requestCpuSeconds * 1000, 'ms');
  const perRequest = `${ownCpu} and ${renderAbout(subMetrics.cpuShareRatio, 'ratio')} more for the sub-metrics`;
  return {
    title: 'Estimates for the machine of k6',
    columns: [left('Estimate'), right('About'), left('Made of')],
    rows: [
      [
        'memory',
        renderBytes(memoryBytes),
        `k6 ${renderBytes(figures.baseBytes)}, ${vus.initialised} VUs of ${renderBytes(figures.vuBytes)}, ` +
          `raw samples ${renderBytes(valueBytes)}`,
      ],
      ['CPU time', renderAbout(cpuSeconds, 's'), `${renderCount(expectedRequests)} requests of ${perRequest}`],
      [
        'busy cores at most',
        renderAbout(busiest?.cores ?? null, ''),
        busiest === null
          ? absent
          : `${renderAbout(busiest.requestsPerSec, '', 3)} requests/s in phase "${busiest.phase}"`,
      ],
    ],
  };
}
