import type { Fault } from './fault.ts';

const aborted = 'aborted by latency in phase "step 20/s"';

/** A ladder whose steps have a criterion with `abortOnFail`, under a target that does not bear its second step. */
export const ladderFaults: readonly Fault[] = [
  {
    fault: 'a step breaks', mechanism: 'answers after 550 ms from the second step on: the third is skipped, its criteria NO_DATA, aborted by latency in phase "step 20/s"', plan: 'ladder', target: 'becomes slow',
    criteria: [
      ['step 10/s', 'PASS'], ['step 20/s', 'FAIL'], ['step 30/s', 'NO_DATA', aborted],
      ['step 10/s', 'PASS'], ['step 20/s', 'PASS'], ['step 30/s', 'NO_DATA', aborted],
      ['step 20/s', 'NO_DATA', aborted],
    ],
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'latency in phase "step 20/s" was … ms, required med < 400 ms, of 7 criteria.',
  },
  {
    fault: 'a step breaks, after an exception in another', mechanism: 'throw in an iteration of the first step', plan: 'ladder', target: 'becomes slow',
    k6: { env: { THROWS_AT: '2' } },
    criteria: [
      ['step 10/s', 'NO_DATA', 'the run is unsound here: script-exception'], ['step 20/s', 'FAIL'], ['step 30/s', 'NO_DATA', aborted],
      ['step 10/s', 'NO_DATA', 'the run is unsound here: script-exception'], ['step 20/s', 'PASS'], ['step 30/s', 'NO_DATA', aborted],
      ['step 20/s', 'NO_DATA', aborted],
    ],
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'latency in phase "step 20/s" was … ms, required med < 400 ms, of 7 criteria.',
  },
  {
    fault: 'a step breaks, with an exception in it', mechanism: 'throw in an iteration of the second step: k6 ends the run on evidence that is none', plan: 'ladder', target: 'becomes slow',
    k6: { env: { THROWS_AT: '15' } },
    criteria: [
      ['step 10/s', 'PASS'], ['step 20/s', 'NO_DATA', 'the run is unsound here: cut-short'], ['step 30/s', 'NO_DATA', 'the load ended before the phase began'],
      ['step 10/s', 'PASS'], ['step 20/s', 'NO_DATA', 'the run is unsound here: cut-short'], ['step 30/s', 'NO_DATA', 'the load ended before the phase began'],
      ['step 20/s', 'NO_DATA', 'the run is unsound here: cut-short'],
    ],
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'The load ended after … s of 13.0 s.',
  },
];
