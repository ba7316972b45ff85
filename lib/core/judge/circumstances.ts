/** What only the k6 side knows of a run. */
export type Circumstances = {
  /** How k6's options differ from the plan's, one sentence each. */
  readonly differences: readonly string[];
  /** When the summary was made, in milliseconds since 1970. */
  readonly endedAtMs: number;
  /** What tells this run from all others, where somebody asked for it. */
  readonly run?: string | undefined;
  /** The environment variable by which k6 took the requests through a proxy, where there is one. */
  readonly proxy?: string | null | undefined;
};
