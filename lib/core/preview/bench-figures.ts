import { Place, type Source } from '../language/place.ts';
import { numberIn, object, text } from '../language/shape.ts';

const amount = numberIn({ from: 0 });

const resultsShape = object({
  k6: text,
  cores: amount,
  figures: object({ baseBytes: amount, vuBytes: amount, requestCpuSeconds: amount }),
});

const source: Source = {
  whole: 'results of the bench',
  part: (path) => `${path} of the bench`,
  whatToDo: 'Run npm run bench',
  // The rows of the results are for people.
  isLater: true,
};

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

/**
 * The figures of `bench/results.json`.
 *
 * @throws When one is missing or no number.
 */
export function parseBenchFigures(results: unknown): BenchFigures {
  const { k6, cores, figures } = resultsShape.read(results, new Place(source));
  return { k6, cores, ...figures };
}
