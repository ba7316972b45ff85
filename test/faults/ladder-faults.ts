import type { Fault } from './fault.ts';

const aborted = 'aborted by latency in phase "step 20/s"';
const abortedAtNoon = 'aborted by latency in phase "noon"';
const cutShort = 'the run is unsound here: cut-short';
const notReached = 'the load ended before the phase began';

/** A ladder whose steps have a criterion with `abortOnFail`, under a target that does not bear its second step. */
export const ladderFaults: readonly Fault[] = [
  {
    fault: 'a step breaks',
    mechanism:
      'answers after 550 ms from the second step on: the third is skipped, its criteria NO_DATA, aborted by latency in phase "step 20/s"',
    plan: 'ladder',
    target: 'becomes slow',
    criteria: [
      ['step 10/s', 'PASS'],
      ['step 20/s', 'FAIL'],
      ['step 30/s', 'NO_DATA', aborted],
      ['step 10/s', 'PASS'],
      ['step 20/s', 'PASS'],
      ['step 30/s', 'NO_DATA', aborted],
      ['step 20/s', 'NO_DATA', aborted],
    ],
    exitCode: 99,
    gate: 1,
    verdict: 'FAIL',
    reason: 'latency in phase "step 20/s" was … ms, required med < 400 ms, of 7 criteria.',
  },
  {
    fault: 'a step breaks, after an exception in another',
    mechanism: 'throw in an iteration of the first step',
    plan: 'ladder',
    target: 'becomes slow',
    k6: { env: { THROWS_AT: '2' } },
    criteria: [
      ['step 10/s', 'NO_DATA', 'the run is unsound here: script-exception'],
      ['step 20/s', 'FAIL'],
      ['step 30/s', 'NO_DATA', aborted],
      ['step 10/s', 'NO_DATA', 'the run is unsound here: script-exception'],
      ['step 20/s', 'PASS'],
      ['step 30/s', 'NO_DATA', aborted],
      ['step 20/s', 'NO_DATA', aborted],
    ],
    exitCode: 99,
    gate: 1,
    verdict: 'FAIL',
    reason: 'latency in phase "step 20/s" was … ms, required med < 400 ms, of 7 criteria.',
  },
  {
    fault: 'a step breaks, with an exception in it',
    mechanism: 'throw in an iteration of the second step: k6 ends the run on evidence that is none',
    plan: 'ladder',
    target: 'becomes slow',
    k6: { env: { THROWS_AT: '15' } },
    criteria: [
      ['step 10/s', 'PASS'],
      ['step 20/s', 'NO_DATA', 'the run is unsound here: cut-short'],
      ['step 30/s', 'NO_DATA', 'the load ended before the phase began'],
      ['step 10/s', 'PASS'],
      ['step 20/s', 'NO_DATA', 'the run is unsound here: cut-short'],
      ['step 30/s', 'NO_DATA', 'the load ended before the phase began'],
      ['step 20/s', 'NO_DATA', 'the run is unsound here: cut-short'],
    ],
    exitCode: 99,
    gate: 2,
    verdict: 'INVALID',
    reason: 'The load ended after … s of 13.0 s.',
  },
  {
    fault: 'a step breaks, while iterations of it and of the one before are under way',
    mechanism:
      'journeys of 8 s in phases of 1 s, the second of which breaks: k6 interrupts them all, and counts none as started',
    plan: 'long-journeys',
    target: 'has one slow endpoint',
    criteria: [
      ['morning', 'NO_DATA', abortedAtNoon],
      ['morning', 'NO_DATA', abortedAtNoon],
      ['noon', 'FAIL'],
      ['noon', 'NO_DATA', abortedAtNoon],
    ],
    exitCode: 99,
    gate: 1,
    verdict: 'FAIL',
    reason: 'latency in phase "noon" was … ms, required med < 400 ms, of 4 criteria.',
  },
  {
    fault: 'a step ends the run on too few samples, while iterations are under way',
    mechanism: 'the same, with a criterion that needs more samples than its phase can have',
    plan: 'long-journeys',
    target: 'has one slow endpoint',
    k6: { env: { MINIMUM_SAMPLES: '100' } },
    criteria: (['morning', 'morning', 'noon', 'noon'] as const).map(
      (phase) => [phase, 'NO_DATA', 'the run is unsound here: iterations-interrupted'] as const,
    ),
    exitCode: 99,
    gate: 2,
    verdict: 'INVALID',
    reason:
      'abortOnFail of latency in phase "noon" ended the run on … of 100 samples, and k6 interrupted the iterations that were under way: what they measured is lost.',
  },
  {
    fault: 'a step ends the run on too few samples',
    mechanism: 'a setup of 4 s, which k6 counts in the delay of its first look',
    plan: 'ladder',
    target: 'becomes slow',
    k6: { env: { SETUP_S: '4', MINIMUM_SAMPLES: '100' } },
    exitCode: 99,
    gate: 2,
    verdict: 'INVALID',
    reason:
      'abortOnFail of latency in phase "step 20/s" ended the run on … of 100 samples. The load ended after … s of 13.0 s.',
  },
  {
    fault: 'SIGINT in a step that breaks, before k6 may end the run',
    mechanism: 'sent to k6 after 2.8 s; its first look at the second step is due 3.3 s after its start',
    plan: 'ladder',
    target: 'becomes slow',
    k6: { interrupt: { signal: 'SIGINT', afterMs: 2800 } },
    criteria: [
      ['step 10/s', 'PASS'],
      ['step 20/s', 'NO_DATA', cutShort],
      ['step 30/s', 'NO_DATA', notReached],
      ['step 10/s', 'PASS'],
      ['step 20/s', 'NO_DATA', cutShort],
      ['step 30/s', 'NO_DATA', notReached],
      ['step 20/s', 'NO_DATA', cutShort],
    ],
    exitCode: 105,
    gate: 2,
    verdict: 'INVALID',
    reason: 'The load ended after … s of 13.0 s.',
  },
];
