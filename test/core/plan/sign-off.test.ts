import { expect, it } from 'vitest';
import { parseSignOff } from '../../../lib/core/plan/sign-off.ts';
import { planOf } from '../run-data.ts';

it('keeps the lines in their order', () => {
  expect(parseSignOff(['no data corruption', '<b>| 🛒'])).toEqual(['no data corruption', '<b>| 🛒']);
  expect(planOf({ signOff: ['no deadlocks'] }).signOff).toEqual(['no deadlocks']);
  expect(planOf().signOff).toEqual([]);
});

it.each([[''], ['  '], ['a\nb'], ['a\r'], [5], [null], [['x']]])('rejects %j', (text) => {
  expect(() => parseSignOff(['fine', text])).toThrow('Invalid signOff: expected lines of text, received ');
});

it('rejects a line that stands twice', () => {
  expect(() => parseSignOff(['a', 'b', 'a'])).toThrow('Invalid signOff: expected names that differ, received "a".');
});

it.each<unknown>(['no data corruption', { 0: 'x' }])('rejects what is no list: %j', (signOff) => {
  expect(() => planOf(Object.assign({}, Object({ signOff })))).toThrow(
    'Invalid signOff of plan: expected a list, received ',
  );
});
