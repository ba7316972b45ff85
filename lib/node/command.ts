/** A sub-command of `k6-acceptance`. */
export type Command = {
  readonly name: string;
  /** What stands behind `k6-acceptance` in a call, and what it does, in one line each. */
  readonly usage: string;
  readonly summary: string;
  /**
   * The exit code: 0 when it did what it is for.
   *
   * @param args What stands behind the command's name.
   * @throws When there is nothing to say but why not; the exit code is then 2.
   */
  readonly run: (args: readonly string[]) => Promise<number>;
};
