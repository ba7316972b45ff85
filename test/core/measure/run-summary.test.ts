import { describe, expect, it } from 'vitest';
import { countOf, parseRunSummary, sharesOf, UnreadableSummaryError } from '../../../lib/core/measure/run-summary.ts';
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
      ['http_reqs', { type: 'counter', count: 7, thresholds: { 'count>=1': true, 'count<5': false } }],
      ['replicas', { type: 'gauge', value: 3, max: 5, thresholds: {} }],
      ['http_req_failed', { type: 'rate', rate: 0.25, passes: 1, fails: 3, thresholds: {} }],
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
      rate: 0,
      passes: 0,
      fails: 0,
      thresholds: { 'rate<0.01': true },
    });
    expect(summary.metrics.get('http_reqs{plan:captured}')).toEqual({
      type: 'counter',
      count: 0,
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
    expect(Object.keys(summary).toSorted()).toEqual(['colour', 'durationMs', 'metrics']);
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
    expect([
      countOf({ metrics, durationMs: 1, colour: false }, '__proto__'),
      countOf({ metrics, durationMs: 1, colour: false }, 'constructor'),
    ]).toEqual([1, 2]);
    expect(countOf({ metrics, durationMs: 1, colour: false }, 'toString')).toBe(null);
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
    [{}, 'state should be an object, but is nothing'],
    [{ metrics: {} }, 'state should be an object, but is nothing'],
    [{ state, metrics: undefined }, 'metrics should be an object, but is nothing'],
    [{ state, metrics: [] }, 'metrics should be an object, but is []'],
    [{ state: {}, metrics: {} }, 'testRunDurationMs should be a finite number, but is nothing'],
    [{ state: { testRunDurationMs: '5' }, metrics: {} }, 'testRunDurationMs should be a finite number, but is "5"'],
    [{ state: { testRunDurationMs: NaN }, metrics: {} }, 'testRunDurationMs should be a finite number, but is NaN'],
    [
      { state: { testRunDurationMs: Infinity }, metrics: {} },
      'testRunDurationMs should be a finite number, but is Infinity',
    ],
    [{ state, metrics: { m: null } }, 'metric "m" should be an object, but is null'],
    [{ state, metrics: { m: {} } }, 'values of metric "m" should be an object, but is nothing'],
    [{ state, metrics: { m: { ...counter, values: [1] } } }, 'values of metric "m" should be an object, but is [1]'],
    [
      { state, metrics: { m: { values: { count: 1 } } } },
      'type of metric "m" should be counter, gauge, rate or trend, but is nothing',
    ],
    [
      { state, metrics: { m: { ...counter, type: 'histogram' } } },
      'type of metric "m" should be counter, gauge, rate or trend, but is "histogram"',
    ],
    [
      { state, metrics: { m: { type: 'counter', values: {} } } },
      'count of metric "m" should be a finite number, but is nothing',
    ],
    [
      { state, metrics: { m: { type: 'counter', values: { count: null } } } },
      'count of metric "m" should be a finite number, but is null',
    ],
    [
      { state, metrics: { m: { type: 'counter', values: { count: NaN } } } },
      'count of metric "m" should be a finite number, but is NaN',
    ],
    [
      { state, metrics: { m: { type: 'gauge', values: { min: 1 } } } },
      'value of metric "m" should be a finite number, but is nothing',
    ],
    [
      { state, metrics: { m: { type: 'gauge', values: { value: 1 } } } },
      'max of metric "m" should be a finite number, but is nothing',
    ],
    [
      { state, metrics: { m: { type: 'gauge', values: { value: -Infinity } } } },
      'value of metric "m" should be a finite number, but is -Infinity',
    ],
    [
      { state, metrics: { m: { ...rate, values: { ...rate.values, rate: NaN } } } },
      'rate of metric "m" should be a finite number, but is NaN',
    ],
    [
      { state, metrics: { m: { ...rate, values: { rate: 0, fails: 1 } } } },
      'passes of metric "m" should be a finite number, but is nothing',
    ],
    [
      { state, metrics: { m: { ...rate, values: { rate: 0, passes: 1 } } } },
      'fails of metric "m" should be a finite number, but is nothing',
    ],
    [
      { state, metrics: { m: { type: 'trend', values: { count: 1, 'p(95)': NaN } } } },
      'p(95) of metric "m" should be a finite number, but is NaN',
    ],
    [
      { state, metrics: { m: { type: 'trend', values: { count: 1, avg: '5' } } } },
      'avg of metric "m" should be a finite number, but is "5"',
    ],
    [
      { state, metrics: { m: { ...counter, thresholds: ['count>0'] } } },
      'thresholds of metric "m" should be an object, but is ["count>0"]',
    ],
    [
      { state, metrics: { m: { ...counter, thresholds: null } } },
      'thresholds of metric "m" should be an object, but is null',
    ],
    [
      { state, metrics: { m: { ...counter, thresholds: { 'count>0': true } } } },
      'threshold of metric "m" should be an object, but is true',
    ],
  ])('is refused: %j', (data, what) => {
    const message = `k6's summary has an unknown shape: ${what}. Run with k6 2.x, or update k6-acceptance.`;
    expect(() => parseRunSummary(data)).toThrow(message);
    expect(() => parseRunSummary(data)).toThrow(UnreadableSummaryError);
  });
});

describe('a look into the summary', () => {
  const summary = parsed({
    http_reqs: { type: 'counter', values: { count: 0 } },
    replicas: { type: 'gauge', values: { value: 3, max: 5 } },
    http_req_failed: { type: 'rate', values: { rate: 0.25, passes: 1, fails: 3 } },
  });

  it('finds the count of counters alone', () => {
    expect(['http_reqs', 'replicas', 'http_req_failed', 'none'].map((key) => countOf(summary, key))).toEqual([
      0,
      null,
      null,
      null,
    ]);
  });

  it('finds the shares of rates alone', () => {
    expect(['http_req_failed', 'replicas', 'http_reqs', 'none'].map((key) => sharesOf(summary, key))).toEqual([
      { passes: 1, total: 4 },
      null,
      null,
      null,
    ]);
  });
});
