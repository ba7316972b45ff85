// Each criterion is observed once and alone. What a row says does not hang on the rows beside it, but for what spoils the run.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Acceptance } from '../../../lib/core/document/acceptance-document.ts';
import type { CriterionRow } from '../../../lib/core/document/criterion-row.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { acceptanceOf, dataOf, planOf, requests, sampled, soundSamples, soundSpec, type Sample } from '../run-data.ts';

/** Hundreds of runs take their time on a busy machine. */
const timeout = 300_000;

const pool: readonly CriterionSpec[] = [
  ...(Array.isArray(soundSpec.criteria) ? soundSpec.criteria : []),
  // Between target and bound, where nothing slows the answers down.
  { indicator: 'latency', phase: 'peak', target: 'p(95)<50', bound: 'p(95)<=300' },
  { indicator: 'latency', phase: 'users', target: 'med<50', bound: 'med<=300' },
  { indicator: 'latency', target: 'avg<50', bound: 'avg<=300' },
  { indicator: 'latency', phase: 'users', target: 'p(99)<300', severity: 'warn' },
  { indicator: 'error ratio', phase: 'peak', endpoints: ['list items', 'place order'], target: 'rate<0.02' },
  { indicator: 'throughput', target: 'rate>=60' },
  { indicator: 'throughput', phase: 'warm-up', target: 'rate<30' },
  { indicator: 'orders', target: 'rate>=30' },
  { indicator: 'queue_wait', phase: 'warm-up', target: 'p(99)<50', minimumSamples: 300 },
  // The one that may end the run: of several, the first ends it.
  { indicator: 'latency', phase: 'warm-up', target: 'med<90', abortOnFail: true },
];

/** What happens to the samples of a sound run. */
type Happening = (samples: readonly Sample[]) => readonly Sample[];
type Run = { readonly happenings: readonly Happening[]; readonly elapsedMs: number };

const phase = fc.constantFrom('warm-up', 'peak', 'users');
const happenings: readonly fc.Arbitrary<Happening>[] = [
  fc.tuple(phase, fc.constantFrom(20, 500)).map(([where, ms]): Happening => {
    const isIn = ({ metric, tags }: Sample): boolean => metric === 'http_req_duration' && tags['phase'] === where;
    return (samples) => samples.map((sample) => (isIn(sample) ? { ...sample, value: ms } : sample));
  }),
  fc.tuple(phase, fc.constantFrom(0, 0.5, 0.97)).map(([where, share]): Happening => {
    const isIn = ({ metric, tags }: Sample): boolean => metric === 'iterations' && tags['phase'] === where;
    return (samples) =>
      samples.map((sample) => (isIn(sample) ? { ...sample, times: Math.floor(sample.times * share) } : sample));
  }),
  fc.tuple(phase, fc.constantFrom('status 500', 'DNS', 'local descriptors')).map(([where, errorClass]): Happening => {
    const failed = requests({ times: 25, name: 'list items', phase: where, status: 0, durationMs: 1, errorClass });
    return (samples) => [...samples, ...failed];
  }),
  phase.map((where): Happening => (samples) => [...samples, sampled('script_exceptions', 1, 1, { phase: where })]),
  fc.constantFrom('cache_hit', 'queue_wait', 'checks').map(
    (metric): Happening =>
      (samples) =>
        samples.filter((sample) => !sample.metric.startsWith(metric)),
  ),
];
const run: fc.Arbitrary<Run> = fc.record({
  happenings: fc.array(fc.oneof(...happenings), { maxLength: 2 }),
  elapsedMs: fc.oneof({ weight: 5, arbitrary: fc.constant(30_000) }, fc.constantFrom(9_000, 15_000, 95_000)),
});
const indices = (least: number): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray([...pool.keys()], { minLength: least, maxLength: 6 });

/** The run, judged by the criteria at these places of the pool, in this order. */
function judged(chosen: readonly number[], { happenings: changes, elapsedMs }: Run): Acceptance {
  const plan = planOf({ criteria: chosen.flatMap((place) => pool[place] ?? []) });
  const samples = changes.reduce((before: readonly Sample[], change) => change(before), soundSamples(plan));
  return acceptanceOf(plan, dataOf(plan, samples), { elapsedMs });
}

/** What was seen, whatever befell the run. */
const evidenceIn = ({ observed, samples, native, evidence }: CriterionRow): unknown => ({
  observed,
  samples,
  native,
  evidence,
});

it('no row depends on the order of criteria, and neither does the verdict', { timeout }, () => {
  const seen = { PASS: 0, WARN: 0, FAIL: 0, INVALID: 0 };
  fc.assert(
    fc.property(indices(2), run, (chosen, happened) => {
      const sorted = [...chosen].sort((a, b) => a - b);
      const one = judged(sorted, happened);
      const other = judged(chosen, happened);
      seen[one.verdict] += 1;
      expect(chosen.map((place) => one.criteria[sorted.indexOf(place)])).toEqual(other.criteria);
      expect(other.verdict).toBe(one.verdict);
      expect(other.faults).toEqual(one.faults);
    }),
    { numRuns: 200 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(2);
});

it('no criterion changes what is seen of another, nor its verdict on a run that nothing spoils', { timeout }, () => {
  let unspoiled = 0;
  fc.assert(
    fc.property(indices(2), run, (chosen, happened) => {
      const [, ...rest] = chosen;
      const whole = judged(chosen, happened);
      const less = judged(rest, happened);
      const rows = whole.criteria.slice(1);
      expect(less.criteria.map(evidenceIn)).toEqual(rows.map(evidenceIn));
      for (const [index, row] of less.criteria.entries()) {
        // A fault or an abort can only take a verdict away.
        const verdicts = new Set([row.verdict, rows[index]?.verdict]);
        verdicts.delete('NO_DATA');
        expect(verdicts.size).toBeLessThanOrEqual(1);
      }
      if ([...whole.faults, ...less.faults].length > 0 || happened.elapsedMs < 30_000) return;
      unspoiled += 1;
      expect(less.criteria).toEqual(rows);
    }),
    { numRuns: 200 },
  );
  expect(unspoiled).toBeGreaterThan(50);
});
