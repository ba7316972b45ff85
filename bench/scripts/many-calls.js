// The cost of calls alone: k6 sends nothing, because its functions for requests are replaced by one that only answers.
import http from 'k6/http';
import { Gauge } from 'k6/metrics';

const cost = new Gauge('call_microseconds');
const answer = { status: 200, error_code: 0, error: '', body: '{"ok":true}' };
const batches = 10;
const iterationsPerBatch = 1000;
const callsPerIteration = 10;

/**
 * An iteration that runs another one 10,000 times, of ten calls each, and records what a call costs in the fastest of
 * ten batches: in the others the machine did something else.
 *
 * @param {(data: unknown) => unknown} iteration
 */
export function measured(iteration) {
  return () => {
    Object.assign(http, { get: () => answer, request: () => answer });
    iteration(undefined);
    let least = Infinity;
    for (let batch = 0; batch < batches; batch += 1) {
      const start = Date.now();
      for (let count = 0; count < iterationsPerBatch; count += 1) iteration(undefined);
      least = Math.min(least, Date.now() - start);
    }
    cost.add((least * 1000) / (iterationsPerBatch * callsPerIteration));
  };
}

/** @param {{ metrics: Record<string, { values: Record<string, number> } | undefined> }} data What k6 gives. */
export function printCost({ metrics }) {
  return { stdout: JSON.stringify({ callMicroseconds: metrics['call_microseconds']?.values['value'] }) };
}
