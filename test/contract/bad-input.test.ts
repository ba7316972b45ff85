// A mistake is told before any load: one error that names the thing, the rule and the value; no report, exit code 107.
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, runK6, type K6RunOptions } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let script: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('bad-input');
  return () => target.close();
});

const phase = (changes: object): object => ({ profile: [{ name: 'only', hold: '10/s', duration: '1s', ...changes }] });
const endpoint = (changes: object): object => ({ endpoints: [{ name: 'read', path: '/ok', ...changes }] });
const criterion = (changes: object): object => ({
  criteria: [{ indicator: 'error ratio', target: 'rate<0.5', ...changes }],
});

const mistakes: [mistake: object, says: string][] = [
  [
    phase({ duration: '-1s' }),
    'Invalid duration of phase "only": expected a duration above zero in k6\'s notation, received "-1s".',
  ],
  [
    phase({ duration: 'soon' }),
    'Invalid duration of phase "only": expected a duration above zero in k6\'s notation, received "soon".',
  ],
  [
    phase({ duration: '0s' }),
    'Invalid duration of phase "only": expected a duration above zero in k6\'s notation, received "0s".',
  ],
  [
    phase({ hold: '-5/s' }),
    'Invalid load of phase "only": expected a rate of iterations or a number of VUs, received "-5/s".',
  ],
  [
    phase({ hold: 'fast' }),
    'Invalid load of phase "only": expected a rate of iterations or a number of VUs, received "fast".',
  ],
  [
    phase({ name: '' }),
    'Invalid phase name: expected a name without comma, quote, single brace, control character or outer space, received "".',
  ],
  [
    phase({ name: 'a,b' }),
    'Invalid phase name: expected a name without comma, quote, single brace, control character or outer space, received "a,b".',
  ],
  [{ profile: [] }, 'Invalid profile: expected at least one phase, received [].'],
  [
    {
      profile: [
        { name: 'x', hold: '1/s', duration: '1s' },
        { name: 'x', hold: '1/s', duration: '1s' },
      ],
    },
    'Invalid phase names: expected names that differ, received "x".',
  ],
  [
    endpoint({ name: "it's" }),
    'Invalid endpoint name: expected a name without comma, quote, single brace, control character or outer space, received "it\'s".',
  ],
  [
    endpoint({ name: ' read' }),
    'Invalid endpoint name: expected a name without comma, quote, single brace, control character or outer space, received " read".',
  ],
  [
    endpoint({ name: 'a\nb' }),
    'Invalid endpoint name: expected a name without comma, quote, single brace, control character or outer space, received',
  ],
  [
    endpoint({ name: 'a}{b' }),
    'Invalid endpoint name: expected a name without comma, quote, single brace, control character or outer space, received "a}{b".',
  ],
  [
    endpoint({ method: 'FETCH' }),
    'Invalid method of endpoint "read": expected GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, received "FETCH".',
  ],
  [
    endpoint({ path: '/pay/100%' }),
    'Invalid path of endpoint "read": expected two hexadecimal digits behind each %, received "/pay/100%".',
  ],
  [
    endpoint({ path: '/pay\u007f' }),
    'Invalid path of endpoint "read": expected a path without spaces and control characters, received',
  ],
  [{ preflight: '/100%' }, 'Invalid preflight: expected two hexadecimal digits behind each %, received "/100%".'],
  [
    endpoint({ timeout: '5' }),
    'Invalid timeout of endpoint "read": expected a duration above zero in k6\'s notation, received "5".',
  ],
  [
    {
      endpoints: [
        { name: 'x', path: '/' },
        { name: 'x', path: '/' },
      ],
    },
    'Invalid endpoint names: expected names that differ, received "x".',
  ],
  [criterion({ phase: 'other' }), 'expected one of "only", received "other". Name a phase of the profile.'],
  [criterion({ endpoint: 'other' }), 'expected one of "read", received "other". Name an endpoint of the plan.'],
  [
    criterion({ indicator: 'happiness' }),
    'expected one of "latency", "error ratio", "throughput", "checks", "completed iterations", or a built-in metric of k6, received "happiness".',
  ],
  [
    criterion({ target: 'rate<' }),
    'Invalid threshold expression: expected statistic, operator and number, received "rate<".',
  ],
  [
    criterion({ target: 'p(95)<1' }),
    'Invalid threshold expression: expected a statistic of a rate, received "p(95)<1".',
  ],
  [
    { criteria: [{ indicator: 'error ratio', target: 'rate<0.5', Phase: 'only' }] },
    'expected no other fields than indicator, target, phase, phases, endpoint, endpoints, group, check, bound, severity, minimumSamples, abortOnFail, received "Phase". Check its spelling: perhaps "phase".',
  ],
  [
    endpoint({ expectedStatus: 200 }),
    'Invalid endpoint: expected no other fields than name, path, method, baseUrl, body, expectedStatuses, checks, headers, cookies, auth, tags, timeout, responseType, compression, received "expectedStatus". Check its spelling: perhaps "expectedStatuses".',
  ],
  [endpoint({ expectedStatuses: 200 }), 'Invalid expectedStatuses of endpoint: expected a list, received 200.'],
  [
    criterion({ target: 'rate<5' }),
    'expected a limit that a ratio from 0 to 1 can miss, received "rate<5". Write 5 % as 0.05.',
  ],
  [{ profile: 'fast' }, 'Invalid profile of plan: expected a list, or a function that gives one, received "fast".'],
  [{ preflight: 5 }, 'Invalid preflight of plan: expected a text, received 5.'],
  [{ criteria: [] }, 'Invalid criteria: expected at least one criterion, received [].'],
  [
    { name: '../escape' },
    'Invalid plan name: expected at most 100 letters, digits, dots, hyphens and underscores, received "../escape".',
  ],
  [{ k6Options: { vus: 5 } }, 'Invalid k6Options: expected options that the plan does not decide, received "vus".'],
];

