import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionOf, isAlike, isStricter, isWithin } from '../../../lib/core/language/expression-order.ts';
import { holds, parseExpression, type Expression } from '../../../lib/core/language/expression.ts';

const of = (text: string): Expression => parseExpression(text, 'trend');

describe('the direction of an expression', () => {
  it.each([
    ['avg<5', '< or <='],
    ['avg<=5', '< or <='],
    ['avg>5', '> or >='],
    ['avg>=5', '> or >='],
    ['avg==5', null],
    ['avg!=5', null],
  ])('%s is %s', (text, direction) => {
    expect(directionOf(of(text))).toBe(direction);
  });
});

describe('two expressions are alike', () => {
  it.each([
    ['avg<5', 'avg<=9', true],
    ['avg>5', 'avg>=9', true],
    ['p(95)<5', 'p(95.0)<9', true],
    ['avg<5', 'avg>5', false],
    ['avg<5', 'med<5', false],
    ['p(95)<5', 'p(99)<5', false],
    ['avg==5', 'avg==5', false],
    ['avg!=5', 'avg!=5', false],
    ['avg<5', 'avg==5', false],
    ['avg==5', 'avg<5', false],
  ])('%s and %s: %s', (bound, target, expected) => {
    expect(isAlike(of(bound), of(target))).toBe(expected);
  });
});

describe('what meets the target meets the bound', () => {
  it.each([
    ['avg<5', 'avg<5', true],
    ['avg<5', 'avg<=5', true],
    ['avg<=5', 'avg<5', false],
    ['avg<5', 'avg<6', true],
    ['avg<6', 'avg<5', false],
    ['avg>5', 'avg>=5', true],
    ['avg>=5', 'avg>5', false],
    ['avg>6', 'avg>5', true],
    ['avg>5', 'avg>6', false],
    ['avg<5', 'med<5', false],
    ['avg<5', 'avg>1', false],
    // Without a direction only the very same is within it, in whatever spelling.
    ['avg==5', 'avg===5.0', true],
    ['avg!=5', 'avg!=5', true],
    ['avg==5', 'avg==6', false],
    ['avg==5', 'avg<=5', false],
    ['avg!=5', 'avg==5', false],
  ])('%s within %s: %s', (target, bound, expected) => {
    expect(isWithin(of(target), of(bound))).toBe(expected);
  });

  it('whatever the two with a direction, exactly where no value meets the one and misses the other', () => {
    const limits = [1, 2, 3];
    const expression = fc
      .tuple(fc.constantFrom('<', '<=', '>', '>='), fc.constantFrom(...limits))
      .map(([operator, limit]) => of(`avg${operator}${limit}`));
    // On each limit, between each two, and beyond both ends.
    const values = [0.5, 1, 1.5, 2, 2.5, 3, 3.5];
    fc.assert(
      fc.property(expression, expression, (target, bound) => {
        const clash = values.some((value) => holds(target, value) && !holds(bound, value));
        expect(isWithin(target, bound)).toBe(!clash);
        if (isAlike(bound, target)) expect(isStricter(bound, target)).toBe(clash);
      }),
      { numRuns: 500 },
    );
  });
});
