import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../../lib/core/document/acceptance-document.ts';
import { acceptanceOf, dataOf, planOf, requests, rowOf, setOk, soundSamples, type Sample } from '../../run-data.ts';

const plan = planOf({ metrics: [], criteria: [{ indicator: 'latency', phase: 'peak', target: 'p(95)<300' }] });

const withErrors = (...errors: readonly Sample[]): Acceptance =>
  acceptanceOf(plan, dataOf(plan, [...soundSamples(plan), ...errors]));
const failed = (
  times: number,
  errorClass: string,
  tags: { phase?: string; group?: string; name?: string } = { phase: 'peak' },
): Sample[] =>
  times === 0 ? [] : requests({ times, status: 0, durationMs: 0, errorClass, name: 'list items', ...tags });

/** The codes and phases of the faults. */
const touched = ({ faults }: Acceptance): readonly (readonly [string, readonly string[]])[] =>
  faults.map(({ code, phases }) => [code, phases]);

describe('errors on the side of k6', () => {
  it.each(['DNS', 'local ports'])(
    'are a fault from the first where they do not pass by themselves: %s',
    (errorClass) => {
      expect(touched(withErrors(...failed(1, errorClass)))).toEqual([['generator-errors', ['peak']]]);
      expect(withErrors(...failed(1, errorClass)).verdict).toBe('INVALID');
    },
  );

  // Of 999 answered and so many failed requests: 1 of 1000 is 0.1 %, 2 of 1001 more.
  it.each([
    [0, []],
    [1, []],
    [2, [['generator-errors', ['peak']]]],
  ])('are a fault in more than 0.1 %% of the requests of a phase: %i', (times, faults) => {
    const sound = soundSamples(plan).map((sample) =>
      sample.tags['phase'] === 'peak' && sample.metric.startsWith('http_') && sample.tags['name'] === 'list items'
        ? { ...sample, times: 499 }
        : sample,
    );
    for (const errorClass of ['local descriptors', 'network unreachable']) {
      expect(touched(acceptanceOf(plan, dataOf(plan, [...sound, ...failed(times, errorClass)])))).toEqual(faults);
    }
  });

  it('count together, whatever their class', () => {
    expect(touched(withErrors(...failed(1, 'local descriptors')))).toEqual([]);
    expect(touched(withErrors(...failed(1, 'local descriptors'), ...failed(1, 'network unreachable')))).toEqual([
      ['generator-errors', ['peak']],
    ]);
  });

  it.each(['refused', 'reset', 'closed', 'timeout', 'TLS', 'status 503', 'other'])(
    'are not those of the target: %s',
    (errorClass) => {
      expect(withErrors(...failed(900, errorClass)).faults).toEqual([]);
    },
  );

  it('spoil the phases that had them, and leave the others their evidence', () => {
    const slow = planOf({
      metrics: [],
      criteria: [
        { indicator: 'latency', phase: 'peak', target: 'p(95)<50' },
        { indicator: 'latency', phase: 'warm-up', target: 'p(95)<300' },
      ],
    });
    const acceptance = acceptanceOf(
      slow,
      dataOf(slow, [...soundSamples(slow), ...failed(3, 'DNS', { phase: 'warm-up' })]),
    );
    expect(touched(acceptance)).toEqual([['generator-errors', ['warm-up']]]);
    expect(acceptance.criteria.map(({ verdict, noData }) => [verdict, noData?.code])).toEqual([
      ['FAIL', undefined],
      ['NO_DATA', 'run-fault'],
    ]);
    expect(acceptance.verdict).toBe('FAIL');
  });

  it('after the last phase touch no phase, but the run', () => {
    expect(touched(withErrors(...failed(1, 'DNS', { phase: 'after-plan' })))).toEqual([['generator-errors', []]]);
    // One of one is more than 0.1 %.
    expect(touched(withErrors(...failed(1, 'local descriptors', { phase: 'after-plan' })))).toEqual([
      ['generator-errors', []],
    ]);
    expect(withErrors(...failed(1, 'DNS', { phase: 'after-plan' })).verdict).toBe('INVALID');
  });

  it.each(['::setup', '::teardown'])('in %s are set aside', (group) => {
    expect(withErrors(...failed(5, 'DNS', { group }))).toMatchObject({ verdict: 'PASS', faults: [] });
  });

  it('are told by class', () => {
    const { faults, sentence } = withErrors(...failed(2, 'local ports'), ...failed(12, 'DNS', { phase: 'users' }));
    expect(faults.map(({ message }) => message)).toEqual([
      'Requests that failed on the side of k6 and not of the target: DNS 12, local ports 2.',
    ]);
    expect(sentence).toMatch(
      /^Requests that failed on the side of k6 and not of the target: DNS 12, local ports 2\. The run proves nothing/,
    );
  });
});