async function expectRefusal(options: K6RunOptions, says: string): Promise<void> {
  const run = await runK6(script, { ...options, env: { BASE_URL: target.url, ...options.env } });
  // The log line stands in quotes, with its own quotes escaped.
  expect(run.stderr.replaceAll('\\"', '"').replaceAll('\\\\', '\\')).toContain(says);
  expect(run.exitCode).toBe(107);
  expect(run.files).toEqual([]);
}

test.concurrent.each(mistakes)('%j is refused', async (mistake, says) => {
  await expectRefusal({ env: { MISTAKE: JSON.stringify(mistake) } }, says);
});

test.concurrent.each(['localhost:3000', 'ftp://127.0.0.1', 'http://', 'http://127.0.0.1/?x=1'])(
  'BASE_URL %s is refused',
  async (url) => {
    await expectRefusal(
      { env: { BASE_URL: url } },
      `Invalid BASE_URL: expected an http or https URL, received "${url}".`,
    );
  },
);

test('a password in a BASE_URL that is refused is not shown', async () => {
  const run = await runK6(script, { env: { BASE_URL: 'http://user:pass@word@127.0.0.1/?x=1' } });
  expect(run.stderr).toContain(
    'Invalid BASE_URL: expected an http or https URL, received \\"http://***@127.0.0.1/?x=1\\"',
  );
  expect(run.stderr).not.toMatch(/pass|word@/);
});

test.concurrent.each(['0', '-1', '2', 'fast'])('TIME_SCALE %s is refused', async (scale) => {
  await expectRefusal(
    { env: { TIME_SCALE: scale } },
    `Invalid TIME_SCALE: expected a number above 0 and at most 1, received "${scale}".`,
  );
});

test.concurrent.each(['missing', '/nowhere/at/all', 'reports/../samples'])(
  'the report folder %s, which is not there, is refused',
  async (reportFolder) => {
    await expectRefusal(
      { reportFolder },
      `Invalid REPORT_DIR: expected a folder that exists, received "${reportFolder}". Create it (k6 creates no folders), or set REPORT_DIR to another.`,
    );
  },
);
