import type { LoadTarget } from './load-target.ts';

/** What every part of the bench needs. */
export type Bench = {
  /** The path of k6. */
  readonly k6: string;
  readonly target: LoadTarget;
  /** Where `bench/scripts` is, and what was bundled of it. */
  readonly scripts: { readonly plain: string; readonly bundled: string };
  readonly blocks: number;
  /** VUs of the memory runs. */
  readonly vus: number;
  readonly say: (line: string) => void;
};
