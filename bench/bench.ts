import type { RunUse } from './measure-run.ts';

/** What every part of the bench needs. */
export type Bench = {
  /** Runs a script on k6, with the variables. */
  readonly run: (script: string, env: Readonly<Record<string, string>>) => Promise<RunUse>;
  /** Where `bench/scripts` is, and the bundles of the library's scripts. */
  readonly scripts: { readonly plain: string; readonly bundled: string };
  /** How often each script runs. */
  readonly runs: number;
  /** VUs of the memory runs. */
  readonly vus: number;
  /** Takes the progress, a line for each run. */
  readonly say: (line: string) => void;
};
