import type { K6RunOptions } from '../contract/run-k6.ts';
import type { Fault } from './fault.ts';

/** What replaces a part of the plan: what does it, how, k6's exit code, and what the document says of it. */
const overrides: readonly (readonly [fault: string, k6: K6RunOptions, exitCode: number, reason: string])[] = [
  [
    '--vus and --iterations',
    { args: ['--vus', '3', '--iterations', '5'] },
    99,
    'scenarios.default was {"executor":"shared-iterations","vus":3,"iterations":5}, the plan says nothing.',
  ],
  [
    '--vus',
    { args: ['--vus', '3'] },
    99,
    'scenarios.default was {"executor":"shared-iterations","vus":3,"iterations":3}, the plan says nothing.',
  ],
  [
    '--iterations',
    { args: ['--iterations', '5'] },
    99,
    'scenarios.default was {"executor":"shared-iterations","iterations":5}, the plan says nothing.',
  ],
  [
    '--duration',
    { args: ['--duration', '1s'] },
    99,
    'scenarios.default was {"executor":"constant-vus","duration":"1s"}, the plan says nothing.',
  ],
  [
    '--vus and --duration',
    { args: ['--vus', '3', '--duration', '1s'] },
    99,
    'scenarios.default was {"executor":"constant-vus","vus":3,"duration":"1s"}, the plan says nothing.',
  ],
  [
    '--stage',
    { args: ['--stage', '1s:3'] },
    99,
    'scenarios.default was {"executor":"ramping-vus"…, the plan says nothing.',
  ],
  [
    'K6_VUS and K6_ITERATIONS',
    { env: { K6_VUS: '2', K6_ITERATIONS: '3' } },
    99,
    'scenarios.default was {"executor":"shared-iterations","vus":2,"iterations":3}, the plan says nothing.',
  ],
  [
    'K6_VUS',
    { env: { K6_VUS: '3' } },
    99,
    'scenarios.default was {"executor":"shared-iterations","vus":3,"iterations":3}, the plan says nothing.',
  ],
  [
    'K6_ITERATIONS',
    { env: { K6_ITERATIONS: '3' } },
    99,
    'scenarios.default was {"executor":"shared-iterations","iterations":3}, the plan says nothing.',
  ],
  [
    'K6_STAGES',
    { env: { K6_STAGES: '1s:3' } },
    99,
    'scenarios.default was {"executor":"ramping-vus"…, the plan says nothing.',
  ],
  [
    'K6_DURATION',
    { env: { K6_DURATION: '1s' } },
    99,
    'scenarios.default was {"executor":"constant-vus","duration":"1s"}, the plan says nothing.',
  ],
  [
    '--config',
    { args: ['--config', 'config.json'], files: { 'config.json': '{"vus":2,"iterations":3}' } },
    99,
    'scenarios.default was {"executor":"shared-iterations","vus":2,…}, the plan says nothing.',
  ],
  [
    'K6_CONFIG',
    { env: { K6_CONFIG: 'config.json' }, files: { 'config.json': '{"vus":2}' } },
    99,
    'scenarios.default was {"executor":"shared-iterations","vus":2,…}, the plan says nothing.',
  ],
  [
    '--summary-trend-stats',
    { args: ['--summary-trend-stats', 'avg,p(95)'] },
    0,
    'summaryTrendStats was ["avg","p(95)"], the plan says ["count","avg"',
  ],
  [
    'K6_SUMMARY_TREND_STATS',
    { env: { K6_SUMMARY_TREND_STATS: 'count,med' } },
    0,
    'summaryTrendStats was ["count","med"], the plan says ["count","avg"',
  ],
  [
    '--system-tags without name',
    { args: ['--system-tags', 'status,group,expected_response'] },
    0,
    "systemTags leave out name, which the plan's sub-metrics select by.",
  ],
  [
    '--system-tags without expected_response',
    { args: ['--system-tags', 'status,group,name'] },
    99,
    "systemTags leave out expected_response, which the plan's sub-metrics select by.",
  ],
  [
    'K6_SYSTEM_TAGS',
    { env: { K6_SYSTEM_TAGS: 'name,status' } },
    99,
    "systemTags leave out expected_response, group, which the plan's sub-metrics select by.",
  ],
  ['--no-setup', { args: ['--no-setup'] }, 99, 'noSetup was true, the plan says nothing.'],
  ['K6_NO_SETUP', { env: { K6_NO_SETUP: 'true' } }, 99, 'noSetup was true, the plan says nothing.'],
  ['--no-teardown', { args: ['--no-teardown'] }, 99, 'noTeardown was true, the plan says nothing.'],
  [
    '--no-thresholds',
    { args: ['--no-thresholds'] },
    0,
    'k6 evaluated no threshold on script_exceptions, load_started_at_ms,',
  ],
  [
    'K6_NO_THRESHOLDS',
    { env: { K6_NO_THRESHOLDS: 'true' } },
    0,
    'k6 evaluated no threshold on script_exceptions, load_started_at_ms,',
  ],
  [
    '--tag with a tag of the plan',
    { args: ['--tag', 'phase=high'] },
    0,
    'tags set phase for every sample, which the plan sets for each.',
  ],
  [
    'K6_NO_CONNECTION_REUSE',
    { env: { K6_NO_CONNECTION_REUSE: 'true' } },
    0,
    'noConnectionReuse was true, the plan says nothing.',
  ],
  ['--rps', { args: ['--rps', '1000'] }, 0, 'rps was 1000, the plan says nothing.'],
  ['K6_RPS', { env: { K6_RPS: '1' } }, 99, 'rps was 1, the plan says nothing.'],
  [
    '--block-hostnames',
    { args: ['--block-hostnames', 'cdn.example'] },
    0,
    'blockHostnames was ["cdn.example"], the plan says nothing.',
  ],
  [
    '--min-iteration-duration',
    { args: ['--min-iteration-duration', '10ms'] },
    0,
    'minIterationDuration was "10ms", the plan says nothing.',
  ],
  ['--throw', { args: ['--throw'] }, 0, 'throw was true, the plan says nothing.'],
  [
    '--discard-response-bodies',
    { args: ['--discard-response-bodies'] },
    99,
    'discardResponseBodies was true, the plan says nothing.',
  ],
  [
    '--execution-segment',
    { args: ['--execution-segment', '0:1/2', '--execution-segment-sequence', '0,1/2,1'] },
    99,
    'executionSegment was "0:1/2", the plan says nothing.',
  ],
];

