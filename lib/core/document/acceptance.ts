import type { CriterionDescription, PhaseDescription } from '../compile/plan-document.ts';

/** The word for a whole run. INVALID: the run proves nothing, for or against the target. */
export const verdicts = ['PASS', 'WARN', 'FAIL', 'INVALID'] as const;
export type Verdict = (typeof verdicts)[number];

/** The word for one criterion. NO_DATA: it was not sampled, or not well enough to be judged. */
export const rowVerdicts = ['PASS', 'WARN', 'FAIL', 'NO_DATA'] as const;
export type RowVerdict = (typeof rowVerdicts)[number];

/** Why a criterion has no verdict. */
export type NoData = {
  readonly code:
    'phase-not-reached' | 'aborted' | 'too-few-samples' | 'never-sampled' | 'no-metric' | 'not-evaluated' | 'run-fault';
  readonly message: string;
};

/** What makes the run itself unsound. */
export type Fault = {
  readonly code:
    | 'plan-replaced'
    | 'preflight-failed'
    | 'thresholds-disabled'
    | 'teardown-missing'
    | 'cut-short'
    | 'iterations-interrupted'
    | 'untagged-iterations'
    | 'script-exception'
    | 'generator-errors'
    | 'unsent-requests'
    | 'load-not-delivered';
  readonly message: string;
  /** The phases whose evidence it spoils. */
  readonly phases: readonly string[];
};

export type Warning = {
  readonly code:
    | 'trial'
    | 'proxied'
    | 'target-saturated'
    | 'coordinated-omission'
    | 'dropped-iterations'
    | 'requests-without-endpoint'
    | 'unclassified-errors'
    | 'verdicts-disagree';
  readonly message: string;
};

/** Statistics of the latency of expected responses, in milliseconds; all of them null without a sample. */
export type Latency = {
  readonly samples: number;
  readonly averageMs: number | null;
  readonly minimumMs: number | null;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maximumMs: number | null;
};

/** What was measured in one scope, with the k6 metrics that it was read from. */
export type Measurements = {
  readonly requests: number;
  /** As k6 counts them. */
  readonly failedRequests: number;
  /** Those of them that failed on k6's side: they say nothing of the target. */
  readonly generatorErrors: number;
  /** The target's failures of the requests that it could answer, 0 to 1; null when there is none. */
  readonly errorRatio: number | null;
  readonly checks: { readonly passed: number; readonly failed: number };
  readonly latency: Latency;
  readonly metrics: { readonly latency: string; readonly requests: string; readonly checks: string };
};

export type CriterionRow = CriterionDescription & {
  readonly observed: number | null;
  readonly samples: number | null;
  readonly verdict: RowVerdict;
  /** Null unless the verdict is NO_DATA. */
  readonly noData: NoData | null;
};

export type PhaseRow = Measurements &
  PhaseDescription & {
    readonly durationMs: number;
    /** Iterations that started in the phase and ended. */
    readonly startedIterations: number;
    /** Requests that started in the phase ÷ its duration. */
    readonly throughputPerSec: number;
    /** Whether a criterion is bound to the phase; the others explore. */
    readonly judged: boolean;
  };

export type EndpointRow = Measurements & { readonly name: string; readonly method: string; readonly path: string };

export type ErrorRow = {
  readonly endpoint: string;
  readonly errorClass: string;
  /** On whose side the requests failed. */
  readonly side: 'target' | 'generator';
  readonly count: number;
  /** Of the endpoint's requests, 0 to 1. */
  readonly shareRatio: number | null;
  readonly metric: string;
};

/**
 * Requests that no row of the tables has. Two sums give all requests of k6: the endpoints with `setup`, `teardown`,
 * `redirects` and `withoutEndpoint`; the phases with `setup`, `teardown`, `afterPlan` and `withoutPhase`.
 */
export type OutsidePlan = {
  readonly setup: number;
  readonly teardown: number;
  /** Redirects that requests without an endpoint followed. */
  readonly redirects: number;
  readonly withoutEndpoint: number;
  /** Started after the last phase, by iterations that it had started. */
  readonly afterPlan: number;
  readonly withoutPhase: number;
};

/** The acceptance document: what one run says of its target. Described by `acceptance.schema.json`. */
export type Acceptance = {
  readonly format: typeof documentFormat;
  readonly version: typeof documentVersion;
  readonly plan: string;
  /** What `K6_ACCEPTANCE_RUN` named the run; null without it. */
  readonly run: string | null;
  readonly target: string;
  readonly verdict: Verdict;
  readonly sentence: string;
  /** Whether TIME_SCALE shrank the phases. */
  readonly trial: boolean;
  readonly timeScale: number;
  /** ISO 8601, UTC. */
  readonly endedAt: string;
  /** Of the whole run by k6, setup and teardown included; of the phases as planned. */
  readonly runDurationMs: number;
  readonly plannedDurationMs: number;
  readonly totals: Measurements & {
    readonly iterations: number;
    readonly droppedIterations: number;
    readonly scriptExceptions: number;
  };
  readonly criteria: readonly CriterionRow[];
  /** What no run can prove and a person has to sign off; it changes no verdict. */
  readonly unverified: readonly string[];
  readonly phases: readonly PhaseRow[];
  readonly endpoints: readonly EndpointRow[];
  readonly outsidePlan: OutsidePlan;
  readonly errors: readonly ErrorRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
};

/** The acceptance as it is written, with the digest of all else. */
export type AcceptanceDocument = Acceptance & { readonly digest: string };

/** What is written when no report could be made. */
export type EmergencyDocument = Pick<Acceptance, 'format' | 'version' | 'plan' | 'run' | 'sentence'> & {
  readonly verdict: 'INVALID';
  readonly emergency: true;
};

/** The environment variable whose text a script puts into its document as `run`. */
export const runVariable = 'K6_ACCEPTANCE_RUN';

export const documentFormat = 'k6-acceptance';
export const documentVersion = 1;
