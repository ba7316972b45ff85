import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellRegistry } from '../../../lib/core/compile/cell.ts';
import { CellReader } from '../../../lib/core/measure/cell-reader.ts';
import { parseRunSummary } from '../../../lib/core/measure/run-summary.ts';

const state = { isStdOutTTY: false, testRunDurationMs: 1 };
const shown = {
  http_reqs: {
    type: 'counter',
    values: { count: 7 },
    thresholds: { 'count>=1': { ok: true }, 'count<5': { ok: false } },
  },
  'http_reqs{phase:peak}': { type: 'counter', values: { count: 0 } },
  http_req_failed: { type: 'rate', values: { rate: 0.25, passes: 1, fails: 3 } },
  http_req_duration: { type: 'trend', values: { count: 4, avg: 12.5 } },
  vus: { type: 'gauge', values: { value: 3, min: 1, max: 5 } },
};
const registry = new CellRegistry();
const requests = registry.counter('http_reqs');
const requestsInPeak = registry.counter('http_reqs', { phase: 'peak' });
const requestsInValley = registry.counter('http_reqs', { phase: 'valley' });
const failed = registry.cell('rate', 'http_req_failed');
const latency = registry.cell('trend', 'http_req_duration');
const vus = registry.cell('gauge', 'vus');

const readerOf = (metrics: object = shown): CellReader => new CellReader(parseRunSummary({ state, metrics }));

describe('a cell is read', () => {
  it('as the values of its type', () => {
    const reader = readerOf();
    expect(reader.values(requests)).toEqual({ count: 7 });
    expect(reader.values(failed)).toEqual({ rate: 0.25, passes: 1, fails: 3 });
    expect(reader.values(latency)).toEqual({ count: 4, avg: 12.5 });
    expect(reader.values(vus)).toEqual({ value: 3, min: 1, max: 5 });
    expect(reader.missing).toEqual([]);
  });

  it('as a count, which may be 0', () => {
    expect([readerOf().count(requests), readerOf().count(requestsInPeak)]).toEqual([7, 0]);
  });

  it('as a sum with others; that of none is 0', () => {
    expect(readerOf().sum([requests, requestsInPeak])).toBe(7);
    expect(readerOf().sum([])).toBe(0);
  });

  it('as the truth of its thresholds, null where k6 evaluated none', () => {
    const reader = readerOf();
    expect(['count>=1', 'count<5', 'count<6'].map((threshold) => reader.held(requests, threshold))).toEqual([
      true,
      false,
      null,
    ]);
    expect(reader.held(requestsInPeak, 'count>=1')).toBeNull();
    expect(reader.missing).toEqual([]);
  });
});

describe('a cell that k6 did not show', () => {
  it('is null in every way of reading it, never 0, and remembered once', () => {
    const reader = readerOf();
    expect([
      reader.values(requestsInValley),
      reader.count(requestsInValley),
      reader.sum([requests, requestsInValley]),
      reader.held(requestsInValley, 'count>=1'),
    ]).toEqual([null, null, null, null]);
    expect(reader.missing).toEqual(['http_reqs{phase:valley}']);
  });

  it('is remembered by each way of reading it', () => {
    const ways: ((reader: CellReader) => unknown)[] = [
      (reader) => reader.values(requestsInValley),
      (reader) => reader.count(requestsInValley),
      (reader) => reader.sum([requestsInValley]),
      (reader) => reader.held(requestsInValley, 'count>=1'),
    ];
    for (const way of ways) {
      const reader = readerOf();
      way(reader);
      expect(reader.missing).toEqual(['http_reqs{phase:valley}']);
    }
  });

  it('leaves no other of a sum unread', () => {
    const reader = readerOf({});
    expect(reader.sum([requestsInValley, requests, requestsInPeak])).toBeNull();
    expect(reader.missing).toEqual(['http_reqs{phase:valley}', 'http_reqs', 'http_reqs{phase:peak}']);
  });

  it('is one that k6 showed as another type, too', () => {
    const types = { counter: requests, rate: failed, trend: latency, gauge: vus };
    const values = {
      counter: { count: 1 },
      rate: { rate: 1, passes: 1, fails: 0 },
      trend: { count: 1 },
      gauge: { value: 1, min: 1, max: 1 },
    };
    fc.assert(
      fc.property(
        fc.constantFrom('counter', 'rate', 'trend', 'gauge'),
        fc.constantFrom('counter', 'rate', 'trend', 'gauge'),
        (told, seen) => {
          const cell = types[told];
          const reader = readerOf({
            [cell.key]: { type: seen, values: values[seen], thresholds: { 'x>1': { ok: true } } },
          });
          expect(reader.values(cell)).toEqual(told === seen ? values[seen] : null);
          expect(reader.held(cell, 'x>1')).toBe(told === seen ? true : null);
          expect(reader.missing).toEqual(told === seen ? [] : [cell.key]);
        },
      ),
    );
  });

  it('is not missed before it is read', () => {
    expect(readerOf({}).missing).toEqual([]);
  });
});
