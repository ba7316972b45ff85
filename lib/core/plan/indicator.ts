import type { SampleSource } from '../document/indicator-description.ts';
import type { DimensionName } from '../document/scope.ts';
import type { MetricType } from '../language/expression.ts';
import type { Endpoint } from './endpoint.ts';
import type { Tags } from './tags.ts';

/**
 * What proves that an indicator was sampled in a scope. It is needed because k6 lets a threshold without samples pass.
 *
 * - A counter: it is zero in a scope when, and only when, the indicator has nothing to say there.
 * - The largest value of a trend that nothing counts, and of which no sample is 0.
 * - Nothing in k6, as of a rate that nothing counts: k6 passes it unsampled, and only the document tells.
 */
export type Evidence =
  | { readonly by: 'counter'; readonly metric: string; readonly tags: Tags }
  | { readonly by: 'own maximum' }
  | { readonly by: 'document' };

/** A service level indicator: what a criterion can be about. */
export type Indicator = {
  readonly name: string;
  /** The k6 metric that carries it. Its type decides the statistics that a criterion may use. */
  readonly metric: string;
  readonly type: MetricType;
  /** `ms`, `ratio` (0 to 1), `/s`, `B`, or a custom metric's own. */
  readonly unit: string;
  /** What its samples bear beside the tags of a scope. */
  readonly tags: Tags;
  readonly evidence: Evidence;
  readonly sampledBy: SampleSource;
  /** What its samples can be told apart by. */
  readonly dimensions: readonly DimensionName[];
  /** What to do instead of narrowing it by any other dimension, without a final stop. */
  readonly insteadOfNarrowing: string;
  /** The field of a plan without which nothing feeds it. */
  readonly needs: 'giveUpReasons' | null;
  /** Whether calls of an endpoint bring samples; of one check, where the criterion names it. */
  readonly isSampledBy: (endpoint: Endpoint<never>, check?: string) => boolean;
  /**
   * Whether k6 knows which plan a sample is of; else it is counted for all that k6 did, and can be narrowed by nothing.
   */
  readonly isOfPlan: boolean;
  /** The only statistic that means something, where it is not any of the type. */
  readonly onlyStatistic: 'rate' | null;
  /** The tag with the phase in which a sample came about, which a rate per second is taken by. */
  readonly momentTag: string;
  /**
   * The tags of those samples that are surely of the phase that they bear; others may have come later. None where all
   * are.
   */
  readonly timedTags: Tags;
  /**
   * Whether k6 does not say when it counted, but only in which phase the iteration started. What comes after the phase
   * is among it then, so no rate of it can prove that enough came in time.
   */
  readonly isCountedLate: boolean;
  /** Whether what failed on the side of k6 is among its failures: this is left out of samples and value. */
  readonly countsGeneratorErrors: boolean;
  /** Whether a target that misses it may have held the VUs until none was free. */
  readonly showsSaturation: boolean;
  /** Whether it is how long a caller waits. In the closed model a slow response hides the ones that never came. */
  readonly isResponseTime: boolean;
};

/** An indicator, of which everything is given that is not as with most. */
export function indicator(
  given: Pick<Indicator, 'name' | 'metric' | 'type' | 'unit' | 'evidence' | 'sampledBy' | 'dimensions'> &
    Partial<Indicator>,
): Indicator {
  return {
    tags: {},
    insteadOfNarrowing: `k6 tells samples of ${given.metric} apart by nothing else`,
    needs: null,
    isSampledBy: () => true,
    isOfPlan: true,
    onlyStatistic: null,
    momentTag: 'phase',
    timedTags: {},
    isCountedLate: false,
    countsGeneratorErrors: false,
    showsSaturation: false,
    isResponseTime: false,
    ...given,
  };
}
