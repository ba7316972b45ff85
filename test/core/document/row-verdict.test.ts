import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictOfValue } from '../../../lib/core/document/row-verdict.ts';
import { parseExpression, renderExpression } from '../../../lib/core/language/expression.ts';
import { rowDue } from './second-derivation.ts';

const target = parseExpression('p(95)<300', 'trend');
const bound = parseExpression('p(95)<=400', 'trend');

describe('the word for a value', () => {
  it.each([
    [299.9, 'fail', 'PASS'],
    [300, 'fail', 'WARN'],
    [400, 'fail', 'WARN'],
    [400.1, 'fail', 'FAIL'],
    [299.9, 'warn', 'PASS'],
    [300, 'warn', 'WARN'],
    [400.1, 'warn', 'WARN'],
  ] as const)('%d of a criterion that can %s is %s', (observed, severity, word) => {
    const held = severity === 'warn' ? null : observed <= 400;
    expect(verdictOfValue({ observed, target, bound, severity, held })).toBe(word);
  });

  it('fails where k6 alone says so, at the target and between target and bound', () => {
    for (const observed of [299.9, 350]) {
      expect(verdictOfValue({ observed, target, bound, severity: 'fail', held: false })).toBe('FAIL');
    }
  });

  it('fails where k6 alone holds it for met', () => {
    expect(verdictOfValue({ observed: 400.1, target, bound, severity: 'fail', held: true })).toBe('FAIL');
  });

  it('is the one that is due by a second derivation', () => {
    const seen = new Map<string, number>();
    const operator = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
    fc.assert(
      fc.property(
        operator,
        operator,
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: -3, max: 3 }),
        fc.constantFrom(-3.5, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 3.5),
        fc.constantFrom('fail', 'warn'),
        fc.constantFrom(true, false, null),
        (wanted, allowed, wish, limit, observed, severity, held) => {
          const given = {
            target: parseExpression(`avg${wanted}${wish}`, 'trend'),
            bound: parseExpression(`avg${allowed}${limit}`, 'trend'),
          };
          const word = verdictOfValue({ ...given, observed, severity, held });
          seen.set(word, (seen.get(word) ?? 0) + 1);
          expect(word).toBe(
            rowDue({
              target: renderExpression(given.target),
              bound: renderExpression(given.bound),
              observed,
              severity,
              noData: null,
              native: { held },
            }),
          );
        },
      ),
      { numRuns: 2000 },
    );
    expect([...seen.keys()].toSorted()).toEqual(['FAIL', 'PASS', 'WARN']);
    expect(Math.min(...seen.values())).toBeGreaterThan(100);
  });
});
