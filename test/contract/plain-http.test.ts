import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

test('a plan without endpoints judges the plain calls of its iterations', async () => {
  const run = await runK6(await bundlePlan('plain-http'), { env: { BASE_URL: target.url } });
  expectDocument(run.document);
  const document = documentOf(run);
  const { iterations, requests, failedRequests, checks } = document.totals;
  expect(document).toMatchObject({ verdict: 'PASS', faults: [], warnings: [], endpoints: [], errors: [] });
  expect(iterations).toBeGreaterThan(35);
  // The pre-flight comes on top.
  expect(requests).toBe(3 * Number(iterations) + 1);
  expect(failedRequests).toBe(iterations);
  expect(checks).toEqual({ passed: iterations, failed: 0 });
  const [first, second] = document.phases;
  expect(Number(first?.requests) + Number(second?.requests) + Number(document.outsidePlan.afterPlan)).toBe(
    3 * Number(iterations),
  );
  expect(run.exitCode).toBe(0);
});

test('a plain call under the name of an endpoint counts for it, and the others past it', async () => {
  const run = await runK6(await bundlePlan('plain-http'), { env: { BASE_URL: target.url, ENDPOINT: 'view' } });
  const { endpoints, outsidePlan, totals, warnings, verdict } = documentOf(run);
  const { iterations } = totals;
  expect(verdict).toBe('PASS');
  expect(endpoints).toMatchObject([{ name: 'view', requests: iterations, failedRequests: 0 }]);
  expect(outsidePlan.withoutEndpoint).toBe(2 * Number(iterations));
  expect(warnings.map(({ code }) => code)).toEqual(['requests-without-endpoint']);
});
