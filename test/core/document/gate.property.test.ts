// Documents of every kind, from all that the schema allows to those that a run could have written: whatever the gate lets
// through is true of its rows.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { gate } from '../../../lib/core/document/gate.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import { acceptanceOf, compare, planOf } from '../run-data.ts';
import { textOf, withDigest } from './document-text.ts';
import { anyAcceptance } from './schema-arbitrary.ts';

type Fields = Record<string, unknown>;
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value : []);
const fieldsOf = (value: unknown): Fields => Object(value);
const sumOf = (rows: readonly Fields[]): number => rows.reduce((sum, row) => sum + Number(row['requests']), 0);

/** What a criterion asks, by hand. */
type Asked = {
  readonly statistic: string;
  readonly operator: string;
  readonly target: number;
  readonly looserBy: number;
  readonly looserOperator: string;
};
const asked: fc.Arbitrary<Asked> = fc.record({
  statistic: fc.constantFrom('p(95)', 'p(99.9)', 'avg', 'med', 'min', 'max', 'count', 'rate', 'value'),
  operator: fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
  target: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  looserBy: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 })),
  looserOperator: fc.constantFrom('', '='),
});

const expressionsOf = ({ statistic, operator, target, looserBy, looserOperator }: Asked): [string, string] => {
  const wanted = `${statistic}${operator}${target}`;
  const [direction = ''] = operator;
  if (looserBy === 0 || operator === '==' || operator === '!=') return [wanted, wanted];
  return [
    wanted,
    `${statistic}${direction}${looserOperator}${direction === '<' ? target + looserBy : target - looserBy}`,
  ];
};

/** Takes an expression apart. */
function meets(expression: unknown, observed: unknown): boolean {
  const [, operator = '', limit = ''] = /^[a-z]+(?:\([^)]+\))?(<=|>=|==|!=|<|>)(.+)$/.exec(String(expression)) ?? [];
  return operator !== '' && typeof observed === 'number' && compare(observed, operator, Number(limit));
}

function rowDue(row: Fields): string {
  if (row['noData'] !== null) return 'NO_DATA';
  if (meets(row['target'], row['observed'])) return 'PASS';
  return row['severity'] === 'warn' || meets(row['bound'], row['observed']) ? 'WARN' : 'FAIL';
}

function due(document: Fields): string {
  const rows = listOf(document['criteria']);
  if (rows.some((row) => row['verdict'] === 'FAIL')) return 'FAIL';
  if (
    listOf(document['faults']).length > 0 ||
    rows.every((row) => row['verdict'] === 'NO_DATA') ||
    rows.some((row) => row['verdict'] === 'NO_DATA' && row['severity'] === 'fail')
  ) {
    return 'INVALID';
  }
  return rows.every((row) => row['verdict'] === 'PASS') ? 'PASS' : 'WARN';
}

/** Each makes one thing of a document agree with the rest; left out, it stays as the schema alone allows it. */
const repairs: ((document: Fields, criteria: readonly Asked[], observed: readonly number[]) => void)[] = [
  (document) => {
    listOf(document['phases']).forEach((row, index) => Object.assign(row, { name: `phase ${index}` }));
    for (const row of [...listOf(document['criteria']), ...listOf(document['faults'])]) {
      Object.assign(
        row,
        'phases' in row ? { phases: ['phase 0'] } : { phase: row['phase'] === null ? null : 'phase 0' },
      );
    }
  },
  (document) => {
    listOf(document['endpoints']).forEach((row, index) => Object.assign(row, { name: `endpoint ${index}` }));
    for (const row of listOf(document['criteria'])) row['endpoint'] = row['endpoint'] === null ? null : 'endpoint 0';
  },
  (document, criteria) =>
    listOf(document['criteria']).forEach((row, index) => {
      const one = criteria[index % criteria.length];
      if (one !== undefined) [row['target'], row['bound']] = expressionsOf(one);
    }),
  (document, criteria, observed) =>
    listOf(document['criteria']).forEach((row, index) => {
      if (row['observed'] !== null) {
        row['observed'] = (criteria[index % criteria.length]?.target ?? 0) + (observed[index % observed.length] ?? 0);
      }
    }),
  (document) =>
    listOf(document['criteria']).forEach((row) =>
      Object.assign(row, { threshold: row['severity'] === 'warn' ? null : row['bound'], metric: 'in no table' }),
    ),
  (document) =>
    listOf(document['criteria']).forEach((row) =>
      Object.assign(row, { samples: row['verdict'] === 'NO_DATA' ? row['samples'] : row['minimumSamples'] }),
    ),
  (document) => listOf(document['criteria']).forEach((row) => Object.assign(row, { verdict: rowDue(row) })),
  (document) => Object.assign(document, { faults: [] }),
  (document) => {
    for (const rows of [document['phases'], document['endpoints']]) {
      for (const row of listOf(rows)) {
        const requests = Number(row['requests']) % 1000;
        Object.assign(row, { requests, failedRequests: 0, generatorErrors: 0, errorRatio: requests === 0 ? null : 0 });
      }
    }
    const outside = { setup: 1, teardown: 2, redirects: 3, afterPlan: 4, withoutEndpoint: 0, withoutPhase: 0 };
    const total = sumOf(listOf(document['phases'])) + 7;
    Object.assign(fieldsOf(document['totals']), { requests: total });
    Object.assign(document, {
      outsidePlan: {
        ...fieldsOf(document['outsidePlan']),
        ...outside,
        withoutEndpoint: total - sumOf(listOf(document['endpoints'])) - 6,
      },
    });
  },
  (document) => Object.assign(document, { endedAt: '2026-01-31T12:00:00.000Z' }),
  (document) => Object.assign(document, { trial: Number(document['timeScale']) < 1 }),
  (document) => Object.assign(document, { run: null }),
  (document) => Object.assign(document, { verdict: due(document) }),
];