describe('the error ratio of the target', () => {
  const errors = (target: string) =>
    planOf({ metrics: [], criteria: [{ indicator: 'error ratio', phase: 'peak', target }] });
  /** 1000 sound requests of the phase, and these: one descriptor missing in 1010 is below 0.1 %. */
  const judged = (target: string, ...samples: readonly Sample[]): Acceptance =>
    acceptanceOf(errors(target), dataOf(errors(target), [...soundSamples(errors(target)), ...samples]));

  it('leaves the errors of k6 out, of the failed requests and of all', () => {
    const acceptance = judged('rate<0.02', ...failed(9, 'refused'), ...failed(1, 'local descriptors'));
    expect(rowOf(acceptance, 0)).toMatchObject({ verdict: 'PASS', observed: 9 / 1009, samples: 1009 });
    expect(acceptance.phases[1]).toMatchObject({
      requests: 1010,
      failedRequests: 10,
      generatorErrors: 1,
      errorRatio: 9 / 1009,
    });
    expect(acceptance.endpoints[0]).toMatchObject({
      failedRequests: 10,
      generatorErrors: 1,
      errorRatio: 9 / (1150 + 9),
    });
    expect(acceptance.totals).toMatchObject({ failedRequests: 10, generatorErrors: 1 });
  });

  it('is none where every request failed on the side of k6', () => {
    const only = planOf({ metrics: [], criteria: [{ indicator: 'error ratio', phase: 'peak', target: 'rate<0.02' }] });
    const samples = soundSamples(only).filter(
      ({ metric, tags }) => !(metric.startsWith('http_') && tags['phase'] === 'peak'),
    );
    const acceptance = acceptanceOf(only, dataOf(only, [...samples, ...failed(100, 'network unreachable')]));
    expect(acceptance.phases[1]).toMatchObject({
      requests: 100,
      failedRequests: 100,
      generatorErrors: 100,
      errorRatio: null,
    });
    expect(rowOf(acceptance, 0)).toMatchObject({ verdict: 'NO_DATA', observed: null, samples: 0 });
  });

  it('has no verdict where k6, which counts them all, says otherwise', () => {
    // 10 of 1010 are not below 0.0099; 9 of 1009 are.
    const acceptance = judged('rate<0.0099', ...failed(9, 'refused'), ...failed(1, 'local descriptors'));
    expect(acceptance.faults).toEqual([]);
    expect(rowOf(acceptance, 0)).toMatchObject({
      verdict: 'NO_DATA',
      observed: 9 / 1009,
      noData: { code: 'run-fault', message: 'k6 judged otherwise, on a ratio that has its own errors in it: 1' },
    });
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.warnings).toEqual([]);
  });

  it('fails where both say so', () => {
    expect(rowOf(judged('rate<0.005', ...failed(9, 'refused'), ...failed(1, 'local descriptors')), 0)).toMatchObject({
      verdict: 'FAIL',
      observed: 9 / 1009,
    });
  });

  it('still fails where k6 judged against the value and had no errors of its own', () => {
    const given = errors('rate<0.02');
    const data = dataOf(given, [...soundSamples(given), ...failed(9, 'refused')]);
    setOk(data, 'http_req_failed{phase:peak}', 'rate<0.02', false);
    expect(rowOf(acceptanceOf(given, data), 0)).toMatchObject({ verdict: 'FAIL' });
  });

  it('needs its samples without them', () => {
    const few = planOf({
      metrics: [],
      criteria: [{ indicator: 'error ratio', phase: 'peak', target: 'rate<0.02', minimumSamples: 1001 }],
    });
    const after = (...samples: readonly Sample[]) =>
      rowOf(acceptanceOf(few, dataOf(few, [...soundSamples(few), ...samples])), 0);
    expect(after(...failed(1, 'refused'))).toMatchObject({ verdict: 'PASS', samples: 1001 });
    expect(after(...failed(1, 'local descriptors'))).toMatchObject({
      verdict: 'NO_DATA',
      samples: 1000,
      noData: { code: 'too-few-samples' },
    });
  });

  it.each([
    [{ phase: 'peak', endpoint: 'list items' }, 9 / 509, 509],
    [{ endpoint: 'list items' }, 9 / 1159, 1159],
    [{ phase: 'peak' }, 9 / 1009, 1009],
    [{}, 9 / 2309, 2309],
  ])('leaves them out in every scope: %j', (scope, observed, samples) => {
    const scoped = planOf({ metrics: [], criteria: [{ indicator: 'error ratio', target: 'rate<0.02', ...scope }] });
    const data = dataOf(scoped, [...soundSamples(scoped), ...failed(9, 'refused'), ...failed(1, 'local descriptors')]);
    expect(rowOf(acceptanceOf(scoped, data), 0)).toMatchObject({ verdict: 'PASS', observed, samples });
  });

  it('is beside what k6 counts in the table of errors', () => {
    expect(
      judged('rate<0.02', ...failed(9, 'refused'), ...failed(1, 'local descriptors')).errors.map(
        ({ errorClass, side, count }) => [errorClass, side, count],
      ),
    ).toEqual([
      ['refused', 'target', 9],
      ['local descriptors', 'generator', 1],
    ]);
  });
});
