import { stressProfile } from 'k6-acceptance/core';
import { expect, test } from 'vitest';
import { emptyRun, exitCodeOf } from './gate.ts';

test('a run in which nothing happened does not pass the gate', () => {
  expect(exitCodeOf(emptyRun())).toBe(2);
});

test('the stairs of a stress test end where they began', () => {
  const stairs = stressProfile({
    steps: ['40/s', '80/s'],
    warmUpDuration: '4s',
    stepDuration: '8s',
    recoveryDuration: '5s',
  });
  expect(stairs.map(({ name }) => name)).toEqual(['warm-up', 'step 40/s', 'step 80/s', 'recovery', 'recovered']);
});