const repaired = fc
  .tuple(
    anyAcceptance,
    // Mostly all of them, or all but one.
    fc
      .array(fc.constantFrom(...repairs.keys()), { maxLength: 2 })
      .map((left) => repairs.filter((_, index) => !left.includes(index))),
    fc.array(asked, { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom(-2, -1, -0.5, 0, 0.5, 1, 2), { minLength: 1, maxLength: 3 }),
  )
  .map(([document, done, criteria, observed]) => {
    for (const repair of done) repair(document, criteria, observed);
    return document;
  });

it('says 0 only where every criterion that can fail was sampled and holds', () => {
  const seen = [0, 0, 0];
  fc.assert(
    fc.property(repaired, fc.boolean(), (document, strict) => {
      const { exitCode, verdict } = gate(textOf(document), { strict });
      seen[exitCode] = (seen[exitCode] ?? 0) + 1;
      if (exitCode === 2) return;
      const rows = listOf(document['criteria']);
      const judged = rows.filter((row) => row['verdict'] !== 'NO_DATA');
      const enough = judged.every(
        (row) => typeof row['samples'] === 'number' && row['samples'] >= Number(row['minimumSamples']),
      );
      expect({ enough, verdict }).toEqual({ enough: true, verdict: document['verdict'] });
      const spoiled = listOf(document['faults']).some(
        ({ phases }) =>
          listOf(phases).length > 0 &&
          judged.some((row) => row['phase'] === null || listOf(phases).includes(fieldsOf(row['phase']))),
      );
      expect(spoiled).toBe(false);
      if (exitCode === 1) {
        expect(
          judged.some(
            (row) =>
              (row['severity'] === 'fail' && row['verdict'] === 'FAIL') ||
              (strict && row['verdict'] === 'WARN') ||
              (strict && rows.length > judged.length),
          ),
        ).toBe(true);
        return;
      }
      const gating = rows.filter((row) => row['severity'] === 'fail');
      expect(gating.filter((row) => row['verdict'] === 'NO_DATA' || !meets(row['bound'], row['observed']))).toEqual([]);
      if (strict || verdict === 'PASS') {
        expect(rows.filter((row) => !meets(row['target'], row['observed']))).toEqual([]);
      }
      expect(judged.length).toBeGreaterThan(0);
      expect(document['faults']).toEqual([]);
    }),
    { numRuns: 4000 },
  );
  // The repairs reach every exit code.
  expect(Math.min(...seen)).toBeGreaterThan(100);
});

const sound = renderJson(acceptanceOf(planOf()));

it('a document that is cut off anywhere gives 2', () => {
  // Without the last line break it is still whole.
  for (let length = 0; length < sound.length - 1; length += 1) expect(gate(sound.slice(0, length)).exitCode).toBe(2);
  expect(gate(sound.slice(0, -1)).exitCode).toBe(0);
});

it('a document with one changed character gives 2, or says the same', () => {
  // By their JSON: -0 is the same as 0.
  const spelled = (text: string): string => JSON.stringify(JSON.parse(text));
  const same = spelled(sound);
  fc.assert(
    fc.property(
      fc.nat({ max: sound.length - 1 }),
      fc.constantFrom(...'"{}[],:0123456789.eE+-\\ \ntrufalsn', 'é', '\u0000', ''),
      (index, character) => {
        const changed = sound.slice(0, index) + character + sound.slice(index + 1);
        const { exitCode } = gate(changed);
        expect(exitCode === 2 ? same : spelled(changed)).toBe(same);
      },
    ),
    { numRuns: 5000 },
  );
});

it('a field that stands twice gives 2, in whatever order and however deep', () => {
  const lines = sound.split('\n');
  const fields = [...lines.keys()].filter((index) => /^ +"\w+": (?!.*[[{]$)/.test(lines[index] ?? ''));
  for (const index of fields) {
    const line = lines[index] ?? '';
    const twice = [...lines.slice(0, index), line.endsWith(',') ? line : `${line},`, ...lines.slice(index)].join('\n');
    expect(JSON.parse(twice)).toEqual(JSON.parse(sound));
    expect(gate(twice)).toMatchObject({ exitCode: 2, sentence: expect.stringContaining('expected each field once') });
  }
  expect(fields.length).toBeGreaterThan(200);
});

it('the digest of the tests is the one of the library', () => {
  expect(withDigest(JSON.parse(sound))).toEqual(JSON.parse(sound));
});
