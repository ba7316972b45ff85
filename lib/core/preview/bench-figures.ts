import { valueReader } from '../language/value-reader.ts';

/** What the bench measured of k6 on its machine, and which k6 and machine that were. */
export type BenchFigures = {
  readonly k6: string;
  readonly cores: number;
  /** Memory of k6 itself, and of each VU beside it. */
  readonly baseBytes: number;
  readonly vuBytes: number;
  /** CPU time of one request. */
  readonly requestCpuSeconds: number;
};

const read = valueReader('Run npm run bench');

/**
 * The figures of `bench/results.json`.
 *
 * @throws When one is missing or no number.
 */
export function parseBenchFigures(results: unknown): BenchFigures {
  const { k6, cores, figures } = read.record(results, 'results of the bench');
  const known = read.record(figures, 'figures of the bench');
  const figure = (name: string): number => read.amount(known[name], `figure ${name} of the bench`);
  return {
    k6: read.text(k6, 'k6 version of the bench'),
    cores: read.amount(cores, 'cores of the bench'),
    baseBytes: figure('baseBytes'),
    vuBytes: figure('vuBytes'),
    requestCpuSeconds: figure('requestCpuSeconds'),
  };
}
