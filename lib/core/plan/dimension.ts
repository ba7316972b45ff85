import type { DimensionName, Scope } from '../document/scope.ts';
import type { CustomMetric } from './custom-metric.ts';
import type { Endpoint } from './endpoint.ts';
import type { Indicator } from './indicator.ts';
import type { Phase } from './profile.ts';
import type { Tags } from './tags.ts';

/** What a criterion may refer to. */
export type Vocabulary = {
  readonly phases: readonly Phase[];
  readonly endpoints: readonly Endpoint<never>[];
  readonly metrics: readonly CustomMetric[];
  readonly giveUpReasons: readonly string[];
  /** The plan's name. */
  readonly plan: string;
};

/** A scope, narrowed by one dimension. */
export type Narrowing = {
  /** What the document says of it. */
  readonly names: Partial<Scope>;
  /** What selects its samples, and what proves them. */
  readonly tags: Tags;
  /** What selects its samples too, but stands on nothing that proves them; left out by a dimension that has none. */
  readonly unprovenTags?: Tags;
  /** The phases that it touches; left out by a dimension that leaves them as they are. */
  readonly phases?: readonly Phase[];
};

/**
 * One way of narrowing a scope.
 *
 * @typeParam Spec The fields of a criterion that belong to it.
 */
export type Dimension<Spec> = {
  readonly name: DimensionName;
  readonly fields: readonly (keyof Spec)[];
  /** In the sentence that says what an indicator can be narrowed by: `a phase`. */
  readonly oneOfIt: string;
  /**
   * The narrowings that a criterion stands for: one, or one for each phase or endpoint. It names nothing where the
   * criterion says nothing.
   *
   * @param what The criterion, as errors name it.
   * @throws When it names something that the plan does not have, or matches nothing.
   */
  readonly narrowings: (spec: Spec, indicator: Indicator, vocabulary: Vocabulary, what: string) => readonly Narrowing[];
};
