import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../lib/core/language/invalid.ts';
import { parseInspection } from '../../../lib/core/preview/parse-inspection.ts';
import { previewOf } from '../../../lib/core/preview/plan-preview.ts';
import { describePlan } from '../../../lib/core/compile/describe-plan.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import { renderPreview } from '../../../lib/core/preview/render-preview.ts';
import { hostileText } from '../render/hostile.ts';
import { planOf } from '../run-data.ts';
import { inspected, roundFigures } from './inspected.ts';

const plan = planOf();
const document = describePlan(plan);
const withDocument = (changes: object): string =>
  inspected(plan, { ext: { 'k6-acceptance': { ...document, ...changes } } });

describe('what k6 inspect prints', () => {
  it('is read', () => {
    expect(parseInspection(inspected(plan))).toMatchObject({
      vus: 120,
      trendStatistics: expect.any(Number),
      differences: [],
      shownDifferences: [],
      document: { plan: 'shop' },
    });
  });

  it('may have thresholds that abort the run', () => {
    const thresholds = { 'http_reqs{phase:peak}': [{ threshold: 'count>=1', abortOnFail: true }] };
    expect(parseInspection(inspected(plan, { thresholds })).thresholds).toEqual(
      new Map([['http_reqs{phase:peak}', ['count>=1']]]),
    );
  });

  it('may have scenarios that tell no VUs', () => {
    const scenarios = { other: { executor: 'externally-controlled' } };
    expect(parseInspection(inspected(plan, { scenarios })).scenarios).toEqual([
      { name: 'other', executor: 'externally-controlled', vus: null },
    ]);
  });

  it.each([
    ['no JSON', 'k6 is happy', 'Invalid output of k6 inspect: expected JSON, received "k6 is happy".'],
    ['a list', '[]', 'Invalid output of k6 inspect: expected an object, received [].'],
    [
      'no requirements',
      inspected(plan, { maxVUs: undefined }),
      'Invalid maxVUs of k6 inspect: expected a value, received nothing. Use k6 2.x, or update k6-acceptance.',
    ],
    [
      'no duration',
      inspected(plan, { totalDuration: null }),
      'Invalid totalDuration of k6 inspect: expected a text, received null.',
    ],
    [
      'no scenarios',
      inspected(plan, { scenarios: null }),
      'Invalid scenarios of k6 inspect: expected an object, received null.',
    ],
    [
      'no plan',
      inspected(plan, { ext: null }),
      'Invalid script: expected the options of an acceptance test, received nothing. Export what acceptance(…) returns,',
    ],
    [
      "another's ext",
      inspected(plan, { ext: { loadimpact: {} } }),
      'Invalid script: expected the options of an acceptance test, received nothing.',
    ],
    [
      'another format',
      withDocument({ format: 'k6-acceptance' }),
      'Invalid script: expected the options of an acceptance test, received {"format":"k6-acceptance"',
    ],
    [
      'another version',
      withDocument({ version: 2 }),
      'Invalid plan document: expected version 1, received 2. Take script and command from the same version of k6-acceptance.',
    ],
    [
      'no phases',
      withDocument({ phases: [] }),
      'Invalid field phases of the plan document: expected a list of at least 1, received [].',
    ],
    [
      'endpoints that are no list',
      withDocument({ endpoints: {} }),
      'Invalid field endpoints of the plan document: expected a list, received {}.',
    ],
    [
      'a negative count',
      withDocument({ phases: [{ ...document.phases[0], intendedIterations: -1 }] }),
      'Invalid field phases[0].intendedIterations of the plan document: expected a number from 0, received -1.',
    ],
    [
      'another model',
      withDocument({ phases: [{ ...document.phases[0], model: 'ajar' }] }),
      'Invalid field phases[0].model of the plan document: expected open or closed, received "ajar".',
    ],
    [
      'a bound that is no expression',
      withDocument({ criteria: [{ ...document.criteria[0], bound: 300 }] }),
      'Invalid field criteria[0].bound of the plan document: expected a text, received 300.',
    ],
    [
      'another severity',
      withDocument({ criteria: [{ ...document.criteria[0], severity: 'fatal' }] }),
      'Invalid field criteria[0].severity of the plan document: expected fail or warn, received "fatal".',
    ],
    [
      'an abort that is neither',
      withDocument({ criteria: [{ ...document.criteria[0], abortOnFail: null }] }),
      'Invalid field criteria[0].abortOnFail of the plan document: expected true or false, received null.',
    ],
    [
      'a moment without end',
      withDocument({}).replace('"endMs":10000', '"endMs":1e999'),
      'Invalid field phases[0].endMs of the plan document: expected a number from 0, received Infinity.',
    ],
    [
      'another role',
      withDocument({ phases: [{ ...document.phases[0], role: 'walk' }] }),
      'Invalid field phases[0].role of the plan document: expected warm-up or baseline or ramp or ',
    ],
    [
      'a scope of no endpoint',
      withDocument({
        criteria: [{ ...document.criteria[0], scope: { phase: null, endpoints: [], group: null, check: null } }],
      }),
      'Invalid field criteria[0].scope.endpoints of the plan document: expected a list of at least 1, received [].',
    ],
    [
      'a field that nobody knows',
      withDocument({ seal: 'yes' }),
      'Invalid field "seal" of the plan document: expected no such field, received "yes". Take script and command from the same version of k6-acceptance.',
    ],
    [
      'a scenario without an executor',
      inspected(plan, { scenarios: { other: {} } }),
      'Invalid scenarios.other.executor of k6 inspect: expected a value, received nothing. Use k6 2.x, or update k6-acceptance.',
    ],
    [
      'a threshold that is none',
      inspected(plan, { thresholds: { http_reqs: [5] } }),
      'Invalid thresholds.http_reqs[0] of k6 inspect: expected a text, received 5.',
    ],
    [
      'something to sign off that is no text',
      withDocument({ signOff: [5] }),
      'Invalid field signOff[0] of the plan document: expected a text, received 5.',
    ],
    [
      'another sample',
      withDocument({
        criteria: [{ ...document.criteria[0], indicator: { ...document.criteria[0]?.indicator, sampledBy: 'magic' } }],
      }),
      'Invalid field criteria[0].indicator.sampledBy of the plan document: expected request or check or iteration or script, received "magic".',
    ],
  ])('is refused with %s', (_, text, says) => {
    expect(() => parseInspection(text)).toThrow(InvalidInputError);
    expect(() => parseInspection(text)).toThrow(says);
  });
});

