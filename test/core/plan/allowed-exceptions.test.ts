import { expect, it } from 'vitest';
import { parseAllowedExceptions } from '../../../lib/core/plan/allowed-exceptions.ts';
import { planOf } from '../run-data.ts';

it.each([0, 1e-9, 0.001, 0.5, 0.999_999])('may be %d', (share) => {
  expect(parseAllowedExceptions(share)).toBe(share);
  expect(planOf({ allowedExceptions: share }).allowedExceptions).toBe(share);
});

it('are none where the plan leaves them out', () => {
  expect(parseAllowedExceptions(undefined)).toBe(0);
});

it.each([1, 1.5, 5, -0.001, NaN, Infinity, '0.1', null, [0.1], true])('may not be %j', (share) => {
  expect(() => parseAllowedExceptions(share)).toThrow(
    'Invalid allowedExceptions: expected a share of the iterations, from 0 to below 1, received ',
  );
});
