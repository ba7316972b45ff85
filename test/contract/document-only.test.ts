// docs/verdict.md lists every INVALID that plain k6 ends with 0. Each line of the list is held here by runs of the real k6.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fewDescriptors } from './few-descriptors.ts';
import { hasOwnNetworks, inOwnNetwork, ownTarget } from './own-network.ts';
import { bundlePlan, root, runK6 } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

type Case = {
  readonly plan: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly ownNetwork?: true;
  readonly within?: readonly string[];
};

/** Runs that a line of the list tells of, by the line's beginning. */
const lines: Readonly<Record<string, readonly Case[]>> = {
  'a criterion has samples, but fewer than its minimum': [{ plan: 'edge', env: { EDGE: 'few samples' } }],
  'a criterion on `checks` looks at requests, none of which ran a check': [
    { plan: 'edge', env: { EDGE: 'no checks' } },
    { plan: 'edge', env: { EDGE: 'no declared checks' } },
  ],
  'a criterion on one check (`check: …`) looks where it never ran': [
    { plan: 'checks', env: { CHECK: 'has itmes' } },
    { plan: 'checks', env: { CHECK: 'only in one', PHASE: 'two' } },
  ],
  'a criterion on `completed iterations` looks at iterations, none of which ended': [
    // Each in a VU of its own: the next iteration of a VU would tell.
    { plan: 'giving-up', env: { JOURNEY: 'none settles', VUS: '150' } },
  ],
  'a criterion on `browser_http_req_failed` or `browser_web_vital_cls` has no samples': [
    { indicator: 'browser_http_req_failed', target: 'rate<0.01' },
    { indicator: 'browser_web_vital_cls', phase: 'steady', target: 'max<0.1' },
  ].map((asked) => ({ plan: 'unsampled-k6-indicators', env: { ASKED: JSON.stringify(asked) } })),
  'every criterion has the severity `warn`, and none has data': [{ plan: 'edge', env: { EDGE: 'only warns' } }],
  'more than 0.1 % of the requests of a phase failed on the side of k6': [
    { plan: 'generator', env: { SLOW: '1' }, within: fewDescriptors },
    { plan: 'generator', env: { ELSEWHERE: 'http://192.0.2.1', WHO: 'first' }, ownNetwork: true },
  ],
  'a call had an address that k6 could not read': [{ plan: 'edge', env: { EDGE: 'no address' } }],
  'k6 had to interrupt iterations that did not end': [{ plan: 'edge', env: { EDGE: 'sleeps' } }],
  "iterations of closed phases ran without the plan's tag": [{ plan: 'edge', env: { EDGE: 'no wrapper' } }],
  "a `handleSummary` of the script's own took a metric out of k6's data": [
    { plan: 'edge', env: { EDGE: 'hides a metric' } },
  ],
  'an option replaced a part of the plan': [
    ['--no-thresholds'],
    ['--summary-trend-stats', 'avg,p(95)'],
    ['--rps', '1000'],
    ['--no-connection-reuse'],
    ['--block-hostnames', 'other.example'],
  ].map((args) => ({ plan: 'sound', args })),
  '`--new-machine-readable-summary` took the thresholds out of the summary': [
    { plan: 'sound', args: ['--new-machine-readable-summary'] },
  ],
};

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

test('the list has no other lines', async () => {
  const page = await readFile(join(root, 'docs', 'verdict.md'), 'utf8');
  const [, list = ''] = /only the document says INVALID\*\*, when\n\n((?:- .+\n)+)/.exec(page) ?? [];
  const told = list
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^- /, ''));
  const held = Object.keys(lines);
  expect(told.map((line) => held.find((beginning) => line.startsWith(beginning)) ?? line)).toEqual(held);
});

describe.each(Object.entries(lines).flatMap(([line, cases]) => cases.map((given) => ({ line, ...given }))))(
  'where $line ($args)',
  ({ plan, env = {}, args = [], ownNetwork, within = [] }) => {
    test.skipIf(ownNetwork === true && !hasOwnNetworks)('k6 ends with 0, and the document says INVALID', async () => {
      const run = await runK6(await bundlePlan(plan), {
        args,
        env: { BASE_URL: ownNetwork === true ? ownTarget : target.url, ...env },
        within: ownNetwork === true ? inOwnNetwork() : within,
      });
      expect(run.document).toMatchObject({ verdict: 'INVALID' });
      expect(run.exitCode).toBe(0);
    });
  },
);
