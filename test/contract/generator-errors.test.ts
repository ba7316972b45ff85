// Errors of the machine of k6: they prove nothing of the target, and never pass.
import { beforeAll, describe, expect, test } from 'vitest';
import { fewDescriptors } from './few-descriptors.ts';
import { hasOwnNetworks, inOwnNetwork, ownTarget } from './own-network.ts';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let script: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('generator');
  return () => target.close();
});

test('the plan itself passes', async () => {
  const run = await runK6(script, { env: { BASE_URL: target.url } });
  expect(documentOf(run)).toMatchObject({ verdict: 'PASS', faults: [] });
  expect(run.exitCode).toBe(0);
});

// Go asks no name server for these, wherever this runs: the one is no name, and .onion is none of the DNS (RFC 7686).
test.each(['http://shop..invalid', 'http://shop.onion'])(
  'one VU whose name does not resolve (%s) crosses a threshold of k6 and makes the run INVALID',
  async (elsewhere) => {
    const run = await runK6(script, { env: { BASE_URL: target.url, ELSEWHERE: elsewhere, WHO: 'first' } });
    expectDocument(run.document);
    const document = documentOf(run);
    expect(document.verdict).toBe('INVALID');
    expect(document.faults).toMatchObject([
      { code: 'generator-errors', message: expect.stringMatching(/: DNS \d+\.$/), phases: ['plateau'] },
    ]);
    expect(document.criteria).toMatchObject([{ verdict: 'NO_DATA', observed: 0, noData: { code: 'run-fault' } }]);
    expect(document.errors).toMatchObject([{ errorClass: 'DNS', side: 'generator' }]);
    expect(document.phases[0]).toMatchObject({ errorRatio: 0, generatorErrors: document.phases[0]?.failedRequests });
    expect(run.stdout).toMatch(/ 0, generator \d+ /);
    expect(run.exitCode).toBe(99);
  },
);

// POSIX: the limit of the shell is the limit of what it becomes.
test.skipIf(process.platform === 'win32')('file descriptors that run out make the run INVALID', async () => {
  const run = await runK6(script, { env: { BASE_URL: target.url, SLOW: '1' }, within: fewDescriptors });
  expectDocument(run.document);
  const document = documentOf(run);
  expect(document.verdict).toBe('INVALID');
  expect(document.faults).toMatchObject([
    { code: 'generator-errors', message: expect.stringMatching(/: local descriptors \d+\.$/), phases: ['plateau'] },
  ]);
  expect(document.phases[0]?.errorRatio).toBe(0);
  expect(run.exitCode).toBe(0);
});

describe.skipIf(!hasOwnNetworks)('in a network of its own', () => {
  test('local ports that run out cross a threshold of k6 and make the run INVALID', async () => {
    const run = await runK6(script, { env: { BASE_URL: ownTarget }, within: inOwnNetwork('40000 40003') });
    expectDocument(run.document);
    const document = documentOf(run);
    expect(document.verdict).toBe('INVALID');
    expect(document.faults).toMatchObject([{ code: 'generator-errors', phases: ['plateau'] }]);
    expect(document.errors.map(({ errorClass, side }) => [errorClass, side])).toEqual([['local ports', 'generator']]);
    expect(run.exitCode).toBe(99);
  });

  test('a network without a route makes the run INVALID', async () => {
    const run = await runK6(script, {
      env: { BASE_URL: ownTarget, ELSEWHERE: 'http://192.0.2.1' },
      within: inOwnNetwork(),
    });
    expectDocument(run.document);
    const document = documentOf(run);
    expect(document.verdict).toBe('INVALID');
    expect(document.faults).toMatchObject([
      { code: 'generator-errors', message: expect.stringMatching(/: network unreachable \d+\.$/), phases: ['plateau'] },
    ]);
    expect(document.phases[0]?.errorRatio).toBeNull();
    expect(run.exitCode).toBe(99);
  });

  test('a name server that cannot be reached is a name that does not resolve', async () => {
    const run = await runK6(script, {
      env: { BASE_URL: ownTarget, ELSEWHERE: 'http://shop.invalid' },
      within: inOwnNetwork(),
    });
    expect(documentOf(run).errors.map(({ errorClass }) => errorClass)).toEqual(['DNS']);
    expect(run.exitCode).toBe(99);
  });

  test('without ports and routes to miss, the same plan passes', async () => {
    const run = await runK6(script, { env: { BASE_URL: ownTarget }, within: inOwnNetwork() });
    expect(documentOf(run)).toMatchObject({ verdict: 'PASS', faults: [] });
    expect(run.exitCode).toBe(0);
  });
});