export const overrideFaults: readonly Fault[] = [
  ...overrides.map(([fault, k6, exitCode, reason]): Fault => ({
    fault,
    mechanism: mechanismOf(k6),
    k6,
    exitCode,
    gate: 2,
    verdict: 'INVALID',
    reason,
  })),
  {
    fault: 'the machine-readable summary',
    mechanism: '--new-machine-readable-summary',
    k6: { args: ['--new-machine-readable-summary'] },
    exitCode: 0,
    gate: 2,
    verdict: 'INVALID',
    reason: 'No report could be made of this run: k6 handed over its machine-readable summary',
  },
  {
    fault: 'K6_NEW_MACHINE_READABLE_SUMMARY',
    mechanism: 'K6_NEW_MACHINE_READABLE_SUMMARY=true',
    k6: { env: { K6_NEW_MACHINE_READABLE_SUMMARY: 'true' } },
    exitCode: 0,
    gate: 2,
    verdict: 'INVALID',
    reason: 'No report could be made of this run: k6 handed over its machine-readable summary',
  },
  {
    fault: 'K6_SUMMARY_MODE',
    mechanism: 'K6_SUMMARY_MODE=disabled',
    k6: { env: { K6_SUMMARY_MODE: 'disabled' } },
    exitCode: 0,
    gate: 2,
    verdict: 'none',
    reason: 'It cannot be read: …',
  },
  {
    fault: 'no summary',
    mechanism: '--summary-mode=disabled',
    k6: { args: ['--summary-mode=disabled'] },
    exitCode: 0,
    gate: 2,
    verdict: 'none',
    reason: 'It cannot be read: …',
  },
];

function mechanismOf({ args = [], env = {}, files = {} }: K6RunOptions): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [[...variables, ...args].join(' '), ...Object.values(files)].join(' with ');
}
