/** What only the k6 side knows of a run. */
export type Circumstances = {
  /** How k6's options replace a part of the plan, one sentence each. */
  readonly differences: readonly string[];
  /** How k6's options differ from the plan's without replacing a part of it. */
  readonly shownDifferences?: readonly string[] | undefined;
  /** When the summary was made, in milliseconds since 1970. */
  readonly endedAtMs: number;
  /** What tells this run from all others, where somebody asked for it. */
  readonly run?: string | undefined;
  /** The environment variable by which k6 took the requests through a proxy, where there is one. */
  readonly proxy?: string | null | undefined;
};
