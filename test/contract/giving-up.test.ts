// Journeys that the target ends, on the real k6: what its document says of them is what the target counted itself.
import { createServer } from 'node:http';
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6, type K6Run } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { portOf } from './target.ts';

let script: string;
beforeAll(async () => {
  script = await bundlePlan('giving-up');
});

/** What the target saw of a run. */
type Seen = { welcomed: number; refused: number; browsed: number };

/** A run of the plan against a target of its own, which refuses every second login. */
async function runJourneys(
  journey: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly run: K6Run; readonly seen: Seen }> {
  const seen: Seen = { welcomed: 0, refused: 0, browsed: 0 };
  const server = createServer((request, response) => {
    if (request.url === '/browse') seen.browsed += 1;
    const isRefused = request.url === '/login' && seen.refused < seen.welcomed;
    if (request.url === '/login') seen[isRefused ? 'refused' : 'welcomed'] += 1;
    response.writeHead(isRefused ? 403 : 200).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const run = await runK6(script, {
    env: { BASE_URL: `http://127.0.0.1:${portOf(server)}`, JOURNEY: journey, ...env },
  });
  server.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  if (run.document !== undefined) expectDocument(run.document);
  return { run, seen };
}

/** The document counts what the target did, and finds no fault with the run. */
function expectCountsOf(run: K6Run, { welcomed, refused }: Seen): void {
  const { criteria, phases, givenUp, totals, faults, warnings } = documentOf(run);
  expect(welcomed).toBeGreaterThan(50);
  expect(Math.abs(welcomed - refused)).toBeLessThanOrEqual(1);
  const [ofRun, one, two] = criteria;
  expect(ofRun).toMatchObject({ samples: welcomed + refused, observed: welcomed / (welcomed + refused) });
  expect([one?.samples, two?.samples]).toEqual(phases.map(({ startedIterations }) => startedIterations));
  // The last iteration may start as the plan ends.
  const inPhases = (one?.samples ?? NaN) + (two?.samples ?? NaN);
  expect([welcomed + refused, welcomed + refused - 1]).toContain(inPhases);
  expect(givenUp).toEqual([
    {
      reason: 'login refused',
      count: refused,
      shareRatio: refused / (welcomed + refused),
      metric: 'given_up_iterations{plan:giving-up,reason:login refused}',
    },
  ]);
  expect(totals).toMatchObject({ iterations: welcomed + refused, scriptExceptions: 0 });
  expect(faults).toEqual([]);
  // A machine that is busy may drop iterations.
  expect(warnings.filter(({ code }) => code !== 'dropped-iterations')).toEqual([]);
}

test('a target that refuses every second login fails the criterion, exits with 99, and nothing is INVALID', async () => {
  const { run, seen } = await runJourneys('plain');
  expect(run.exitCode).toBe(99);
  expect(run.stderr).not.toContain('given up');
  expectCountsOf(run, seen);
  expect(seen.browsed).toBe(seen.welcomed);
  const document = documentOf(run);
  expect(document.verdict).toBe('FAIL');
  expect(document.criteria.map(({ verdict }) => verdict)).toEqual(['FAIL', 'FAIL', 'FAIL', 'PASS']);
  expect(document.criteria[1]).toMatchObject({
    native: { metric: 'completed_iterations{phase:one}', threshold: 'rate>0.9', held: false },
    evidence: { metric: 'iterations{phase:one}', threshold: 'count>=1', held: true },
  });
  expect(document.sentence).toMatch(
    /^completed iterations over the whole run was \d\d(?:\.\d)? %, required rate > 90 %/,
  );
  expect(run.stdout).toMatch(/Iterations given up\n +Reason .*\n +login refused +\d+ /);
  expect(run.markdown).toContain(`| login refused | ${seen.refused} |`);
});

test.concurrent.each(['plain', 'in a group', 'asynchronous', 'in two branches'])(
  'with a loose bound it passes: journeys given up %s',
  async (journey) => {
    const { run, seen } = await runJourneys(journey, { LEAST: '0.4' });
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(0);
    expectCountsOf(run, seen);
    expect(seen.browsed).toBe(seen.welcomed);
    expect(documentOf(run).verdict).toBe('PASS');
  },
);

test('a journey that catches the signal and goes on is given up all the same', async () => {
  const { run, seen } = await runJourneys('caught');
  expect(run.exitCode).toBe(99);
  expectCountsOf(run, seen);
  expect(seen.browsed).toBe(seen.welcomed + seen.refused);
  expect(documentOf(run).verdict).toBe('FAIL');
});

test.concurrent.each([
  ['undeclared', 'expected a reason of the plan, received \\"nope\\". Declare the reason.'],
  ['undeclared and caught', ''],
  ['too late', 'expected an iteration under way, received a call outside of one.'],
])('a reason given %s is an exception of the script', async (journey, message) => {
  const { run, seen } = await runJourneys(journey, { LEAST: '0.4' });
  expect(run.exitCode).toBe(99);
  expect(run.stderr).toContain(message);
  expect(documentOf(run)).toMatchObject({
    verdict: 'INVALID',
    faults: [{ code: 'script-exception', phases: ['one', 'two'] }],
    totals: { scriptExceptions: journey === 'too late' ? seen.welcomed + seen.refused : seen.refused },
    givenUp: [],
  });
});

test('a journey that never settles is not completed, but for the last one of each VU', async () => {
  const { run, seen } = await runJourneys('never settled');
  expect(run.exitCode).toBe(99);
  const { criteria, faults, totals } = documentOf(run);
  expect(faults).toEqual([]);
  expect(totals.iterations).toBe(seen.welcomed + seen.refused);
  const [row] = criteria;
  const samples = row?.samples ?? NaN;
  expect(row).toMatchObject({ verdict: 'FAIL', observed: seen.welcomed / samples });
  expect(samples).toBeLessThanOrEqual(seen.welcomed + seen.refused);
  expect(samples).toBeGreaterThanOrEqual(seen.welcomed + seen.refused - 20);
});

test('nothing is given up in setup: it ends in an exception', async () => {
  const { run } = await runJourneys('in setup');
  expect(run.exitCode).toBe(107);
  expect(run.stderr).toContain('Invalid giveUp: expected an iteration under way');
  expect(documentOf(run)).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'preflight-failed' }], givenUp: [] });
});
