import { describe, expect, it } from 'vitest';
import { parseBound } from '../../../lib/core/plan/bound.ts';
import { holds, parseExpression, renderExpression, type MetricType } from '../../../lib/core/language/expression.ts';

const bound = (text: unknown, target: string, type: MetricType = 'trend'): string =>
  renderExpression(parseBound(text, parseExpression(target, type), type, 'criterion X'));

describe('the bound', () => {
  it.each(['p(95)<300', 'avg==5', 'min!=0'])('is the target %s when there is none', (target) => {
    expect(bound(undefined, target)).toBe(target);
  });

  // Each pair of operators, with the limit on each side of the target's, and on it.
  it.each([
    ['avg<300', 'avg<300.1', true],
    ['avg<300', 'avg<300', true],
    ['avg<300', 'avg<299.9', false],
    ['avg<300', 'avg<=300.1', true],
    ['avg<300', 'avg<=300', true],
    ['avg<300', 'avg<=299.9', false],
    ['avg<=300', 'avg<300.1', true],
    ['avg<=300', 'avg<300', false],
    ['avg<=300', 'avg<299.9', false],
    ['avg<=300', 'avg<=300.1', true],
    ['avg<=300', 'avg<=300', true],
    ['avg<=300', 'avg<=299.9', false],
    ['avg>300', 'avg>299.9', true],
    ['avg>300', 'avg>300', true],
    ['avg>300', 'avg>300.1', false],
    ['avg>300', 'avg>=299.9', true],
    ['avg>300', 'avg>=300', true],
    ['avg>300', 'avg>=300.1', false],
    ['avg>=300', 'avg>299.9', true],
    ['avg>=300', 'avg>300', false],
    ['avg>=300', 'avg>300.1', false],
    ['avg>=300', 'avg>=299.9', true],
    ['avg>=300', 'avg>=300', true],
    ['avg>=300', 'avg>=300.1', false],
  ])('beside %s may be %s: %s', (target, text, allowed) => {
    if (allowed) expect(bound(text, target)).toBe(text);
    else {
      expect(() => bound(text, target)).toThrow(
        `Invalid bound of criterion X: expected nothing stricter than the target ${target}, received "${text}". Loosen it`,
      );
    }
    // What the rule is for: no value meets the target and misses the bound.
    const clash = [299.9, 299.95, 300, 300.05, 300.1].some(
      (value) => holds(parseExpression(target, 'trend'), value) && !holds(parseExpression(text, 'trend'), value),
    );
    expect(clash).toBe(!allowed);
  });

  it('may be spelt otherwise than the target', () => {
    expect(bound('p(95.0) <= 400.0', 'p(95)<300')).toBe('p(95)<=400');
  });

  it.each([
    ['p(95)<300', 'p(99)<600', 'p(95) with < or <='],
    ['p(95)<300', 'max<600', 'p(95) with < or <='],
    ['p(95)<300', 'p(95)>600', 'p(95) with < or <='],
    ['p(95)<300', 'p(95)==600', 'p(95) with < or <='],
    ['avg>300', 'avg<200', 'avg with > or >='],
    ['avg>=300', 'avg!=200', 'avg with > or >='],
  ])('beside %s is not %s', (target, text, rule) => {
    expect(() => bound(text, target)).toThrow(
      `Invalid bound of criterion X: expected ${rule}, as in the target, received "${text}".`,
    );
  });

  it.each(['avg==5', 'avg!=5'])('does not stand beside %s', (target) => {
    expect(() => bound(target, target)).toThrow(
      /^Invalid bound of criterion X: expected no bound beside [!=]=, received "avg[!=]=5"\. Leave it out, or write the target with <, <=, > or >=\.$/,
    );
  });

  it.each([null, 600, '', 'p(95)<', 'rate<0.5'])('is an expression for the metric, not %j', (text) => {
    expect(() => bound(text, 'p(95)<300')).toThrow('Invalid threshold expression: expected ');
  });
});
