import { describe, expect, it } from 'vitest';
import type { Warning } from '../../../lib/core/document/warning.ts';
import {
  acceptanceOf,
  dataOf,
  dropThresholds,
  metricOf,
  planOf,
  requests,
  sampled,
  setOk,
  soundSamples,
  type K6Data,
  type Sample,
} from '../run-data.ts';

const plan = planOf();

const warningsAfter = (...extra: readonly Sample[]): readonly Warning[] =>
  acceptanceOf(plan, dataOf(plan, [...soundSamples(plan), ...extra])).warnings;

function warningsWith(change: (data: K6Data) => void): readonly Warning[] {
  const data = dataOf(plan);
  change(data);
  return acceptanceOf(plan, data).warnings;
}

it('a sound run has none', () => {
  expect(warningsAfter()).toEqual([]);
});

describe('trial', () => {
  it.each([
    ['0.5', ['TIME_SCALE 0.5 shrank the phases: this is a trial of the script, not of the target.']],
    ['0.999', ['TIME_SCALE 0.999 shrank the phases: this is a trial of the script, not of the target.']],
    ['1', []],
  ])('is warned of at time scale %s', (timeScale, messages) => {
    expect(acceptanceOf(planOf({}, timeScale)).warnings.map(({ message }) => message)).toEqual(messages);
  });
});

describe('dropped iterations', () => {
  it('are counted', () => {
    expect(warningsAfter(sampled('dropped_iterations', 1, 1, { scenario: 'plan-1' }))).toEqual([
      { code: 'dropped-iterations', message: 'Iterations dropped: 1. No VU was free when they were due.' },
    ]);
  });

  it('do not take the PASS of a load that was delivered', () => {
    const samples = [...soundSamples(plan), sampled('dropped_iterations', 1, 4, { scenario: 'plan-1' })];
    expect(acceptanceOf(plan, dataOf(plan, samples)).verdict).toBe('PASS');
  });
});

describe('latency in the closed model', () => {
  const codes = (changes: Parameters<typeof planOf>[0]): readonly string[] =>
    acceptanceOf(planOf({ metrics: [], ...changes })).warnings.map(({ code }) => code);
  const latency = { indicator: 'latency', target: 'p(95)<300' } as const;

  it('is warned of, with the phases', () => {
    expect(acceptanceOf(planOf({ metrics: [], criteria: [{ ...latency, phase: 'users' }] })).warnings).toEqual([
      {
        code: 'coordinated-omission',
        message:
          'Latency was judged in the closed model ("users"): a slow answer holds back the requests that would have come meanwhile, so the percentiles look better than they would at a steady rate. Judge latency in an open phase.',
      },
    ]);
  });

  it('is warned of where the criterion looks at the whole run, or at one endpoint', () => {
    expect(codes({ criteria: [latency] })).toEqual(['coordinated-omission']);
    expect(codes({ criteria: [{ ...latency, phase: 'users', endpoint: 'list items' }] })).toEqual([
      'coordinated-omission',
    ]);
  });

  it.each([
    ['an open phase', { criteria: [{ ...latency, phase: 'peak' }] }],
    ['another indicator', { criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }] }],
    [
      'a pause without VUs',
      {
        profile: [
          { name: 'peak', hold: '50/s', duration: '10s' },
          { name: 'pause', hold: '0 VUs', duration: '10s' },
        ],
        criteria: [latency],
      },
    ],
  ] as const)('is not warned of in %s', (_, changes) => {
    expect(codes(changes)).toEqual([]);
  });
});

describe('requests without an endpoint', () => {
  it('are counted with the redirects that they followed', () => {
    const extra = [...requests({ times: 2, phase: 'peak' }), ...requests({ times: 3, phase: 'peak', status: 302 })];
    expect(warningsAfter(...extra)).toEqual([
      {
        code: 'requests-without-endpoint',
        message: "Requests past the plan's endpoints: 5. They count in phases and totals, but in no endpoint's row.",
      },
    ]);
  });

  it.each([
    ['one of them', requests({ phase: 'peak' })],
    ['one redirect', requests({ phase: 'peak', status: 301 })],
  ])('are warned of from the first: %s', (_, extra) => {
    expect(warningsAfter(...extra).map(({ code }) => code)).toEqual(['requests-without-endpoint']);
  });

  it('are not those of setup and teardown', () => {
    expect(
      warningsAfter(
        ...requests({ times: 9, group: '::setup' }),
        ...requests({ times: 9, group: '::teardown', status: 302 }),
      ),
    ).toEqual([]);
  });
});

describe('failed requests without a class', () => {
  const failed = (times: number, classified: number): readonly Sample[] =>
    requests({ times, name: 'list items', phase: 'users', status: 500, errorClass: 'status 500' }).map((sample) =>
      sample.metric === 'request_errors' ? { ...sample, times: classified } : sample,
    );

  it.each([
    [3, 3, []],
    [3, 4, []],
    [3, 2, ['Failed requests of endpoints in no class of errors: 1.']],
    [3, 0, ['Failed requests of endpoints in no class of errors: 3.']],
  ])('of %d, %d of them classified, are counted', (times, classified, messages) => {
    expect(warningsAfter(...failed(times, classified)).map(({ message }) => message)).toEqual(messages);
  });
});

