import type { Cell } from '../../../lib/core/compile/cell.ts';
import { mutantsOf, type Mutant } from '../mutant.ts';

const ofMeasure = mutantsOf('lib/core/measure/measure.ts');
const ofScope = mutantsOf('lib/core/measure/scope-measurements.ts');
const ofCriterion = mutantsOf('lib/core/measure/criterion-measurements.ts');
const ofReader = mutantsOf('lib/core/measure/cell-reader.ts');
const ofWarnings = mutantsOf('lib/core/judge/warnings.ts');
const ofRows = mutantsOf('lib/core/judge/measured-rows.ts');

/** Slips in how a summary of k6 is read, and in the tables that are made of it. */
export const measureSlips: readonly Mutant[] = [
  ofReader(
    'CellReader',
    'a count that k6 did not show is 0',
    (original) =>
      class extends original {
        override count(cell: Cell<'counter'>): number | null {
          return super.count(cell) ?? 0;
        }
      },
  ),
  ofReader(
    'CellReader',
    'of several counts those that k6 did not show are 0',
    (original) =>
      class extends original {
        override sum(cells: readonly Cell<'counter'>[]): number | null {
          return cells.reduce((sum, cell) => sum + (this.count(cell) ?? 0), 0);
        }
      },
  ),
  ofReader(
    'CellReader',
    'what k6 did not show is not told',
    (original) =>
      class extends original {
        override get missing(): readonly string[] {
          return [];
        }
      },
  ),
  ofReader(
    'CellReader',
    'a threshold that k6 did not evaluate held',
    (original) =>
      class extends original {
        override held(cell: Cell, threshold: string): boolean | null {
          return super.held(cell, threshold) ?? true;
        }
      },
  ),
  ofMeasure('measure', 'a gauge that nothing fed is a moment', (original) => (plan, summary, cells) => {
    const measured = original(plan, summary, cells);
    const { loadStartMs, loadEndMs } = measured.run;
    return { ...measured, run: { ...measured.run, loadStartMs: loadStartMs ?? 0, loadEndMs: loadEndMs ?? 0 } };
  }),
  ofMeasure('measure', 'iterations of which none ended took no time', (original) => (plan, summary, cells) => {
    const measured = original(plan, summary, cells);
    return { ...measured, run: { ...measured.run, longestIterationMs: measured.run.longestIterationMs ?? 0 } };
  }),
  ofMeasure('measure', 'the load lasts as long as the run', (original) => (plan, summary, cells) => {
    const measured = original(plan, summary, cells);
    const { loadStartMs, loadEndMs, durationMs } = measured.run;
    const lastMs = loadStartMs === null || loadEndMs === null ? loadEndMs : loadStartMs + durationMs;
    return { ...measured, run: { ...measured.run, loadEndMs: lastMs } };
  }),
  mutantsOf('lib/core/measure/run-summary.ts')(
    'parseRunSummary',
    'a threshold that k6 says nothing of held',
    (original) => (data) => {
      const summary = original(data);
      const { metrics } = Object(data);
      const judged = [...summary.metrics].map(([key, metric]) => {
        const results = Object.keys(metric.thresholds).map((expression) => [
          expression,
          metrics[key].thresholds[expression].ok !== false,
        ]);
        return [key, { ...metric, thresholds: Object.fromEntries(results) }] as const;
      });
      return { ...summary, metrics: new Map(judged) };
    },
  ),
  mutantsOf('lib/core/language/shape.ts')('number', 'numbers need not be finite', (original) => ({
    ...original,
    read: (value, place) => (typeof value === 'number' ? value : original.read(value, place)),
  })),
  ofCriterion(
    'criterionMeasurements',
    'more may have failed on the side of k6 than failed at all',
    (original) => (reader, cells, target) => {
      const counts = cells.generatorErrors.map(({ cell }) => reader.count(cell) ?? 0);
      return {
        ...original(reader, cells, target),
        generatorErrors: counts.reduce((sum, count) => sum + count, 0),
      };
    },
  ),
  ofCriterion(
    'criterionMeasurements',
    'a trend is sampled by what proves its samples',
    (original) => (reader, cells, target) => {
      const { evidence } = cells;
      const isCounted = evidence !== null && evidence.type === 'counter';
      const samples = isCounted ? reader.count({ key: evidence.key, type: 'counter' }) : null;
      const measured = original(reader, cells, target);
      return { ...measured, samples: samples ?? measured.samples };
    },
  ),
  ofScope('scopeMeasurements', "a table has the errors of the generator as the target's", (original) => (...scope) => {
    const { row, errors } = original(...scope);
    const { requests, failedRequests } = row;
    const isKnown = requests !== null && failedRequests !== null && requests > 0;
    return { errors, row: { ...row, errorRatio: isKnown ? failedRequests / requests : null } };
  }),
  ofScope('scopeMeasurements', 'a distribution falls', (original) => (...scope) => {
    const { row, errors } = original(...scope);
    const { latency } = row;
    const distributionMs = latency.distributionMs === null ? null : latency.distributionMs.toReversed();
    return { errors, row: { ...row, latency: { ...latency, distributionMs } } };
  }),
  ofScope('scopeMeasurements', 'a distribution has three significant digits', (original) => (...scope) => {
    const { row, errors } = original(...scope);
    const { latency } = row;
    const rounded = latency.distributionMs?.map((value) => Number(value.toPrecision(3)));
    return { errors, row: { ...row, latency: { ...latency, distributionMs: rounded ?? null } } };
  }),
  ofScope('scopeMeasurements', 'a latency without a sample is 0', (original) => (...scope) => {
    const { row, errors } = original(...scope);
    const { latency } = row;
    return { errors, row: { ...row, latency: { ...latency, p95Ms: latency.p95Ms ?? 0 } } };
  }),
  mutantsOf('lib/core/measure/metric-rows.ts')(
    'metricRows',
    'a metric of the plan without a sample is 0',
    (original) => (reader, cells, plan) =>
      original(reader, cells, plan).map((row) => ({
        ...row,
        ratio: row.type === 'rate' ? (row.ratio ?? 0) : row.ratio,
        last: row.type === 'gauge' ? (row.last ?? 0) : row.last,
        median: row.type === 'trend' ? (row.median ?? 0) : row.median,
      })),
  ),
  mutantsOf('lib/core/measure/metric-rows.ts')(
    'metricRows',
    "a counter's rate in a phase is taken over the plan",
    (original) => (reader, cells, plan) =>
      original(reader, cells, plan).map((row) => ({
        ...row,
        perSec: row.count === null ? null : (row.count * 1000) / plan.durationMs,
      })),
  ),
  ofRows(
    'measuredRows',
    'redirects are requests without an endpoint',
    (original) => (plan, measurements) =>
      original(plan, { ...measurements, outside: { ...measurements.outside, redirects: 0 } }),
  ),
  ofRows('measuredRows', 'requests after the last phase are without a phase', (original) => (plan, measurements) => {
    const { outsidePlan, ...rows } = original(plan, measurements);
    const { withoutPhase, afterPlan } = outsidePlan;
    const all = withoutPhase === null || afterPlan === null ? null : withoutPhase + afterPlan;
    return { ...rows, outsidePlan: { ...outsidePlan, withoutPhase: all } };
  }),
  ofRows(
    'measuredRows',
    'a table takes the errors of the generator for those of the target',
    (original) =>
      (...run) => {
        const { errors, ...rows } = original(...run);
        return { ...rows, errors: errors.map((row) => ({ ...row, side: 'target' as const })) };
      },
  ),
  ofRows('measuredRows', 'throughput of a phase is per millisecond', (original) => (...run) => {
    const { phases, ...rows } = original(...run);
    const slower = phases.map((row) => ({
      ...row,
      throughputPerSec: row.throughputPerSec === null ? null : row.throughputPerSec / 1000,
    }));
    return { ...rows, phases: slower };
  }),
  mutantsOf('lib/core/judge/judge.ts')(
    'judge',
    'the load starts when the run ends',
    (original) => (plan, measurements, circumstances) => {
      const acceptance = original(plan, measurements, circumstances);
      return { ...acceptance, loadStartedAt: acceptance.loadStartedAt === null ? null : acceptance.endedAt };
    },
  ),
  ofWarnings(
    'warningsOf',
    'nobody is warned that k6 judged otherwise',
    (original) => (judged) => original(judged).filter(({ code }) => code !== 'verdicts-disagree'),
  ),
  ofWarnings(
    'warningsOf',
    'nobody is warned of latency in the closed model',
    (original) => (judged) => original(judged).filter(({ code }) => code !== 'coordinated-omission'),
  ),
  ofWarnings(
    'warningsOf',
    'nobody is warned that the target held the VUs',
    (original) => (judged) => original(judged).filter(({ code }) => code !== 'target-saturated'),
  ),
  ofWarnings(
    'warningsOf',
    'nobody is warned of a trial',
    (original) => (judged) => original(judged).filter(({ code }) => code !== 'trial'),
  ),
  ofWarnings(
    'warningsOf',
    'nobody is warned of options that differ',
    (original) => (judged) => original(judged).filter(({ code }) => code !== 'options-differ'),
  ),
];
