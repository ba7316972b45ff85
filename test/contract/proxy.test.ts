// A proxy in the environment: k6 asks it, without a word, for all that is not loopback.
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let script: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('sound');
  return () => target.close();
});

test.concurrent('what it answers for a target that is not there is warned of, without its address', async () => {
  const run = await runK6(script, {
    env: { BASE_URL: 'http://shop.invalid', HTTP_PROXY: target.url.replace('//', '//user:s3cret@') },
  });
  expect(documentOf(run)).toMatchObject({
    verdict: 'PASS',
    target: 'http://shop.invalid',
    warnings: [{ code: 'proxied', message: expect.stringMatching(/^HTTP_PROXY is set: /) }],
  });
  expect(run.stdout).toContain('HTTP_PROXY is set');
  expect(`${run.json}${run.markdown}${run.stdout}`).not.toMatch(new RegExp(`s3cret|${target.url}`));
});

test.concurrent.each([
  ['loopback', {}, 'PASS'],
  ['what NO_PROXY names', { BASE_URL: 'http://shop.invalid', NO_PROXY: 'shop.invalid' }, 'INVALID'],
])('it is not asked for %s, and nothing is warned of', async (_, env, verdict) => {
  const document = documentOf(await runK6(script, { env: { BASE_URL: target.url, http_proxy: target.url, ...env } }));
  expect(document).toMatchObject({ verdict });
  expect(document.warnings.map(({ code }) => code)).not.toContain('proxied');
});
