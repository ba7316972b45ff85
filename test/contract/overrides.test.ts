// k6 lets the command line, the environment and a configuration file replace what the plan says, and tells nobody.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let script: string;
let config: string;
let hosts: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('sound');
  config = join(await mkdtemp(join(tmpdir(), 'k6-acceptance-config-')), 'config.json');
  await writeFile(config, JSON.stringify({ vus: 2, iterations: 3 }));
  hosts = config.replace('config.json', 'hosts.json');
  await writeFile(hosts, JSON.stringify({ hosts: { 'shop.example': '127.0.0.1' } }));
  return () => target.close();
});

type Override = {
  readonly what: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly exitCode: number;
  /** What the document says of it. */
  readonly says: string;
};

const overrides: Override[] = [
  { what: '--vus --iterations', args: ['--vus', '3', '--iterations', '5'], exitCode: 99, says: 'scenarios.default was {"executor":"shared-iterations","vus":3,"iterations":5}, the plan says nothing.' },
  { what: '--duration', args: ['--duration', '1s'], exitCode: 99, says: 'scenarios.default was {"executor":"constant-vus","duration":"1s"}, the plan says nothing.' },
  { what: '--stage', args: ['--stage', '1s:3'], exitCode: 99, says: 'scenarios.default was {"executor":"ramping-vus"' },
  { what: 'K6_VUS and K6_ITERATIONS', env: { K6_VUS: '2', K6_ITERATIONS: '3' }, exitCode: 99, says: 'scenarios.default was {"executor":"shared-iterations","vus":2,"iterations":3}' },
  { what: 'K6_DURATION', env: { K6_DURATION: '1s' }, exitCode: 99, says: 'scenarios.default was {"executor":"constant-vus","duration":"1s"}' },
  { what: '--config', args: ['--config', 'CONFIG'], exitCode: 99, says: 'scenarios.default was {"executor":"shared-iterations","vus":2,' },
  { what: '--summary-trend-stats', args: ['--summary-trend-stats', 'avg,p(95)'], exitCode: 0, says: 'summaryTrendStats was ["avg","p(95)"], the plan says ["count","avg"' },
  { what: 'K6_SUMMARY_TREND_STATS', env: { K6_SUMMARY_TREND_STATS: 'count,med' }, exitCode: 0, says: 'summaryTrendStats was ["count","med"]' },
  { what: '--system-tags without name', args: ['--system-tags', 'status,group,expected_response'], exitCode: 0, says: 'systemTags leave out name, which the plan\'s sub-metrics select by.' },
  { what: '--system-tags without expected_response', args: ['--system-tags', 'status,group,name'], exitCode: 99, says: 'systemTags leave out expected_response,' },
  { what: 'K6_SYSTEM_TAGS', env: { K6_SYSTEM_TAGS: 'name,status' }, exitCode: 99, says: 'systemTags leave out expected_response, group,' },
  { what: '--no-setup', args: ['--no-setup'], exitCode: 99, says: 'noSetup was true, the plan says nothing.' },
  { what: 'K6_NO_SETUP', env: { K6_NO_SETUP: 'true' }, exitCode: 99, says: 'noSetup was true, the plan says nothing.' },
  { what: '--no-thresholds', args: ['--no-thresholds'], exitCode: 0, says: 'k6 evaluated no threshold on script_exceptions, load_started_at_ms,' },
  { what: '--tag with a tag of the plan', args: ['--tag', 'phase=plateau'], exitCode: 0, says: 'tags set phase for every sample, which the plan sets for each.' },
  { what: '--config with other hosts', args: ['--config', 'HOSTS'], exitCode: 0, says: 'hosts was {"shop.example":"127.0.0.1"}, the plan says nothing.' },
  { what: '--insecure-skip-tls-verify', args: ['--insecure-skip-tls-verify'], exitCode: 0, says: 'insecureSkipTLSVerify was true, the plan says nothing.' },
  { what: 'K6_NO_CONNECTION_REUSE', env: { K6_NO_CONNECTION_REUSE: 'true' }, exitCode: 0, says: 'noConnectionReuse was true, the plan says nothing.' },
  { what: '--user-agent', args: ['--user-agent', 'me'], exitCode: 0, says: 'userAgent was "me", the plan says nothing.' },
  { what: '--no-teardown', args: ['--no-teardown'], exitCode: 99, says: 'noTeardown was true, the plan says nothing.' },
  { what: '--rps', args: ['--rps', '1000'], exitCode: 0, says: 'rps was 1000, the plan says nothing.' },
  { what: '--min-iteration-duration', args: ['--min-iteration-duration', '10ms'], exitCode: 0, says: 'minIterationDuration was "10ms", the plan says nothing.' },
  { what: '--throw', args: ['--throw'], exitCode: 0, says: 'throw was true, the plan says nothing.' },
  { what: '--discard-response-bodies', args: ['--discard-response-bodies'], exitCode: 99, says: 'discardResponseBodies was true, the plan says nothing.' },
  { what: '--execution-segment', args: ['--execution-segment', '0:1/2', '--execution-segment-sequence', '0,1/2,1'], exitCode: 99, says: 'executionSegment was "0:1/2", the plan says nothing.' },
];

test.concurrent.each(overrides)('$what makes the run INVALID and is named', async ({ args = [], env = {}, exitCode, says }) => {
  const run = await runK6(script, { args: args.map((arg) => ({ CONFIG: config, HOSTS: hosts })[arg] ?? arg), env: { BASE_URL: target.url, ...env } });
  expectDocument(run.document);
  const document = documentOf(run);
  expect(document.verdict).toBe('INVALID');
  expect(document.faults[0]?.message).toContain(says);
  expect(document.sentence).toContain(says);
  expect(document.criteria.map((row) => row.verdict)).toEqual(['NO_DATA', 'NO_DATA', 'NO_DATA', 'NO_DATA', 'NO_DATA']);
  expect(run.exitCode).toBe(exitCode);
});

test('a tag of the user\'s own on every sample changes nothing', async () => {
  const run = await runK6(script, { args: ['--tag', 'testid=42'], env: { BASE_URL: target.url } });
  expect(documentOf(run).verdict).toBe('PASS');
  expect(run.exitCode).toBe(0);
});

test('the machine-readable summary is refused by name, in a document that says so', async () => {
  const run = await runK6(script, { args: ['--new-machine-readable-summary'], env: { BASE_URL: target.url } });
  expectDocument(run.document);
  expect(run.document).toMatchObject({ verdict: 'INVALID', emergency: true, sentence: expect.stringContaining('Run again without --new-machine-readable-summary.') });
  expect(run.markdown).toMatch(/^# INVALID\n/);
  expect(run.stdout).toContain('INVALID: No report could be made of this run: k6 handed over its machine-readable summary');
  expect(run.exitCode).toBe(0);
});
