import { describe, expect, it } from 'vitest';
import { parseRunSummary, UnreadableSummaryError } from '../../../lib/core/measure/run-summary.ts';
import { dataOf, planOf, secret } from '../run-data.ts';
import captured from './captured/data.json' with { type: 'json' };

const state = { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: 31_500 };
const parsed = (metrics: unknown): ReturnType<typeof parseRunSummary> => parseRunSummary({ state, metrics });

describe('parseRunSummary', () => {
  it('reads each type of metric', () => {
    const { metrics, durationMs, colour } = parsed({
      http_reqs: {
        type: 'counter',
        contains: 'default',
        values: { count: 7, rate: 0.5 },
        thresholds: { 'count>=1': { ok: true }, 'count<5': { ok: false } },
      },
      replicas: { type: 'gauge', contains: 'default', values: { value: 3, min: 1, max: 5 } },
      http_req_failed: {
        type: 'rate',
        contains: 'default',
        values: { rate: 0.25, passes: 1, fails: 3 },
        thresholds: {},
      },
      http_req_duration: { type: 'trend', contains: 'time', values: { count: 4, 'p(95)': 12.5, avg: 0 } },
    });
    expect([...metrics]).toEqual([
      ['http_reqs', { type: 'counter', values: { count: 7 }, thresholds: { 'count>=1': true, 'count<5': false } }],
      ['replicas', { type: 'gauge', values: { value: 3, min: 1, max: 5 }, thresholds: {} }],
      ['http_req_failed', { type: 'rate', values: { rate: 0.25, passes: 1, fails: 3 }, thresholds: {} }],
      ['http_req_duration', { type: 'trend', values: { count: 4, 'p(95)': 12.5, avg: 0 }, thresholds: {} }],
    ]);
    expect({ durationMs, colour }).toEqual({ durationMs: 31_500, colour: false });
  });

  it('reads what the real k6 hands over', () => {
    const summary = parseRunSummary(captured.data);
    expect(summary.metrics.size).toBe(Object.keys(captured.data.metrics).length);
    expect(summary.metrics.get('load_started_at_ms')).toMatchObject({ type: 'gauge', thresholds: { 'value>0': true } });
    // k6 lets an unsampled ratio pass, and an unsampled count fail.
    expect(summary.metrics.get('http_req_failed{plan:captured}')).toEqual({
      type: 'rate',
      values: { rate: 0, passes: 0, fails: 0 },
      thresholds: { 'rate<0.01': true },
    });
    expect(summary.metrics.get('http_reqs{plan:captured}')).toEqual({
      type: 'counter',
      values: { count: 0 },
      thresholds: { 'count>=1': false },
    });
    expect(summary.metrics.get('http_req_duration{expected_response:true,phase:peak}')).toMatchObject({
      type: 'trend',
      values: { count: 0, 'p(95)': 0 },
    });
  });

  it('leaves setup_data behind', () => {
    const summary = parseRunSummary(dataOf(planOf()));
    expect(JSON.stringify([...summary.metrics, summary])).not.toContain(secret);
    expect(Object.keys(summary).toSorted()).toEqual(['checks', 'colour', 'durationMs', 'metrics']);
  });

  it.each([
    [true, true],
    [false, false],
    ['true', false],
    [1, false],
    [undefined, false],
  ])('asks for colour on a terminal alone: %j, %s', (isStdOutTTY, colour) => {
    expect(parseRunSummary({ state: { ...state, isStdOutTTY }, metrics: {} }).colour).toBe(colour);
  });

  it('asks for no colour where k6 does not tell of a terminal', () => {
    expect(parseRunSummary({ state: { testRunDurationMs: 1 }, metrics: {} }).colour).toBe(false);
  });

  it.each([
    [{ noColor: true }, false],
    [{ noColor: false }, true],
    [{ noColor: 'yes' }, true],
    [{}, true],
    [undefined, true],
    [5, true],
  ])('asks for no colour where it is switched off: %j', (options, colour) => {
    expect(parseRunSummary({ state: { ...state, isStdOutTTY: true }, options, metrics: {} }).colour).toBe(colour);
  });

  it.each([
    [{ ok: true }, true],
    [{ ok: false }, false],
    [{ ok: 'true' }, false],
    [{ ok: 1 }, false],
    [{}, false],
    [{ ok: null }, false],
  ])('takes a threshold for held only when k6 says so: %j', (result, held) => {
    expect(
      parsed({ m: { type: 'counter', values: { count: 1 }, thresholds: { 'count>0': result } } }).metrics.get('m')
        ?.thresholds,
    ).toEqual({ 'count>0': held });
  });

  it('keeps names that mean something to JavaScript apart', () => {
    const { metrics } = parsed(
      JSON.parse(
        '{"__proto__":{"type":"counter","values":{"count":1}},"constructor":{"type":"counter","values":{"count":2}}}',
      ),
    );
    expect(['__proto__', 'constructor'].map((key) => metrics.get(key))).toEqual(
      [1, 2].map((count) => ({ type: 'counter', values: { count }, thresholds: {} })),
    );
    expect(metrics.get('toString')).toBeUndefined();
  });

  it('keeps statistics and thresholds of such names apart', () => {
    const { metrics } = parsed(
      JSON.parse('{"m":{"type":"trend","values":{"__proto__":1},"thresholds":{"__proto__":{"ok":true}}}}'),
    );
    const { values, thresholds } = metrics.get('m') ?? {};
    expect([Object.entries(values ?? {}), Object.entries(thresholds ?? {})]).toEqual([
      [['__proto__', 1]],
      [['__proto__', true]],
    ]);
  });
});

