import { describe, expect, it } from 'vitest';
import { builtInIndicatorNames, builtInIndicators } from '../../../lib/core/plan/built-in-indicators.ts';
import { indicatorFor } from '../../../lib/core/plan/indicator-for.ts';
import { indicator } from '../../../lib/core/plan/indicator.ts';
import { vocabulary } from './vocabulary.ts';

describe('an indicator', () => {
  const given = {
    name: 'waiting',
    metric: 'http_req_waiting',
    type: 'trend',
    unit: 'ms',
    evidence: { by: 'own maximum' },
    sampledBy: 'request',
    dimensions: ['phase'],
  } as const;

  it('is as most are, but for what is given', () => {
    expect(indicator(given)).toMatchObject({
      ...given,
      tags: {},
      insteadOfNarrowing: 'k6 tells samples of http_req_waiting apart by nothing else',
      onlyStatistic: null,
      momentTag: 'phase',
      timedTags: {},
      countsGeneratorErrors: false,
      showsSaturation: false,
      isResponseTime: false,
    });
    expect(indicator(given).isSampledBy({ name: 'a', path: '/' })).toBe(true);
    expect(indicator({ ...given, countsGeneratorErrors: true, tags: { a: 'b' } })).toMatchObject({
      countsGeneratorErrors: true,
      tags: { a: 'b' },
    });
  });
});

describe('the built-in indicators', () => {
  it.each(builtInIndicatorNames)('%s bears its own name, whatever metrics a plan has', (name) => {
    expect(builtInIndicators[name].name).toBe(name);
    expect(indicatorFor(name, vocabulary.metrics)).toBe(builtInIndicators[name]);
    expect(indicatorFor(name, [])).toBe(builtInIndicators[name]);
  });

  it('say what of them is a response time, shows a target without VUs, and counts what fails in k6', () => {
    const told = builtInIndicatorNames.map((name) => {
      const { isResponseTime, showsSaturation, countsGeneratorErrors, sampledBy } = builtInIndicators[name];
      return [name, isResponseTime, showsSaturation, countsGeneratorErrors, sampledBy];
    });
    expect(told).toEqual([
      ['latency', true, true, false, 'request'],
      ['error ratio', false, true, true, 'request'],
      ['throughput', false, false, false, 'request'],
      ['checks', false, false, false, 'check'],
      ['completed iterations', false, false, false, 'iteration'],
    ]);
  });

  it('need nothing of the plan, but for completed iterations', () => {
    expect(builtInIndicatorNames.filter((name) => builtInIndicators[name].needs !== null)).toEqual([
      'completed iterations',
    ]);
  });

  it('know which of their samples are of the phase that they bear where that makes a rate', () => {
    expect(builtInIndicatorNames.map((name) => [name, builtInIndicators[name].timedTags])).toEqual([
      ['latency', {}],
      ['error ratio', {}],
      ['throughput', { phase_of: 'request' }],
      ['checks', {}],
      ['completed iterations', {}],
    ]);
  });

  it('are sampled by every endpoint, checks by those that have one', () => {
    const endpoints = [
      { name: 'a', path: '/', checks: { ok: () => true } },
      { name: 'b', path: '/', checks: {} },
      { name: 'c', path: '/' },
    ];
    const sampled = builtInIndicatorNames.map((name) => [
      name,
      endpoints.filter((endpoint) => builtInIndicators[name].isSampledBy(endpoint)).map((endpoint) => endpoint.name),
    ]);
    expect(sampled).toEqual([
      ['latency', ['a', 'b', 'c']],
      ['error ratio', ['a', 'b', 'c']],
      ['throughput', ['a', 'b', 'c']],
      ['checks', ['a']],
      ['completed iterations', ['a', 'b', 'c']],
    ]);
    const { isSampledBy } = builtInIndicators.checks;
    expect(endpoints.map((endpoint) => isSampledBy(endpoint, 'ok'))).toEqual([true, false, false]);
    expect(endpoints.map((endpoint) => isSampledBy(endpoint, 'toString'))).toEqual([false, false, false]);
  });
});

describe("a metric of the plan's own", () => {
  it.each([
    ['queue_wait', 'trend', 'ms', 'queue_wait_samples', 'script', ['phase', 'group']],
    ['cache_hit', 'rate', 'ratio', 'cache_hit_samples', 'script', ['phase', 'group']],
    ['replicas', 'gauge', '', 'replicas_samples', 'script', ['phase', 'group']],
    // Nothing fed it where no iteration ran: else it is truly 0.
    ['orders', 'counter', 'orders', 'iterations', 'iteration', ['phase']],
  ])('%s is an indicator, with its evidence and scopes', (name, type, unit, evidence, sampledBy, dimensions) => {
    expect(indicatorFor(name, vocabulary.metrics)).toMatchObject({
      name,
      metric: name,
      type,
      unit,
      tags: {},
      evidence: { by: 'counter', metric: evidence, tags: {} },
      sampledBy,
      dimensions,
      momentTag: 'recorded',
      timedTags: {},
      countsGeneratorErrors: false,
    });
  });

  it.each(['nope', 'queue_wait_samples', 'Latency', 'toString', '', undefined, null, 5])('%j is none', (name) => {
    expect(indicatorFor(name, vocabulary.metrics)).toBeUndefined();
  });
});
