import { expect, test } from 'vitest';
import { adviceFor, nearestName } from '../../../lib/core/language/nearest.ts';

const names = ['path', 'query', 'body', 'headers', 'expectedStatuses'];

test.each([
  ['paht', 'path'],
  ['Path', 'path'],
  ['header', 'headers'],
  ['boddy', 'body'],
  ['expected_statuses', 'expectedStatuses'],
  ['querys', 'query'],
])('takes %j for %j', (written, meant) => {
  expect(nearestName(written, names)).toBe(meant);
});

test.each(['token', 'authorization', ''])('has nothing to propose for %j', (written) => {
  expect(nearestName(written, names)).toBeUndefined();
  expect(adviceFor(written, names)).toBe('Check its spelling');
});

test('proposes the nearest of several, the first where two are as near', () => {
  expect(nearestName('phases', ['phase', 'phases_', 'phasess'])).toBe('phase');
  expect(nearestName('abcd', ['abxx', 'abcx'])).toBe('abcx');
});
