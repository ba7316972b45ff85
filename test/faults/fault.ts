import type { RowVerdict, Verdict } from '../../lib/core/document/verdicts.ts';
import type { K6RunOptions } from '../contract/run-k6.ts';
import type { Isolated } from './isolation.ts';
import type { behaviours, Outage } from './misbehaving-target.ts';

/** What can spoil a run, how a test brings it about, and what has to come of it. */
export type Fault = {
  /** Differs from all others. */
  readonly fault: string;
  readonly mechanism: string;
  /** Of `test/contract/plans`; `shop` when left out. */
  readonly plan?: string;
  /** `answers` when left out. Faults that have a world of their own start their own target in it. */
  readonly target?: keyof typeof behaviours | 'is down';
  readonly outage?: Outage;
  readonly k6?: K6RunOptions;
  readonly isolated?: Isolated;
  /** A function of the judging code that throws. */
  readonly breaks?: { readonly file: string; readonly exported: string };
  /** What is done to the document of the run before the gate sees it. */
  readonly tamper?: (document: string) => string;
  /** Whether the gate is asked for a newer run. */
  readonly isStale?: boolean;
  /** What `gate` says of the document of a plain `k6 run`, where only k6's exit code shows the fault. All else is then of `k6-acceptance run`. */
  readonly gateOfPlainRun?: 0 | undefined;
  /** Each criterion's phase and verdict, and why it has no data. */
  readonly criteria?: readonly (readonly [phase: string | null, verdict: RowVerdict, noData?: string])[];
  /** Of k6; null when a signal ended it. */
  readonly exitCode: number | null;
  readonly gate: 1 | 2;
  readonly verdict: Exclude<Verdict, 'PASS'> | 'none';
  /** The document's sentence, or what the gate says where there is none; `…` stands for what a run measured. */
  readonly reason: string;
  /** What stands in k6's log. */
  readonly log?: string;
};
