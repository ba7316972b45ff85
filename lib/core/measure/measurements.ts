import type { Measured } from '../document/measured.ts';
import type { MetricRow } from '../document/metric-row.ts';
import type { ErrorClass } from '../language/error-class.ts';
import type { CheckCount } from './check-counts.ts';

/** How many requests failed in a class, and the k6 metric that says so. */
export type ErrorCount = { readonly errorClass: ErrorClass; readonly count: number | null; readonly metric: string };

/** A scope's row, and what else judging needs of it. */
export type ScopeMeasurements = {
  readonly row: Measured;
  readonly errors: readonly ErrorCount[];
};

export type RunMeasurements = ScopeMeasurements & {
  readonly iterations: number | null;
  readonly iterationsOfPlan: number | null;
  readonly droppedIterations: number | null;
  readonly exceptions: number | null;
  /** Of the iterations that ended; null where none did. */
  readonly longestIterationMs: number | null;
  /** The most VUs that k6 had at once. */
  readonly mostVus: number | null;
  /** When setup had ended and teardown began, in milliseconds since 1970; null where they did not. */
  readonly loadStartMs: number | null;
  readonly loadEndMs: number | null;
  /** From before setup to after teardown. */
  readonly durationMs: number;
  /** What failed on the side of k6 in the plan, without setup and teardown. */
  readonly generatorErrorsOfPlan: readonly ErrorCount[];
};

export type PhaseMeasurements = ScopeMeasurements & {
  /** Iterations that started in the phase and ended; k6 counts no interrupted ones. */
  readonly startedIterations: number | null;
  /** Iterations that started in it and ended in an exception of the script. */
  readonly exceptions: number | null;
};

export type EndpointMeasurements = ScopeMeasurements & {
  /** Redirects that were the endpoint's own answers, expected or not. */
  readonly redirects: number | null;
};

/** How many iterations were given up for a reason, and the k6 metric that says so. */
type GivenUpCount = { readonly reason: string; readonly count: number | null; readonly metric: string };

/** What k6 showed of a criterion, before anything is made of it. */
export type CriterionMeasurements = {
  readonly metric: string;
  /**
   * The value of the statistic that the criterion asks for; a rate per second is not made yet. Null where k6 has none.
   */
  readonly value: number | null;
  /** Of a rate: how many samples were true, and how many there were. */
  readonly shares: { readonly passes: number; readonly total: number } | null;
  /** Samples as the metric itself counts them, or as the evidence does; null where k6 shows neither. */
  readonly samples: number | null;
  /**
   * The part of the value's count that came about after the plan; 0 where none is to be taken off, null where k6 does
   * not tell.
   */
  readonly overrun: number | null;
  /** The value with what may have come too late; null where the value is all there is. */
  readonly withUntimed: number | null;
  /** What failed on the side of k6 and counts as failed in the value. */
  readonly generatorErrors: number;
  readonly threshold: string | null;
  readonly held: boolean | null;
  readonly evidence: {
    readonly metric: string;
    readonly threshold: string | null;
    readonly held: boolean | null;
  } | null;
};

/** A native threshold of the plan, and whether it held. */
export type ThresholdMeasurements = {
  readonly metric: string;
  readonly expression: string;
  /** The place of its criterion; null where it holds the run to be sound. */
  readonly criterion: number | null;
  /** Null where k6 showed the metric, but did not evaluate the threshold. */
  readonly held: boolean | null;
};

/** All that a run says, read through the cells of its plan. Lists are in the plan's order. */
export type Measurements = {
  readonly run: RunMeasurements;
  readonly phases: readonly PhaseMeasurements[];
  readonly afterPlan: PhaseMeasurements;
  readonly endpoints: readonly EndpointMeasurements[];
  /** Requests of setup and teardown, and redirects in the plan, followed or not. */
  readonly outside: {
    readonly setup: number | null;
    readonly teardown: number | null;
    readonly redirects: number | null;
  };
  readonly preflightErrors: readonly ErrorCount[];
  readonly metrics: readonly MetricRow[];
  readonly checks: readonly CheckCount[];
  readonly givenUp: readonly GivenUpCount[];
  readonly criteria: readonly CriterionMeasurements[];
  readonly thresholds: readonly ThresholdMeasurements[];
  /** Thresholds that k6 saw crossed and the plan did not set, as metric and expression. */
  readonly foreignCrossed: readonly string[];
  /** The metrics that k6 was told to track and did not show. */
  readonly missing: readonly string[];
  /** The percentiles of all distributions, rising. */
  readonly percentiles: readonly number[];
};
