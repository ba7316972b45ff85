// A profile and criteria that functions give: judged as lists are, and made in no VU but the one that judges.
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let script: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('given-by-functions');
  return () => target.close();
});

test('functions give the profile and the criteria, and VU 0 alone calls them', async () => {
  const run = await runK6(script, { env: { BASE_URL: target.url } });
  expect(run.exitCode).toBe(0);
  const { verdict, phases, criteria } = documentOf(run);
  expect(verdict).toBe('PASS');
  expect(phases.map(({ name }) => name)).toContain('users');
  expect(criteria).toMatchObject([
    { indicator: { name: 'latency' }, scope: { phase: 'users', endpoints: ['read'] }, verdict: 'PASS' },
  ]);
});

test('a call in another VU would have ended the run', async () => {
  const run = await runK6(script, { env: { BASE_URL: target.url, CALLED_IN: '3' } });
  expect(run.stderr).toContain('called in VU 3');
  expect(run.exitCode).toBe(107);
});
