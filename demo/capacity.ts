import { invalid } from './invalid-setting.ts';

/**
 * The journeys per second that keep every slot of a pool busy: poolSize ÷ Σ serviceTimesMs × 1000.
 *
 * Little's law, L = λ·W, read for the slots alone: L = poolSize slots are busy at saturation, and one journey holds a
 * slot for W = Σ service times, so λ = L ÷ W. Waiting in the queue is not part of W, and neither the order of the
 * requests nor how arrivals are spread changes λ.
 *
 * @param poolSize Slots, a whole number from 1.
 * @param serviceTimesMs Service time in milliseconds of each request of one journey, above 0; one entry per request.
 * @throws {InvalidInputError} When the size or a service time is out of its range, or no service time is given.
 * @see J. D. C. Little, "A Proof for the Queuing Formula: L = λW", Operations Research 9(3), 1961.
 */
export function capacityPerSec(poolSize: number, serviceTimesMs: readonly number[]): number {
  if (!Number.isInteger(poolSize) || poolSize < 1) {
    throw invalid('pool size', 'a whole number from 1', poolSize, 'Give the number of requests served at once');
  }
  if (serviceTimesMs.length === 0 || !serviceTimesMs.every((timeMs) => timeMs > 0 && Number.isFinite(timeMs))) {
    throw invalid('service times', 'one or more numbers above 0', serviceTimesMs, 'Give milliseconds, one per request');
  }
  const journeyMs = serviceTimesMs.reduce((sumMs, timeMs) => sumMs + timeMs, 0);
  return (poolSize / journeyMs) * 1000;
}
