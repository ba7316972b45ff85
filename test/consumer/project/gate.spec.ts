import { stressProfile } from 'k6-acceptance/core';
import { demoCriteria } from 'k6-acceptance/thresholds/demo';
import { expect, test } from 'vitest';
import { emptyRun, gate } from './gate.ts';

test('a run in which nothing happened does not pass the gate', () => {
  expect(gate(emptyRun())).toBe(2);
});

test('the stairs name the phases that the criteria name', () => {
  const stairs = stressProfile({ steps: ['40/s', '80/s'], warmUpDuration: '4s', stepDuration: '8s', recoveryDuration: '5s' });
  const names = new Set(stairs.map((phase) => phase.name));
  expect(demoCriteria.every(({ phase = '' }) => names.has(phase))).toBe(true);
});