it('failed requests of one endpoint are not made up for by unsent ones of another', () => {
  const extra = [
    ...requests({ name: 'list items', phase: 'users', status: 500, errorClass: 'status 500' }).filter(
      ({ metric }) => metric !== 'request_errors',
    ),
    sampled('request_errors', 1, 1, { name: 'place order', phase: 'users', plan: 'shop', error_class: 'other' }),
  ];
  expect(warningsAfter(...extra).map(({ message }) => message)).toEqual([
    'Failed requests of endpoints in no class of errors: 1.',
  ]);
});

describe('options that merely differ from the plan', () => {
  it('are told in one warning, and change no verdict', () => {
    const shownDifferences = ['batch was 5, the plan says nothing.', 'userAgent was "me", the plan says nothing.'];
    const acceptance = acceptanceOf(plan, dataOf(plan), { shownDifferences });
    expect(acceptance).toMatchObject({
      verdict: 'PASS',
      faults: [],
      warnings: [
        {
          code: 'options-differ',
          message:
            'Options that merely differ from the plan\'s: batch was 5, the plan says nothing. userAgent was "me", the plan says nothing.',
        },
      ],
    });
  });

  it('do not hide that others replaced a part of it', () => {
    const acceptance = acceptanceOf(plan, dataOf(plan), {
      differences: ['rps was 5, the plan says nothing.'],
      shownDifferences: ['batch was 5, the plan says nothing.'],
    });
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['plan-replaced']);
    expect(acceptance.warnings.map(({ code }) => code)).toEqual(['options-differ']);
  });

  it.each([[], undefined])('are not warned of where there are none: %j', (shownDifferences) => {
    expect(acceptanceOf(plan, dataOf(plan), { shownDifferences }).warnings).toEqual([]);
  });
});

describe('a proxy', () => {
  it('is warned of, by the name of its variable, and changes no verdict', () => {
    const acceptance = acceptanceOf(plan, dataOf(plan), { proxy: 'HTTPS_PROXY' });
    expect(acceptance.verdict).toBe('PASS');
    expect(acceptance.warnings).toEqual([
      {
        code: 'proxied',
        message:
          'HTTPS_PROXY is set: what was measured is the proxy that it names, and http://shop.test:3000 only behind it. Name the host in NO_PROXY to measure it alone.',
      },
    ]);
  });

  it.each([null, undefined])('is not warned of where there is none: %j', (proxy) => {
    expect(acceptanceOf(plan, dataOf(plan), { proxy }).warnings).toEqual([]);
  });
});

describe("k6's judgement against the value", () => {
  const key = 'http_req_duration{expected_response:true,phase:peak}';
  const message = (value: number): string =>
    `k6 judged p(95)<300 on ${key} otherwise than its value ${value} says: taken as failed.`;

  it.each([
    [100, true, []],
    [100, false, [message(100)]],
    [300, true, [message(300)]],
    [300, false, []],
    [299.5, false, [message(299.5)]],
  ])('is warned of where they disagree: %d ms, ok: %s', (value, ok, messages) => {
    const warnings = warningsWith((data) => {
      metricOf(data, key).values['p(95)'] = value;
      setOk(data, key, 'p(95)<300', ok);
    });
    expect(warnings.map((warning) => warning.message)).toEqual(messages);
    expect(new Set(warnings.map(({ code }) => code)).size).toBe(messages.length);
  });

  it('is not warned of where there is no data', () => {
    const warnings = warningsWith((data) => {
      metricOf(data, key).values['count'] = 71;
      setOk(data, key, 'p(95)<300', false);
    });
    expect(warnings).toEqual([]);
  });

  it('is not warned of where k6 did not judge', () => {
    expect(warningsWith(dropThresholds)).toEqual([]);
  });

  it('is warned of for each criterion by itself', () => {
    const warnings = warningsWith((data) => {
      setOk(data, 'checks{phase:users}', 'rate>0.99', false);
      setOk(data, 'replicas{plan:shop}', 'value==3', false);
    });
    expect(warnings.map((warning) => warning.message)).toEqual([
      'k6 judged rate>0.99 on checks{phase:users} otherwise than its value 1 says: taken as failed.',
      'k6 judged value==3 on replicas{plan:shop} otherwise than its value 3 says: taken as failed.',
    ]);
  });
});

it('several warnings stand together', () => {
  const trial = planOf({}, '0.5');
  const samples = [
    ...soundSamples(trial),
    sampled('dropped_iterations', 1, 2, { scenario: 'plan-1' }),
    ...requests({ phase: 'peak' }),
    ...requests({ name: 'list items', phase: 'peak', status: 500, errorClass: 'status 500' }).filter(
      ({ metric }) => metric !== 'request_errors',
    ),
  ];
  expect(acceptanceOf(trial, dataOf(trial, samples)).warnings.map(({ code }) => code)).toEqual([
    'trial',
    'dropped-iterations',
    'requests-without-endpoint',
    'unclassified-errors',
  ]);
});
