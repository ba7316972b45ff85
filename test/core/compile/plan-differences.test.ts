import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { k6OptionsFor, type K6Options } from '../../../lib/core/compile/k6-options.ts';
import { kindOfOption } from '../../../lib/core/compile/option-kinds.ts';
import { planDifferences } from '../../../lib/core/compile/plan-differences.ts';
import { shownDifferences } from '../../../lib/core/compile/shown-differences.ts';
import { planOf } from '../run-data.ts';
import captured from '../measure/captured/options.json' with { type: 'json' };

const planned: K6Options = JSON.parse(JSON.stringify(captured.planned));
const { actual, changed } = captured;

describe('the options of the real k6', () => {
  it('do not differ from those of the plan when the plan ran, though k6 spells them its own way', () => {
    // 1m0s for 1m, null for what the plan leaves to k6, thresholds in another order.
    expect(actual.scenarios['plan-1'].timeUnit).toBe('1m0s');
    expect(planDifferences(planned, actual)).toEqual([]);
    expect(shownDifferences(planned, actual)).toEqual([]);
  });

  it('are all of a known kind', () => {
    expect(Object.keys(actual).filter((option) => kindOfOption(option) === undefined)).toEqual([]);
  });

  const replaced = (executor: string): string => `scenarios.default was {"executor":"${executor}"`;
  it.each([
    ['--vus 3 --iterations 5', replaced('shared-iterations')],
    ['--vus 3 --duration 5s', replaced('constant-vus')],
    ['K6_VUS=3 K6_DURATION=5s', replaced('constant-vus')],
    ['--stage 1s:3', replaced('ramping-vus')],
    ['--config with vus and iterations', replaced('shared-iterations')],
    ['--no-setup', 'noSetup was true, the plan says nothing.'],
    ['--rps 5', 'rps was 5, the plan says nothing.'],
    ['--min-iteration-duration 2s', 'minIterationDuration was "2s", the plan says nothing.'],
    ['--execution-segment 0:1/2', 'executionSegment was "0:1/2", the plan says nothing.'],
    ['--throw', 'throw was true, the plan says nothing.'],
    ['--discard-response-bodies', 'discardResponseBodies was true, the plan says nothing.'],
    ['--summary-trend-stats avg,p(95)', 'summaryTrendStats was ["avg","p(95)"], the plan says ['],
    [
      '--system-tags method,url',
      "systemTags leave out expected_response, group, name, status, which the plan's sub-metrics select by.",
    ],
    ['--no-teardown', 'noTeardown was true, the plan says nothing.'],
    ['--no-connection-reuse', 'noConnectionReuse was true, the plan says nothing.'],
    ['--blacklist-ip 10.0.0.0/8', 'blacklistIPs was ["10.0.0.0/8"], the plan says nothing.'],
    ['--no-vu-connection-reuse', 'noVUConnectionReuse was true, the plan says nothing.'],
    ['--block-hostnames shop.test', 'blockHostnames was ["shop.test"], the plan says nothing.'],
    ['--tag phase=peak', 'tags set phase for every sample'],
    ['--tag name=x --tag error_class=y', 'tags set name, error_class for every sample'],
  ] as const)('differ after %s', (what, begin) => {
    const options = { ...actual, ...changed[what] };
    const differences = planDifferences(planned, options);
    expect(differences).toHaveLength(1);
    expect(differences[0]?.slice(0, begin.length)).toBe(begin);
    expect(shownDifferences(planned, options)).toEqual([]);
  });

  it.each([
    ['--user-agent me', ['userAgent was "me", the plan says nothing.']],
    ['--insecure-skip-tls-verify', ['insecureSkipTLSVerify was true, the plan says nothing.']],
    ['--dns ttl=0', ['dns was {"ttl":"0"}, the plan says nothing.', 'So dns can lead to another target.']],
    ['--max-redirects 0', ['maxRedirects was 0, the plan says nothing.']],
    ['--batch 5', ['batch was 5, the plan says nothing.']],
    [
      '--config with hosts',
      ['hosts was {"shop.test":"127.0.0.1:8080"}, the plan says nothing.', 'So hosts can lead to another target.'],
    ],
    ['--local-ips 127.0.0.1', ['localIPs was "127.0.0.1", the plan says nothing.']],
  ] as const)('merely differ after %s', (what, sentences) => {
    const options = { ...actual, ...changed[what] };
    expect(planDifferences(planned, options)).toEqual([]);
    expect(shownDifferences(planned, options)).toEqual(sentences);
  });

  it.each([
    '--no-color --http-debug',
    '--tag build=7',
    '--no-thresholds',
    '--summary-time-unit s',
    '--console-output /dev/null',
    'K6_SETUP_TIMEOUT=5s K6_TEARDOWN_TIMEOUT=6s',
  ] as const)('do not differ after %s', (what) => {
    const options = { ...actual, ...changed[what] };
    expect([...planDifferences(planned, options), ...shownDifferences(planned, options)]).toEqual([]);
  });

  it('differ in several ways at once', () => {
    const both = { ...actual, ...changed['--no-setup'], ...changed['--rps 5'], ...changed['--vus 3 --iterations 5'] };
    expect(planDifferences(planned, both).map((difference) => difference.split(' ')[0])).toEqual([
      'scenarios.default',
      'noSetup',
      'rps',
    ]);
  });
});