describe("k6's machine-readable summary", () => {
  it('is refused by its name, with what to do', () => {
    const message =
      'k6 handed over its machine-readable summary, which holds neither thresholds nor p(99). Run again without --new-machine-readable-summary.';
    expect(() => parseRunSummary(captured.machineReadable)).toThrow(message);
    expect(() => parseRunSummary(captured.machineReadable)).toThrow(UnreadableSummaryError);
  });
});

describe('a summary of another shape', () => {
  const counter = { type: 'counter', values: { count: 1, rate: 1 } };
  const rate = { type: 'rate', values: { rate: 0, passes: 0, fails: 1 } };

  it.each([
    [undefined, 'the summary should be an object, but is nothing'],
    [null, 'the summary should be an object, but is null'],
    ['{}', 'the summary should be an object, but is "{}"'],
    [[], 'the summary should be an object, but is []'],
    [{}, 'state should be a value, but is nothing'],
    [{ metrics: {} }, 'state should be a value, but is nothing'],
    [{ state, metrics: undefined }, 'metrics should be an object, but is nothing'],
    [{ state, metrics: [] }, 'metrics should be an object, but is []'],
    [{ state: {}, metrics: {} }, 'state.testRunDurationMs should be a value, but is nothing'],
    [{ state: { testRunDurationMs: '5' }, metrics: {} }, 'state.testRunDurationMs should be a number, but is "5"'],
    [{ state: { testRunDurationMs: NaN }, metrics: {} }, 'state.testRunDurationMs should be a number, but is NaN'],
    [
      { state: { testRunDurationMs: Infinity }, metrics: {} },
      'state.testRunDurationMs should be a number, but is Infinity',
    ],
    [{ state, metrics: { m: null } }, 'metrics.m should be an object, but is null'],
    [{ state, metrics: { m: {} } }, 'metrics.m.type should be a value, but is nothing'],
    [{ state, metrics: { m: { type: 'counter' } } }, 'metrics.m.values should be a value, but is nothing'],
    [{ state, metrics: { m: { ...counter, values: [1] } } }, 'metrics.m.values should be an object, but is [1]'],
    [{ state, metrics: { m: { values: { count: 1 } } } }, 'metrics.m.type should be a value, but is nothing'],
    [
      { state, metrics: { m: { ...counter, type: 'histogram' } } },
      'metrics.m.type should be counter or gauge or rate or trend, but is "histogram"',
    ],
    [
      { state, metrics: { m: { type: 'counter', values: {} } } },
      'metrics.m.values.count should be a value, but is nothing',
    ],
    [
      { state, metrics: { m: { type: 'counter', values: { count: null } } } },
      'metrics.m.values.count should be a number, but is null',
    ],
    [
      { state, metrics: { m: { type: 'counter', values: { count: NaN } } } },
      'metrics.m.values.count should be a number, but is NaN',
    ],
    [
      { state, metrics: { m: { type: 'gauge', values: { min: 1 } } } },
      'metrics.m.values.value should be a value, but is nothing',
    ],
    [
      { state, metrics: { m: { type: 'gauge', values: { value: 1 } } } },
      'metrics.m.values.min should be a value, but is nothing',
    ],
    [
      { state, metrics: { m: { type: 'gauge', values: { value: 1, min: 1 } } } },
      'metrics.m.values.max should be a value, but is nothing',
    ],
    [
      { state, metrics: { m: { type: 'gauge', values: { value: -Infinity } } } },
      'metrics.m.values.value should be a number, but is -Infinity',
    ],
    [
      { state, metrics: { m: { ...rate, values: { ...rate.values, rate: NaN } } } },
      'metrics.m.values.rate should be a number, but is NaN',
    ],
    [
      { state, metrics: { m: { ...rate, values: { rate: 0, fails: 1 } } } },
      'metrics.m.values.passes should be a value, but is nothing',
    ],
    [
      { state, metrics: { m: { ...rate, values: { rate: 0, passes: 1 } } } },
      'metrics.m.values.fails should be a value, but is nothing',
    ],
    [
      { state, metrics: { m: { type: 'trend', values: { count: 1, 'p(95)': NaN } } } },
      'metrics.m.values.p(95) should be a number, but is NaN',
    ],
    [
      { state, metrics: { m: { type: 'trend', values: { count: 1, avg: '5' } } } },
      'metrics.m.values.avg should be a number, but is "5"',
    ],
    [
      { state, metrics: { m: { ...counter, thresholds: ['count>0'] } } },
      'metrics.m.thresholds should be an object, but is ["count>0"]',
    ],
    [
      { state, metrics: { m: { ...counter, thresholds: null } } },
      'metrics.m.thresholds should be an object, but is null',
    ],
    [
      { state, metrics: { m: { ...counter, thresholds: { 'count>0': true } } } },
      'metrics.m.thresholds.count>0 should be an object, but is true',
    ],
  ])('is refused: %j', (data, what) => {
    const message = `k6's summary has an unknown shape: ${what}. Run with k6 2.x, or update k6-acceptance.`;
    expect(() => parseRunSummary(data)).toThrow(message);
    expect(() => parseRunSummary(data)).toThrow(UnreadableSummaryError);
  });
});
