// Documents of every kind, from all that the schema allows to those that a run could have written: whatever the gate lets
// through is true of its rows.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Acceptance } from '../../../lib/core/document/acceptance-document.ts';
import { gate, type GateResult } from '../../../lib/core/document/gate.ts';
import type { Measured } from '../../../lib/core/document/measured.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import {
  acceptanceOf,
  dataOf,
  dropThresholds,
  loadSpan,
  loadStartedAtMs,
  metricOf,
  planOf,
  soundSamples,
} from '../run-data.ts';
import { textOf, withDigest } from './document-text.ts';
import { due, fieldsOf, listOf, meets, rowDue, type Fields } from './second-derivation.ts';
import { anyAcceptance, anyCode } from './schema-arbitrary.ts';

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

/** Each makes one thing of a document agree with the rest; left out, it stays as the schema alone allows it. */
const repairs: ((document: Fields, criteria: readonly Asked[], observed: readonly number[]) => void)[] = [
  (document) => {
    listOf(document['phases']).forEach((row, index) => Object.assign(row, { name: `phase ${index}` }));
    for (const fault of listOf(document['faults'])) fault['phases'] = ['phase 0'];
    for (const { scope } of listOf(document['criteria'])) {
      Object.assign(fieldsOf(scope), { phase: fieldsOf(scope)['phase'] === null ? null : 'phase 0' });
    }
  },
  (document) => {
    const endpoints = listOf(document['endpoints']);
    endpoints.forEach((row, index) => Object.assign(row, { name: `endpoint ${index}` }));
    for (const { scope } of listOf(document['criteria'])) {
      // A plan of plain http calls has none.
      const inScope = endpoints.length === 0 ? [] : listOf(fieldsOf(scope)['endpoints']);
      const named = inScope.map((_, index) => `endpoint ${index % endpoints.length}`);
      Object.assign(fieldsOf(scope), { endpoints: named.length === 0 ? null : named });
    }
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
    listOf(document['criteria']).forEach((row) => {
      const threshold = row['severity'] === 'warn' ? null : row['bound'];
      Object.assign(fieldsOf(row['native']), { threshold, metric: 'in no table' });
      // A rate per second is asked as a count.
      Object.assign(fieldsOf(row['indicator']), { unit: 'ms', sampledBy: 'script' });
    }),
  // What k6 did not evaluate has no verdict.
  (document) =>
    listOf(document['criteria'])
      .filter((row) => row['noData'] === null && row['severity'] === 'fail')
      .forEach(({ native }) => Object.assign(fieldsOf(native), { held: fieldsOf(native)['held'] ?? true })),
  (document) =>
    listOf(document['criteria']).forEach((row) =>
      Object.assign(row, { samples: row['verdict'] === 'NO_DATA' ? row['samples'] : row['minimumSamples'] }),
    ),
  (document) => listOf(document['criteria']).forEach((row) => Object.assign(row, { verdict: rowDue(row) })),
  // Of the rest no fault touches a row with a verdict.
  (document) => {
    if (listOf(document['criteria']).some((row) => row['noData'] === null)) {
      for (const fault of listOf(document['faults'])) fault['phases'] = [];
    }
  },
  // Faults are left in some.
  (document, _, observed) => {
    if ((observed[0] ?? 0) >= 0) document['faults'] = [];
  },
  (document) => {
    for (const rows of [document['phases'], document['endpoints'], [document['totals']]]) {
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
  // All other counts are there.
  (document) => {
    const totals = fieldsOf(document['totals']);
    Object.assign(totals, { iterations: 1, droppedIterations: 0, scriptExceptions: 0 });
    for (const row of [totals, ...listOf(document['phases']), ...listOf(document['endpoints'])]) {
      Object.assign(row, { checks: { passed: 1, failed: 0 } });
      Object.assign(fieldsOf(row['latency']), { samples: 1 });
    }
    for (const row of listOf(document['phases'])) row['startedIterations'] = 1;
    for (const row of listOf(document['metrics'])) Object.assign(row, { count: 1, samples: 1 });
  },
  (document) => {
    const { percentiles } = document;
    const scopes = [document['totals'], ...listOf(document['phases']), ...listOf(document['endpoints'])];
    for (const latency of scopes.map((scope) => fieldsOf(fieldsOf(scope)['latency']))) {
      if (latency['distributionMs'] !== null) latency['distributionMs'] = listOf(percentiles).map(() => 5);
    }
  },
  (document) => Object.assign(document, { endedAt: '2026-01-31T12:00:00.000Z' }),
  (document) => {
    if (document['loadStartedAt'] !== null) document['loadStartedAt'] = '2026-01-31T11:00:00.000Z';
  },
  (document) => Object.assign(document, { trial: Number(document['timeScale']) < 1 }),
  (document) => Object.assign(document, { run: null }),
  (document) => Object.assign(document, { verdict: due(document) }),
];

const ingredients = [
  anyAcceptance,
  fc.array(asked, { minLength: 1, maxLength: 3 }),
  fc.array(fc.constantFrom(-2, -1, -0.5, 0, 0.5, 1, 2), { minLength: 1, maxLength: 3 }),
] as const;

/** Documents with all repairs, mostly, or all but one or two. */
const repaired = fc
  .tuple(...ingredients, fc.array(fc.constantFrom(...repairs.keys()), { maxLength: 2 }))
  .map(([document, criteria, observed, left]) => {
    const done = repairs.filter((_, index) => !left.includes(index));
    for (const repair of done) repair(document, criteria, observed);
    document['minorVersion'] = 0;
    return document;
  });

/** Documents with all of them. */
const whole = fc.tuple(...ingredients).map(([document, criteria, observed]) => {
  for (const repair of repairs) repair(document, criteria, observed);
  document['minorVersion'] = 0;
  return document;
});

/** Whether the gate took the document at its word. */
const isTrusted = (document: Fields, { verdict, sentence }: GateResult): boolean =>
  verdict === document['verdict'] && sentence === document['sentence'];

it('takes a document in which all agrees at its word, and that is the one due by a second derivation', () => {
  const seen = new Map<unknown, number>();
  fc.assert(
    fc.property(whole, (document) => {
      const result = gate(textOf(document), { trial: true });
      seen.set(result.verdict, (seen.get(result.verdict) ?? 0) + 1);
      expect(result).toMatchObject({ verdict: due(document), sentence: document['sentence'] });
    }),
    { numRuns: 1000 },
  );
  expect([...seen.keys()].toSorted()).toEqual(['FAIL', 'INVALID', 'PASS', 'WARN']);
  expect(Math.min(...seen.values())).toBeGreaterThan(20);
});

it('takes no other verdict of such a document, but a worse one of a later minor version', () => {
  const words = ['PASS', 'WARN', 'FAIL', 'INVALID'];
  const seen = { refused: 0, worse: 0 };
  fc.assert(
    fc.property(whole, fc.constantFrom(...words), fc.constantFrom(0, 1, 1, 1), (document, verdict, minorVersion) => {
      fc.pre(verdict !== document['verdict']);
      const changed = { ...document, verdict, minorVersion, sentence: 'As it says.' };
      const isWorse = words.indexOf(verdict) > words.indexOf(due(document)) && due(document) !== 'FAIL';
      const mayBe = minorVersion > 0 && isWorse;
      seen[mayBe ? 'worse' : 'refused'] += 1;
      expect(isTrusted(changed, gate(textOf(changed), { trial: true }))).toBe(mayBe);
    }),
    { numRuns: 1500 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
});

it('takes no row with another word than the one due', () => {
  const seen = new Map<unknown, number>();
  fc.assert(
    fc.property(whole, fc.nat(), fc.constantFrom('PASS', 'WARN', 'FAIL'), (document, index, word) => {
      const rows = listOf(document['criteria']);
      const row = rows[index % rows.length];
      fc.pre(row !== undefined && row['noData'] === null && row['verdict'] !== word);
      fc.pre(word !== 'FAIL' || row['severity'] === 'fail');
      const said = row['verdict'];
      row['verdict'] = word;
      seen.set(word, (seen.get(word) ?? 0) + 1);
      expect(gate(textOf({ ...document, verdict: due(document) })).sentence).toMatch(
        new RegExp(`^Criterion \\d says ${word}, but its value makes it ${String(said)}\\.`),
      );
    }),
    { numRuns: 500 },
  );
  expect([...seen.values()].every((count) => count > 20)).toBe(true);
  expect(seen.size).toBe(3);
});

it('takes a later minor version with faults, warnings and reasons that nobody knows yet as it takes known ones', () => {
  fc.assert(
    fc.property(whole, anyCode, (document, code) => {
      const reasons = listOf(document['criteria']).flatMap(({ noData }) => (noData === null ? [] : [fieldsOf(noData)]));
      for (const coded of [...listOf(document['faults']), ...listOf(document['warnings']), ...reasons]) {
        coded['code'] = code;
      }
      const result = gate(textOf({ ...document, minorVersion: 1 }), { trial: true });
      expect(result).toMatchObject({ verdict: due(document), sentence: document['sentence'] });
    }),
    { numRuns: 300 },
  );
});

it('says 0 only where every criterion that can fail was sampled and holds', () => {
  const seen = [0, 0, 0];
  fc.assert(
    fc.property(repaired, fc.boolean(), fc.boolean(), (document, strict, trial) => {
      const { exitCode, verdict } = gate(textOf(document), { strict, trial });
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
          judged.some(({ scope }) => {
            const { phase } = fieldsOf(scope);
            return phase === null || Array.from<unknown>(listOf(phases)).includes(phase);
          }),
      );
      expect(spoiled).toBe(false);
      expect(rows.map((row) => row['verdict'])).toEqual(rows.map(rowDue));
      expect(verdict).toBe(due(document));
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
      expect(gating.filter(({ native }) => fieldsOf(native)['held'] !== true)).toEqual([]);
      if (strict || verdict === 'PASS') {
        expect(rows.filter((row) => !meets(row['target'], row['observed']))).toEqual([]);
      }
      expect(judged.length).toBeGreaterThan(0);
      expect(document['trial'] === false || trial).toBe(true);
      expect(document['faults']).toEqual([]);
    }),
    { numRuns: 4000 },
  );
  // The repairs reach every exit code.
  expect(Math.min(...seen)).toBeGreaterThan(100);
});

it('takes every document that the library makes at its word, whatever k6 did not show', () => {
  const plan = planOf();
  const keys = Object.keys(dataOf(plan).metrics);
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.oneof(fc.constant<string[]>([]), fc.array(fc.constantFrom(...keys), { maxLength: 4 })),
      fc.constantFrom('ran', 'ran', 'empty', 'no pre-flight', 'no sub-metrics', 'no thresholds'),
      fc.constantFrom(30_000, 30_000, 12_000, 0),
      (gone, how, elapsedMs) => {
        const data = dataOf(plan, how === 'empty' ? loadSpan(plan) : soundSamples(plan));
        if (how === 'no thresholds') dropThresholds(data);
        if (how === 'no pre-flight') metricOf(data, 'load_started_at_ms').values['value'] = 0;
        const hidden = how === 'no sub-metrics' ? keys.filter((key) => key.includes('{')) : gone;
        if (!hidden.includes('load_ended_at_ms')) {
          metricOf(data, 'load_ended_at_ms').values['value'] = loadStartedAtMs + elapsedMs;
        }
        for (const key of hidden) delete data.metrics[key];
        const acceptance = acceptanceOf(plan, data);
        seen.set(acceptance.verdict, (seen.get(acceptance.verdict) ?? 0) + 1);
        const { verdict, sentence } = gate(renderJson(acceptance));
        expect({ verdict, sentence }).toEqual({ verdict: acceptance.verdict, sentence: acceptance.sentence });
        expect(verdict).toBe(due(acceptance));
      },
    ),
    { numRuns: 200 },
  );
  expect(seen.size).toBeGreaterThan(1);
});

/** With distributions of two values, because every place in its text is tried. */
function soundText(): string {
  const acceptance = acceptanceOf(planOf());
  const short = <Row extends Measured>(row: Row): Row => ({
    ...row,
    latency: { ...row.latency, distributionMs: [100, 100] },
  });
  const { totals, phases, endpoints } = acceptance;
  const rows = { totals: short(totals), phases: phases.map(short), endpoints: endpoints.map(short) };
  const document: Acceptance = { ...acceptance, percentiles: [50, 95], ...rows };
  return renderJson(document);
}

const sound = soundText();

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
