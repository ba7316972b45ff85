import type { Fault } from './fault.ts';

/** The indicators of the plan `unsampled`, in its order. */
const unsampled = ['latency', 'error ratio', 'throughput', 'checks', 'render_time', 'cache_hit', 'queue_length'].map((indicator, index): Fault => ({
  fault: `criterion never sampled: ${indicator}`,
  mechanism: index < 4 ? 'the endpoint is never called' : 'the metric is never recorded',
  plan: 'unsampled', k6: { env: { ONLY: String(index) } },
  exitCode: 99, gate: 2, verdict: 'INVALID',
  reason: `1 of 1 criterion without data, the first: ${indicator} ${index < 4 ? 'of "never called"' : 'over the whole run'} (never sampled).`,
}));

const interrupted = ([['sleeps', '', 0], ['sleeps before a pause', ', and a phase without VUs follows', 0], ['sleeps before others', ', and a phase of the open model follows', 99]] as const).map(
  ([edge, before, exitCode]): Fault => ({
    fault: `iterations that do not end${before}`, mechanism: 'sleep(60) in phases of 2 s', plan: 'edge', k6: { env: { EDGE: edge } },
    exitCode, gate: 2, verdict: 'INVALID', reason: 'Iterations had not ended 5.7 s after the last phase: k6 interrupted them, and what they measured is lost.',
  }),
);

const broken = [['JSON', 'render/json.ts', 'renderJson'], ['Markdown', 'render/markdown.ts', 'renderMarkdown'], ['terminal', 'render/terminal.ts', 'renderTerminal']].map(
  ([format, file = '', exported = '']): Fault => ({
    fault: `exception in the renderer: ${format}`, mechanism: `${exported} throws`, breaks: { file, exported },
    exitCode: 0, gate: 2, verdict: 'INVALID', reason: `No report could be made of this run: ${exported} is broken`,
  }),
);

export const scriptFaults: readonly Fault[] = [
  {
    fault: 'exception in an iteration', mechanism: 'throw in one iteration of each VU', plan: 'exception',
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'Iterations that ended in an exception of the script: ….', log: 'exception.ts:',
  },
  {
    fault: 'rejected promise in an iteration', mechanism: 'await of a rejected promise', plan: 'exception', k6: { env: { ASYNC: '1' } },
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'Iterations that ended in an exception of the script: ….',
  },
  {
    fault: 'a call that k6 can form no request for', mechanism: 'a path that ends in %, in every VU but the one that parses the plan', plan: 'edge', k6: { env: { EDGE: 'no address' } },
    exitCode: 0, gate: 2, verdict: 'INVALID', reason: 'Calls that k6 could send no request for: "pay" ….', log: 'invalid URL escape',
  },
  {
    fault: 'a sample that is no number', mechanism: 'test.record with NaN', plan: 'edge', k6: { env: { EDGE: 'records nothing' } },
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'Iterations that ended in an exception of the script: ….',
  },
  {
    fault: 'exception in setup', mechanism: 'throw in the setup of the plan', k6: { env: { SCRIPT: 'throws in setup' } },
    exitCode: 107, gate: 2, verdict: 'INVALID', reason: 'Setup, with the pre-flight in it, did not run to its end. No load was proved.',
  },
  {
    fault: 'exception in teardown', mechanism: 'throw in the teardown of the plan', plan: 'edge', k6: { env: { EDGE: 'teardown throws' } },
    exitCode: 107, gate: 2, verdict: 'INVALID', reason: 'Teardown did not run to its end, so nothing proves that the load did.',
  },
  ...broken,
  {
    fault: 'exception in the judgement', mechanism: 'judge throws', breaks: { file: 'acceptance/judge.ts', exported: 'judge' },
    exitCode: 0, gate: 2, verdict: 'INVALID', reason: 'No report could be made of this run: judge is broken',
  },
  {
    fault: 'exception in the comparison of options', mechanism: 'planDifferences throws', breaks: { file: 'run/plan-differences.ts', exported: 'planDifferences' },
    exitCode: 0, gate: 2, verdict: 'INVALID', reason: 'No report could be made of this run: planDifferences is broken',
  },
  {
    fault: 'teardown not exported', mechanism: 'another function is exported as teardown', plan: 'edge', k6: { env: { EDGE: 'no teardown' } },
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'Teardown did not run to its end, so nothing proves that the load did.',
  },
  {
    fault: 'iterations without the tag of their phase', mechanism: 'the default function is not made by test.iteration', plan: 'edge', k6: { env: { EDGE: 'no wrapper' } },
    exitCode: 0, gate: 2, verdict: 'INVALID', reason: 'Iterations without a phase of the plan: …. Export test.iteration',
  },
  ...interrupted,
  {
    fault: 'iterations that outlast the plan', mechanism: 'iterations of 4 s in a plan of 2 s: the throughput asked for is reached with what comes after it', plan: 'overrun', target: 'takes 100 ms',
    k6: { env: { CRITERIA: 'throughput' } },
    exitCode: 0, gate: 1, verdict: 'FAIL', reason: 'throughput over the whole run was …/s, required rate >= 80/s, of 1 criterion.',
  },
  {
    fault: 'samples recorded after their phase', mechanism: 'answers after 1.2 s in phases of 1 s, and then a counter is fed that has to stay 0', plan: 'recorded-late', target: 'takes 1.2 s',
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'lost_orders in phase "one" was …, required count < 1, first of 4 that failed',
  },
  {
    fault: 'phase never reached', mechanism: 'test.abort in the first phase', k6: { env: { SCRIPT: 'aborts in the first phase' } },
    exitCode: 108, gate: 2, verdict: 'INVALID', reason: 'The load ended after … s of 2.5 s.',
  },
  {
    fault: 'exec.test.fail() beside a criterion that failed', mechanism: 'exec.test.fail() in every iteration, and RST instead of an answer', plan: 'edge', target: 'resets',
    k6: { env: { EDGE: 'fails the test' } },
    exitCode: 110, gate: 1, verdict: 'FAIL', reason: 'error ratio over the whole run was 100 %, required rate < 2 %',
  },
  ...unsampled,
  {
    fault: 'five samples for a p99', mechanism: 'an endpoint that is called five times', k6: { env: { SCRIPT: 'calls five times' } },
    exitCode: 0, gate: 2, verdict: 'INVALID', reason: '1 of 7 criteria without data, the first: latency of "rare" (too few samples: 5 of 368).',
  },
];
