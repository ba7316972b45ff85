import type { Fault } from './fault.ts';

/** What k6's exit code shows and its document, which is a PASS, does not. */
export const endingFaults: readonly Fault[] = [
  {
    fault: 'exec.test.fail() in an iteration',
    mechanism: 'exec.test.fail() in every iteration',
    plan: 'edge',
    k6: { env: { EDGE: 'fails the test' } },
    gateOfPlainRun: 0,
    exitCode: 110,
    gate: 2,
    verdict: 'none',
    reason: 'The document says PASS, but k6 ended with exit code 110.',
  },
  {
    fault: 'exec.test.fail() after the last phase',
    mechanism: 'exec.test.fail() in the last iteration that is under way',
    plan: 'late',
    k6: { env: { LATE: 'fails' } },
    gateOfPlainRun: 0,
    exitCode: 110,
    gate: 2,
    verdict: 'none',
    reason: 'The document says PASS, but k6 ended with exit code 110.',
  },
  {
    fault: 'test.abort after the last phase',
    mechanism: 'exec.test.abort() in the last iteration that is under way',
    plan: 'late',
    k6: { env: { LATE: 'aborts' } },
    gateOfPlainRun: 0,
    exitCode: 108,
    gate: 2,
    verdict: 'none',
    reason: 'The document says PASS, but k6 ended with exit code 108.',
  },
  ...(['SIGINT', 'SIGTERM'] as const).map((signal): Fault => ({
    fault: `${signal} after the last phase`,
    mechanism: 'sent to k6 while the last iteration is under way, which takes 5 s in a phase of 1 s',
    plan: 'late',
    k6: { env: { LATE: 'takes its time' }, interrupt: { signal, afterMs: 3500 } },
    gateOfPlainRun: 0,
    exitCode: 105,
    gate: 2,
    verdict: 'none',
    reason: 'The document says PASS, but k6 ended with exit code 105.',
  })),
];
