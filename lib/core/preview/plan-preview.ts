import type { BenchFigures } from './bench-figures.ts';
import { estimatesOf, type Estimates } from './estimates.ts';
import {
  expectedIterations,
  expectedRequests,
  expectedSamples,
  type CriterionPreview,
  type PhasePreview,
} from './expected-samples.ts';
import type { Inspection, ScenarioVus } from './parse-inspection.ts';
import { previewWarnings, type PreviewWarning } from './preview-warnings.ts';
import { comparisonsPerRequest, countSubMetrics, cpuShareRatio, type SubMetricCount } from './sub-metrics.ts';

const previewFormat = 'k6-acceptance-preview';
const previewVersion = 1;

/** A native threshold that belongs to no criterion: the run itself must be sound. */
type RunThreshold = { readonly metric: string; readonly threshold: string };

/** What a plan will do, told without a run. */
export type PlanPreview = {
  readonly format: typeof previewFormat;
  readonly version: typeof previewVersion;
  readonly plan: string;
  readonly target: string;
  /** Whether TIME_SCALE shrinks the phases. */
  readonly trial: boolean;
  readonly timeScale: number;
  readonly durationMs: number;
  readonly endpoints: number;
  readonly phases: readonly PhasePreview[];
  /** Of the phases whose iterations are known; null when they are of none. */
  readonly expectedIterations: number | null;
  readonly expectedRequests: number | null;
  /** Whether phases add iterations whose number only the target decides. */
  readonly openEnded: boolean;
  readonly vus: { readonly initialised: number; readonly scenarios: readonly ScenarioVus[] };
  readonly subMetrics: {
    readonly total: number;
    readonly metrics: readonly SubMetricCount[];
    /** Statistics that k6 computes of each trend. */
    readonly trendStatistics: number;
    /**
     * How many sub-metrics the samples of one successful request are matched against, and the CPU time that it adds to
     * the request, as a share.
     */
    readonly comparisonsPerRequest: number;
    readonly cpuShareRatio: number;
  };
  readonly criteria: readonly CriterionPreview[];
  /** What no run can prove, and a person has to sign off. */
  readonly signOff: readonly string[];
  readonly runThresholds: readonly RunThreshold[];
  readonly estimates: Estimates;
  readonly warnings: readonly PreviewWarning[];
};

/** The preview of an inspected script, with estimates by the bench's figures. */
export function previewOf(inspection: Inspection, figures: BenchFigures): PlanPreview {
  const { document, vus, scenarios, thresholds, trendStatistics } = inspection;
  const phases = document.phases.map((phase): PhasePreview => {
    const iterations = expectedIterations(phase);
    return {
      ...phase,
      expectedIterations: iterations,
      expectedRequests: expectedRequests(iterations, document.endpoints.length),
    };
  });
  const known = phases.flatMap((phase) => phase.expectedIterations ?? []);
  const iterations = known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
  const metrics = countSubMetrics(inspection);
  const comparisons = comparisonsPerRequest(metrics, document);
  const criteria = document.criteria.map((criterion): CriterionPreview => ({
    ...criterion,
    expectedSamples: expectedSamples(document, criterion),
  }));
  return {
    format: previewFormat,
    version: previewVersion,
    plan: document.plan,
    target: document.target,
    trial: document.timeScale < 1,
    timeScale: document.timeScale,
    durationMs: document.durationMs,
    endpoints: document.endpoints.length,
    phases,
    expectedIterations: iterations,
    expectedRequests: expectedRequests(iterations, document.endpoints.length),
    openEnded: known.length < phases.length,
    vus: { initialised: vus, scenarios },
    subMetrics: {
      total: metrics.reduce((sum, { subMetrics }) => sum + subMetrics, 0),
      metrics,
      trendStatistics,
      comparisonsPerRequest: comparisons,
      cpuShareRatio: cpuShareRatio(comparisons),
    },
    criteria,
    signOff: document.signOff,
    runThresholds: runThresholds(thresholds, criteria),
    estimates: estimatesOf(inspection, phases, cpuShareRatio(comparisons), figures),
    warnings: previewWarnings(inspection, criteria),
  };
}

function runThresholds(thresholds: Inspection['thresholds'], criteria: readonly CriterionPreview[]): RunThreshold[] {
  const ofCriteria = new Set(
    criteria.flatMap(({ native, evidence }) => [
      `${native.threshold} ${native.metric}`,
      `${evidence?.threshold} ${evidence?.metric}`,
    ]),
  );
  return [...thresholds]
    .flatMap(([metric, expressions]) => expressions.map((threshold) => ({ metric, threshold })))
    .filter(({ metric, threshold }) => !ofCriteria.has(`${threshold} ${metric}`));
}
