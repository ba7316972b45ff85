import { cellsFor, type Cells, type EndpointCells, type OutsideCells, type PhaseCells } from '../compile/cells.ts';
import { gatingThresholds, type GatingThreshold } from '../compile/thresholds.ts';
import { percentilesFor, percentileStatistic } from '../compile/trend-statistics.ts';
import type { Plan } from '../plan/plan.ts';
import { CellReader } from './cell-reader.ts';
import { criterionMeasurements } from './criterion-measurements.ts';
import type {
  EndpointMeasurements,
  Measurements,
  PhaseMeasurements,
  RunMeasurements,
  ThresholdMeasurements,
} from './measurements.ts';
import { metricRows } from './metric-rows.ts';
import type { RunSummary } from './run-summary.ts';
import { difference, total } from '../language/known-count.ts';
import { errorCounts, scopeMeasurements } from './scope-measurements.ts';

/** All that a run says of its plan. Only this folder reads a summary of k6. */
export function measure(plan: Plan, summary: RunSummary, cells: Cells = cellsFor(plan)): Measurements {
  const reader = new CellReader(summary);
  const percentiles = percentilesFor(plan.criteria);
  const statistics = percentiles.map(percentileStatistic);
  const gating = gatingThresholds(plan, cells);
  const measured = {
    run: runMeasurements(reader, cells, statistics, summary.durationMs),
    phases: cells.phases.map((phase) => phaseMeasurements(reader, phase, statistics)),
    afterPlan: phaseMeasurements(reader, cells.afterPlan, statistics),
    endpoints: cells.endpoints.map((endpoint) => endpointMeasurements(reader, endpoint, statistics)),
    outside: {
      setup: outsidePlan(reader, cells.setup),
      teardown: outsidePlan(reader, cells.teardown),
      redirects: reader.sum(cells.redirects),
    },
    preflightErrors: errorCounts(reader, cells.preflightErrors),
    metrics: metricRows(reader, cells.metrics, plan),
    checks: summary.checks,
    givenUp: cells.givenUp.map(({ reason, iterations }) => ({
      reason,
      count: reader.count(iterations),
      metric: iterations.key,
    })),
    criteria: plan.criteria.flatMap(({ target }, index) => {
      const own = cells.criteria[index];
      return own === undefined ? [] : [criterionMeasurements(reader, own, target)];
    }),
    thresholds: thresholdMeasurements(reader, gating),
    foreignCrossed: foreignCrossed(summary, gating),
    percentiles,
  };
  const ofLoadSpan = new Set([cells.run.loadStart.key, cells.run.loadEnd.key]);
  // That the load's start or end is missing has faults of its own.
  return { ...measured, missing: reader.missing.filter((key) => !ofLoadSpan.has(key)) };
}

function runMeasurements(
  reader: CellReader,
  { run }: Cells,
  statistics: readonly string[],
  durationMs: number,
): RunMeasurements {
  const { row, errors } = scopeMeasurements(reader, run, statistics);
  const iterations = reader.values(run.iterationDuration);
  const isSampled = (iterations?.['count'] ?? 0) > 0;
  return {
    row: {
      ...row,
      requests: reader.count(run.allRequests),
      metrics: { ...row.metrics, requests: run.allRequests.key },
    },
    errors,
    iterations: reader.count(run.iterations),
    iterationsOfPlan: reader.count(run.iterationsOfPlan),
    droppedIterations: reader.count(run.droppedIterations),
    exceptions: reader.count(run.exceptions),
    longestIterationMs: isSampled ? (iterations?.['max'] ?? null) : null,
    mostVus: reader.values(run.vus)?.max ?? null,
    loadStartMs: momentOf(reader.values(run.loadStart)?.value),
    loadEndMs: momentOf(reader.values(run.loadEnd)?.value),
    durationMs,
    generatorErrorsOfPlan: errorCounts(reader, run.generatorErrorsOfPlan),
  };
}

/** A moment that setup or teardown recorded; k6 shows a gauge that nothing fed as 0. */
function momentOf(value: number | undefined): number | null {
  return value !== undefined && value > 0 ? value : null;
}

function phaseMeasurements(reader: CellReader, cells: PhaseCells, statistics: readonly string[]): PhaseMeasurements {
  return {
    ...scopeMeasurements(reader, cells, statistics),
    startedIterations: reader.count(cells.iterations),
    exceptions: reader.count(cells.exceptions),
  };
}

function endpointMeasurements(
  reader: CellReader,
  cells: EndpointCells,
  statistics: readonly string[],
): EndpointMeasurements {
  const measurements = scopeMeasurements(reader, cells, statistics);
  const unexpected = measurements.errors.filter(({ errorClass }) => /^status 3\d\d$/.test(errorClass));
  return {
    ...measurements,
    redirects: total([reader.sum(cells.expectedRedirects), ...unexpected.map(({ count }) => count)]),
  };
}

/** What k6 did in setup or teardown, without the plan's own: a script may name a group of its iterations `setup`. */
function outsidePlan(reader: CellReader, { all, ofPlan }: OutsideCells): number | null {
  return difference(reader.count(all), reader.count(ofPlan));
}

function thresholdMeasurements(reader: CellReader, gating: readonly GatingThreshold[]): ThresholdMeasurements[] {
  return gating.map(({ cell, expression, criterion }) => ({
    metric: cell.key,
    expression,
    criterion,
    held: reader.held(cell, expression),
  }));
}

function foreignCrossed(summary: RunSummary, gating: readonly GatingThreshold[]): string[] {
  const own = new Set(gating.map(({ cell, expression }) => `${cell.key} ${expression}`));
  const crossed: string[] = [];
  summary.metrics.forEach(({ thresholds }, key) => {
    Object.keys(thresholds).forEach((expression) => {
      const name = `${key} ${expression}`;
      if (!thresholds[expression] && !own.has(name)) crossed.push(name);
    });
  });
  return crossed;
}
