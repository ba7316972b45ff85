import { expect, it } from 'vitest';
import { parseGiveUpReasons } from '../../../lib/core/plan/give-up-reasons.ts';
import { planOf } from '../run-data.ts';

it('keeps the reasons in their order', () => {
  expect(parseGiveUpReasons(['sold out', 'login refused', '<b>| 🛒', '__proto__'])).toEqual([
    'sold out',
    'login refused',
    '<b>| 🛒',
    '__proto__',
  ]);
  expect(planOf({ giveUpReasons: ['login refused'] }).giveUpReasons).toEqual(['login refused']);
  expect(planOf().giveUpReasons).toEqual([]);
});

it.each([[''], [' x'], ['a,b'], ['a{b'], ['"'], ['a\nb'], [5], [null], [['x']]])(
  'rejects %j, which k6 would not find again',
  (reason) => {
    expect(() => parseGiveUpReasons(['fine', reason])).toThrow('Invalid reason to give up: expected a name without ');
  },
);

it('rejects a reason that stands twice, and a list without any', () => {
  expect(() => parseGiveUpReasons(['a', 'b', 'a'])).toThrow(
    'Invalid giveUpReasons: expected names that differ, received "a".',
  );
  expect(() => parseGiveUpReasons([])).toThrow(
    'Invalid giveUpReasons: expected at least one reason, received []. Leave the field out where no journey is given up.',
  );
});

it.each(['completed_iterations', 'given_up_iterations'])('keeps the name %s for the library', (name) => {
  expect(() => planOf({ metrics: [{ name, type: 'rate' }], criteria: [] })).toThrow(
    `Invalid metric names: expected names that differ, received "${name}".`,
  );
});