/** The value with one of its leaves replaced: the `choice`-th of them, counted round. */
function withLeaf(value: unknown, choice: number, leaf: unknown): unknown {
  const leaves: (readonly string[])[] = [];
  const collect = (part: unknown, path: readonly string[]): void => {
    if (typeof part !== 'object' || part === null) leaves.push(path);
    else for (const [key, child] of Object.entries(part)) collect(child, [...path, key]);
  };
  collect(value, []);
  const replace = (part: unknown, path: readonly string[]): unknown => {
    const [key, ...rest] = path;
    if (key === undefined) return leaf;
    if (Array.isArray(part)) {
      return part.map((child: unknown, index) => (String(index) === key ? replace(child, rest) : child));
    }
    return Object.fromEntries(
      Object.entries(Object(part)).map(([name, child]) => [name, name === key ? replace(child, rest) : child]),
    );
  };
  return replace(value, leaves[choice % leaves.length] ?? []);
}

describe('a script that tells nonsense', () => {
  it('is refused with a sentence, or shown without harm', () => {
    const acts =
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
    fc.assert(
      fc.property(fc.nat(), fc.oneof(hostileText, fc.jsonValue(), fc.constantFrom(0, -1, 1e300)), (choice, leaf) => {
        const text = withDocument(Object(withLeaf({ ...document, options: {} }, choice, leaf)));
        try {
          const preview = previewOf(parseInspection(text), roundFigures);
          expect(renderPreview(preview)).not.toMatch(acts);
          expect(renderJson(preview)).not.toMatch(acts);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