describe('a change that nobody may overlook', () => {
  /** What k6 ran with, with one field set to something else. */
  function changedAt(path: readonly (string | number)[], value: unknown): unknown {
    const copy: unknown = structuredClone(actual);
    let place: unknown = copy;
    for (const step of path.slice(0, -1)) place = Reflect.get(Object(place), step);
    Reflect.set(Object(place), path.at(-1) ?? '', value);
    return copy;
  }

  it.each([
    [
      ['scenarios', 'plan-1', 'stages', 0, 'target'],
      239,
      'scenarios.plan-1.stages[0].target was 239, the plan says 240.',
    ],
    [
      ['scenarios', 'plan-1', 'stages', 2, 'duration'],
      '1m29s',
      'scenarios.plan-1.stages[2].duration was "1m29s", the plan says "1m30s".',
    ],
    [['scenarios', 'plan-1', 'timeUnit'], '1s', 'scenarios.plan-1.timeUnit was "1s", the plan says "1m".'],
    [['scenarios', 'plan-1', 'timeUnit'], null, 'scenarios.plan-1.timeUnit was null, the plan says "1m".'],
    [['scenarios', 'plan-1', 'startTime'], '1s', 'scenarios.plan-1.startTime was "1s", the plan says "0s".'],
    [['scenarios', 'plan-1', 'preAllocatedVUs'], 7, 'scenarios.plan-1.preAllocatedVUs was 7, the plan says 8.'],
    [['scenarios', 'plan-1', 'maxVUs'], 100, 'scenarios.plan-1.maxVUs was 100, the plan says nothing.'],
    [['scenarios', 'plan-1', 'exec'], 'other', 'scenarios.plan-1.exec was "other", the plan says nothing.'],
    [
      ['scenarios', 'plan-1', 'tags'],
      { plan: 'captured', phase: 'peak' },
      'scenarios.plan-1.tags.phase was "peak", the plan says nothing.',
    ],
    [['scenarios', 'plan-1', 'tags'], null, 'scenarios.plan-1.tags was null, the plan says {"plan":"captured"}.'],
    [
      ['scenarios', 'plan-1', 'executor'],
      'constant-arrival-rate',
      'scenarios.plan-1.executor was "constant-arrival-rate", the plan says "ramping-arrival-rate".',
    ],
    [
      ['scenarios', 'plan-1', 'env', 'K6_ACCEPTANCE_PHASES'],
      '{}',
      'scenarios.plan-1.env.K6_ACCEPTANCE_PHASES was "{}", the plan says ',
    ],
    [['scenarios', 'plan-2', 'startVUs'], 3, 'scenarios.plan-2.startVUs was 3, the plan says 2.'],
    [['scenarios', 'plan-2'], null, 'scenarios.plan-2 was null, the plan says {'],
    [
      ['scenarios', 'mine'],
      { executor: 'constant-vus', vus: 5 },
      'scenarios.mine was {"executor":"constant-vus","vus":5}, the plan says nothing.',
    ],
    [['scenarios'], null, 'scenarios was null, the plan says {'],
    [['scenarios'], {}, 'scenarios.plan-1 was nothing, the plan says {'],
    [
      ['thresholds', 'http_req_failed{plan:captured}'],
      [],
      'thresholds.http_req_failed{plan:captured} was [], the plan says ["rate<0.01"].',
    ],
    [
      ['thresholds', 'http_req_failed{plan:captured}'],
      ['rate<0.5'],
      'thresholds.http_req_failed{plan:captured}[0] was "rate<0.5", the plan says "rate<0.01".',
    ],
    [
      ['thresholds', 'http_req_failed{plan:captured}'],
      ['rate<0.01', 'rate<0.5'],
      'thresholds.http_req_failed{plan:captured} was ["rate<0.01","rate<0.5"], the plan says ["rate<0.01"].',
    ],
    [
      ['thresholds', 'http_req_failed{plan:captured}'],
      [{ threshold: 'rate<0.01', abortOnFail: true }],
      'thresholds.http_req_failed{plan:captured}[0] was {"threshold":"rate<0.01","abortOnFail":true}, the plan says "rate<0.01".',
    ],
    [['thresholds', 'data_sent'], ['count>5'], 'thresholds.data_sent was ["count>5"], the plan says nothing.'],
    [['thresholds'], null, 'thresholds was null, the plan says {'],
    [
      ['systemTags'],
      null,
      "systemTags leave out expected_response, group, name, status, which the plan's sub-metrics select by.",
    ],
    [
      ['systemTags'],
      ['group', 'name', 'status'],
      "systemTags leave out expected_response, which the plan's sub-metrics select by.",
    ],
    [
      ['systemTags'],
      ['group', 'expected_response', 'status', 'url'],
      "systemTags leave out name, which the plan's sub-metrics select by.",
    ],
    [['thresholds'], undefined, 'thresholds was nothing, the plan says {'],
    [['summaryTrendStats'], undefined, 'summaryTrendStats was nothing, the plan says ['],
    [['tags'], { expected_response: 'true' }, 'tags set expected_response for every sample'],
    [['tags'], { recorded: 'peak' }, 'tags set recorded for every sample'],
    [['tags'], { phase_of: 'request' }, 'tags set phase_of for every sample'],
    [['tags'], { preflight: 'failed', scenario: 'plan-1' }, 'tags set scenario, preflight for every sample'],
    [['tags'], { plan: 'captured' }, 'tags set plan for every sample'],
    [['tags'], { group: '::setup', status: '200' }, 'tags set group, status for every sample'],
    [['tags'], { endpoints_0123abcd: 'in' }, 'tags set endpoints_0123abcd for every sample'],
    [
      ['tags'],
      { endpoints_ffffffff: 'out', build: '7', phase: 'peak', endpoints_00000000: 'in' },
      'tags set phase, endpoints_ffffffff, endpoints_00000000 for every sample, which the plan sets for each.',
    ],
  ] as const)('is told: %j = %j', (path, value, begin) => {
    const differences = planDifferences(planned, changedAt(path, value));
    expect(differences).toHaveLength(1);
    expect(differences[0]?.slice(0, begin.length)).toBe(begin);
  });

  it.each([
    [['scenarios', 'plan-1', 'startTime'], null],
    [['scenarios', 'plan-1', 'startTime'], '0s'],
    [['scenarios', 'plan-1', 'stages', 2, 'duration'], '90s'],
    [['scenarios', 'plan-1', 'gracefulStop'], '3726001ms'],
    [['scenarios', 'plan-2', 'startTime'], '91s'],
    [['noSetup'], false],
    [['throw'], undefined],
    [['systemTags'], ['status', 'name', 'group', 'expected_response']],
    [['tags'], {}],
    [['tags'], { testid: '7' }],
    [['tags'], { endpoints: 'all', endpoints_abc: 'in', my_endpoints_0123abcd: 'in' }],
    [['httpDebug'], 'full'],
    [['setupTimeout'], '90s'],
    [['dns'], null],
    [['dns'], { ttl: null, select: null, policy: null }],
    [['hosts'], {}],
    [['teardownTimeout'], '90s'],
    [['handleSummaryTimeout'], '90s'],
    [['summaryTimeUnit'], 's'],
    [['consoleOutput'], '/dev/null'],
    [['metricSamplesBufferSize'], 5],
    [['features'], 'native-histograms'],
    [['noConnectionReuse'], false],
    [['insecureSkipTLSVerify'], false],
    [['noTeardown'], false],
  ] as const)('is none in another spelling: %j = %j', (path, value) => {
    const options = changedAt(path, value);
    expect([...planDifferences(planned, options), ...shownDifferences(planned, options)]).toEqual([]);
  });

  it.each([undefined, null, 'options', [], 5])('is that k6 tells no options: %j', (options) => {
    expect(planDifferences(planned, options)).toEqual([
      expect.stringMatching(/^k6 tells no options \(.*\), so nothing proves that the plan ran\.$/),
    ]);
    expect(shownDifferences(planned, options)).toEqual([]);
  });

  it('is an option of the plan or of k6 that is not there at all', () => {
    for (const option of ['scenarios', 'thresholds', 'summaryTrendStats']) {
      const rest = Object.fromEntries(Object.entries(actual).filter(([key]) => key !== option));
      expect(planDifferences(planned, rest).map((difference) => difference.slice(0, option.length))).toEqual([option]);
    }
    expect(
      planDifferences(
        { ...planned, rps: 5 },
        Object.fromEntries(Object.entries(actual).filter(([key]) => key !== 'rps')),
      ),
    ).toHaveLength(1);
  });

  it.each([
    ['rps', 0],
    ['minIterationDuration', '0s'],
    ['batch', 20],
    ['batchPerHost', 6],
    ['maxRedirects', 10],
  ])('is none where something says of %s what k6 does anyway', (option, value) => {
    expect(planDifferences(planned, { ...actual, [option]: value })).toEqual([]);
    expect(shownDifferences(planned, { ...actual, [option]: value })).toEqual([]);
    expect(planDifferences({ ...planned, [option]: value }, actual)).toEqual([]);
  });

  it('is told of an option that the plan itself asks of k6 and that did not take effect', () => {
    expect(planDifferences({ ...planned, rps: 5 }, actual)).toEqual(['rps was null, the plan says 5.']);
    expect(planDifferences({ ...planned, throw: true }, { ...actual, throw: true })).toEqual([]);
    expect(
      planDifferences({ ...planned, minIterationDuration: '90s' }, { ...actual, minIterationDuration: '1m30s' }),
    ).toEqual([]);
  });

  it.each([
    [['noCookiesReset'], true, 'noCookiesReset was true, the plan says nothing.'],
    [['vus'], 3, 'vus was 3, the plan says nothing.'],
    [['optionOfTomorrow'], 1, 'optionOfTomorrow was 1, the plan says nothing.'],
  ] as const)('is one of what is sent, or of nobody knows what: %j = %j', (path, value, sentence) => {
    const options = changedAt(path, value);
    expect(planDifferences(planned, options)).toEqual([sentence]);
    expect(shownDifferences(planned, options)).toEqual([]);
  });

  // As k6 v2.2.0 writes as JSON what a script gave it.
  it('is looked for within what the plan sets to an object', () => {
    const options = { ...planned, blacklistIPs: ['10.0.0.0/8'], minIterationDuration: 100 };
    const shown = { ...actual, blacklistIPs: ['10.0.0.0/8'], minIterationDuration: '100ms' };
    expect(planDifferences(options, shown)).toEqual([]);
    expect(planDifferences(options, { ...shown, blacklistIPs: [] })).toHaveLength(1);
    expect(planDifferences(options, { ...shown, minIterationDuration: '101ms' })).toHaveLength(1);
  });

  it('shows nothing of the environment of a foreign scenario', () => {
    const foreign = { executor: 'shared-iterations', vus: 3, env: { TOKEN: 's3cret' }, exec: null };
    expect(planDifferences(planned, { ...actual, scenarios: { foreign } })).toEqual([
      'scenarios.foreign was {"executor":"shared-iterations","vus":3}, the plan says nothing.',
    ]);
  });

  it('is told in one printable line, however long or hostile it is', () => {
    const hostile = planDifferences(planned, {
      ...actual,
      scenarios: { ...actual.scenarios, ['\u001b[31m\n'.repeat(200)]: { exec: '\u0007' } },
    });
    expect(hostile).toHaveLength(1);
    expect(hostile[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(hostile[0]?.length).toBeLessThan(450);
  });
});

describe('an option that merely differs', () => {
  it.each([
    [
      { tlsVersion: { min: 'tls1.0', max: 'tls1.0' } },
      ['tlsVersion was {"min":"tls1.0","max":"tls1.0"}, the plan says nothing.'],
    ],
    [
      { tlsCipherSuites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] },
      ['tlsCipherSuites was ["TLS_RSA_WITH_AES_128_CBC_SHA"], the plan says nothing.'],
    ],
    [{ batchPerHost: 3 }, ['batchPerHost was 3, the plan says nothing.']],
    [
      { dns: { ttl: null, select: 'random', policy: null } },
      ['dns was {"select":"random"}, the plan says nothing.', 'So dns can lead to another target.'],
    ],
  ])('is shown with its value, and is no fault: %j', (changes, sentences) => {
    expect(planDifferences(planned, { ...actual, ...changes })).toEqual([]);
    expect(shownDifferences(planned, { ...actual, ...changes })).toEqual(sentences);
  });

  it('is shown with what the plan says of it', () => {
    const careless = { ...planned, insecureSkipTLSVerify: true, userAgent: 'shop-test', batch: 5 };
    expect(
      shownDifferences(careless, { ...actual, insecureSkipTLSVerify: true, userAgent: 'shop-test', batch: 5 }),
    ).toEqual([]);
    expect(shownDifferences(careless, { ...actual, insecureSkipTLSVerify: false, userAgent: 'me', batch: 5 })).toEqual([
      'insecureSkipTLSVerify was false, the plan says true.',
      'userAgent was "me", the plan says "shop-test".',
    ]);
  });

  it('comes after what decides which target was measured', () => {
    const options = { ...actual, batch: 5, dns: { ttl: '0' }, hosts: { 'shop.test': '127.0.0.1' } };
    expect(shownDifferences(planned, options).map((sentence) => sentence.split(' ', 2).join(' '))).toEqual([
      'hosts was',
      'So hosts',
      'dns was',
      'So dns',
      'batch was',
    ]);
  });

  // As k6 v2.2.0 writes as JSON what a script gave it.
  it('is looked for in every field of what the plan sets to an object', () => {
    const options = {
      ...planned,
      hosts: { 'Shop.test': '127.0.0.1:8080', '*.cdn.test': '127.0.0.1' },
      dns: { ttl: '1m' },
      tlsVersion: 'tls1.3',
      localIPs: '127.0.0.1/32',
      cloud: { projectID: 5, token: 's3cret' },
      tlsAuth: [{ cert: 'PEM', key: 's3cret' }],
    };
    const shown = {
      ...actual,
      hosts: { 'shop.test': '127.0.0.1:8080', '*.cdn.test': '127.0.0.1' },
      dns: { ttl: '1m', select: null, policy: null },
      tlsVersion: { min: 'tls1.3', max: 'tls1.3' },
      localIPs: null,
      cloud: { projectID: 5, token: 's3cret' },
      tlsAuth: [{ cert: 'PEM', key: 's3cret', password: null, domains: null }],
    };
    expect(shownDifferences(options, shown)).toEqual([]);
    expect(
      shownDifferences(
        { ...options, tlsVersion: { min: 'tls1.2' } },
        { ...shown, tlsVersion: { min: 'tls1.2', max: '' } },
      ),
    ).toEqual([]);
    expect(
      shownDifferences(options, { ...shown, hosts: { 'shop.test': '127.0.0.2:8080', 'pay.test': '127.0.0.3' } }),
    ).toEqual([
      'hosts.shop.test was "127.0.0.2:8080", the plan says "127.0.0.1:8080".',
      'hosts.pay.test was "127.0.0.3", the plan says nothing.',
      'hosts.*.cdn.test was nothing, the plan says "127.0.0.1".',
      'So hosts can lead to another target.',
    ]);
    expect(shownDifferences(options, { ...shown, dns: { ttl: 'inf', select: 'random', policy: null } })).toEqual([
      'dns.ttl was "inf", the plan says "1m".',
      'dns.select was "random", the plan says nothing.',
      'So dns can lead to another target.',
    ]);
    expect(shownDifferences(options, { ...shown, tlsVersion: { min: 'tls1.0', max: 'tls1.3' } })).toEqual([
      'tlsVersion.min was "tls1.0", the plan says "tls1.3".',
    ]);
    expect(shownDifferences(options, { ...shown, localIPs: '127.0.0.2' })).toEqual([
      'localIPs was "127.0.0.2", the plan says "127.0.0.1/32".',
    ]);
  });

  it.each([
    [{ tlsAuth: [{ cert: 'PEM', key: 's3cret', password: 's3cret', domains: null }] }, 'tlsAuth'],
    [{ cloud: { projectID: 5, token: 's3cret' } }, 'cloud'],
  ])('is not shown where it can be secret: %j', (changes, option) => {
    const sentences = [`${option} was not as the plan says (not shown, because it can be secret).`];
    expect(shownDifferences(planned, { ...actual, ...changes })).toEqual(sentences);
    expect(shownDifferences({ ...planned, ...changes }, actual)).toEqual(sentences);
    expect(planDifferences(planned, { ...actual, ...changes })).toEqual([]);
  });

  it('is told in printable lines', () => {
    const hostile = shownDifferences(planned, { ...actual, userAgent: '\u001b[31m\n'.repeat(200) });
    expect(hostile).toHaveLength(1);
    expect(hostile[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(hostile[0]?.length).toBeLessThan(450);
  });
});

// As Go writes a duration: 1h0m0s, 1m30s, 1.5s.
function goDuration(ms: number): string {
  const seconds = (ms % 60_000) / 1000;
  const minutes = Math.floor(ms / 60_000);
  if (minutes === 0) return `${seconds}s`;
  return minutes < 60 ? `${minutes}m${seconds}s` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}s`;
}

describe('whatever the plan,', () => {
  it("its durations are recognised in Go's spelling", () => {
    const ms = fc.oneof(
      fc.integer({ min: 1000, max: 10_000_000 }),
      fc.constantFrom(1000, 60_000, 61_001, 3_600_000, 3_661_001, 86_400_000),
    );
    fc.assert(
      fc.property(fc.array(ms, { minLength: 1, maxLength: 4 }), (lengths) => {
        const plan = planOf({
          profile: lengths.map((length, index) => ({
            name: `p${index}`,
            hold: index % 2 === 0 ? '5/s' : '5 VUs',
            duration: `${length}ms`,
          })),
          criteria: [{ indicator: 'latency', target: 'avg<5' }],
        });
        const options = k6OptionsFor(plan);
        let start = 0;
        const scenarios = Object.values(options.scenarios).map((scenario, index) => {
          const length = lengths[index] ?? NaN;
          const spelled = {
            ...scenario,
            startTime: start === 0 ? null : goDuration(start),
            stages: [{ duration: goDuration(length), target: 5 }],
          };
          start += length;
          return [`plan-${index + 1}`, spelled] as const;
        });
        const told = {
          ...actual,
          thresholds: options.thresholds,
          summaryTrendStats: options.summaryTrendStats,
          scenarios: Object.fromEntries(scenarios),
        };
        expect(planDifferences(options, told)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
