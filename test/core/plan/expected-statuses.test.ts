import { expect, test } from 'vitest';
import { checkExpectedStatuses, isExpectedStatus } from '../../../lib/core/plan/expected-statuses.ts';

const expected = [{ min: 200, max: 204 }, 404];

test.each([
  [199, false],
  [200, true],
  [204, true],
  [205, false],
  [404, true],
  [403, false],
  [0, false],
])('%i is expected among 200 to 204 and 404: %s', (status, isExpected) => {
  expect(isExpectedStatus(status, expected)).toBe(isExpected);
});

test('no list stands for 200 to 299', () => {
  expect([0, 199, 200, 299, 300].map((status) => isExpectedStatus(status, undefined))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
});

test('takes statuses and ranges', () => {
  expect(() => checkExpectedStatuses([100, 599, { min: 200, max: 200 }], 'expected statuses')).not.toThrow();
});

test.each([
  [99],
  [600],
  [200.5],
  ['200'],
  [null],
  [{ min: 200 }],
  [{ min: 300, max: 200 }],
  [{ min: 200, max: 600 }],
  [{ min: 200, max: 299, step: 2 }],
  [[200, 299]],
])('refuses %j, of which k6 would make something else', (status) => {
  expect(() => checkExpectedStatuses([200, status], 'expected statuses')).toThrow(
    `Invalid expected statuses: expected whole numbers from 100 to 599, or ranges { min, max } of them, received ${JSON.stringify(status)}.`,
  );
});

test('refuses no status at all, under which no request could succeed', () => {
  expect(() => checkExpectedStatuses([], 'expected statuses')).toThrow('at least one status');
});
