// The hand-written scripts under the real k6: a yardstick is one only as long as it does all that the library does.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { bundleScripts } from '../../bench/bundle.mjs';
import { startLoadTarget, type LoadTarget } from '../../bench/load-target.ts';
import { k6Run, measureRun, sentByK6 } from '../../bench/measure-run.ts';
import { root, runK6 } from '../contract/run-k6.ts';
import { startTarget, type Target } from '../contract/target.ts';

type Metrics = Record<
  string,
  { readonly type: string; readonly values: Record<string, number>; readonly thresholds?: Record<string, unknown> }
>;

const plain = join(root, 'bench', 'scripts');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-bench-test-'));
  await bundleScripts(folder);
});

/** A script that is another one, but prints its metrics. */
async function dumping(script: string): Promise<string> {
  const path = join(folder, `dumping-${basename(script)}`);
  const dump = 'export function handleSummary({ metrics }) { return { stdout: JSON.stringify(metrics) }; }';
  await writeFile(
    path,
    `export { default, options, setup, teardown } from '${pathToFileURL(script).href}';\n${dump}\n`,
  );
  return path;
}

/** What a script asks of k6: every metric and sub-metric with its thresholds. */
function asked(metrics: Metrics): [key: string, thresholds: string[]][] {
  return Object.entries(metrics)
    .map(([key, { thresholds = {} }]): [string, string[]] => [key, Object.keys(thresholds).sort()])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

// Measured is on Linux alone.
describe.skipIf(process.platform !== 'linux')('the plan of 10 endpoints and 8 phases', () => {
  let target: LoadTarget;
  beforeAll(async () => {
    target = await startLoadTarget(join(root, 'bench', 'load-server.mjs'));
    return () => target.close();
  });

  test(
    'has the same metrics, thresholds and requests by hand, and its load is measured apart',
    { timeout: 90_000 },
    async () => {
      const library = await measureRun(
        k6Run(inject('k6'), await dumping(join(folder, 'library-cells.js')), {}, sentByK6),
        target,
      );
      const hand = await measureRun(
        k6Run(inject('k6'), await dumping(join(plain, 'hand-cells.js')), {}, sentByK6),
        target,
      );
      const [libraryMetrics, handMetrics]: [Metrics, Metrics] = [JSON.parse(library.stdout), JSON.parse(hand.stdout)];
      expect(asked(handMetrics)).toEqual(asked(libraryMetrics));
      for (const [use, metrics] of [
        [library, libraryMetrics],
        [hand, handMetrics],
      ] as const) {
        // Beside the requests of the plan there are the two markers.
        expect(metrics['http_reqs']?.values['count']).toBe(use.requests + 2);
        expect(metrics['iterations{plan:cells}']?.values['count']).toBe(use.requests / 10);
        expect(use.startCpuSeconds).toBeGreaterThan(0);
        expect(use.loadCpuSeconds).toBeGreaterThan(0);
        expect(use.cpuSeconds).toBeGreaterThanOrEqual(use.startCpuSeconds + use.loadCpuSeconds - 0.05);
        expect(use.peakBytes).toBeGreaterThan(20e6);
      }
    },
  );

  test('a run that fails is told with its last words, and measures nothing', async () => {
    const script = join(folder, 'failing.js');
    await writeFile(
      script,
      `export const options = { thresholds: { iterations: ['count>1'] } };\nexport default () => {};\n`,
    );
    await expect(measureRun(k6Run(inject('k6'), script, {}), target)).rejects.toThrow(
      /failing\.js ended with 99:\n[^]*thresholds on metrics 'iterations' have been crossed/,
    );
  });
});

describe('the stress plan', () => {
  let target: Target;
  beforeAll(async () => {
    // It says 200 to everything, and never lists an item.
    target = await startTarget();
    return () => target.close();
  });

  test('by hand finds the same failures, in the same metrics', { timeout: 90_000 }, async () => {
    const env = { BASE_URL: target.url, TIME_SCALE: '0.01', VUS: '50' };
    const scripts = [join(folder, 'stress.js'), join(plain, 'hand-stress.js')];
    const runs = await Promise.all(scripts.map(async (script) => runK6(await dumping(script), { env })));
    const [library, hand] = runs.map(({ stdout }): Metrics => JSON.parse(stdout));
    if (library === undefined || hand === undefined) throw new Error('There are two scripts.');
    expect(asked(hand)).toEqual(asked(library));
    for (const [index, metrics] of [library, hand].entries()) {
      const iterations = metrics['iterations{plan:stress}']?.values['count'];
      expect(iterations).toBeGreaterThan(450);
      expect(metrics['request_errors{error_class:status 2xx,name:place order,plan:stress}']?.values['count']).toBe(
        iterations,
      );
      expect(metrics['request_errors']?.values['count']).toBe(iterations);
      expect(metrics['checks']?.values).toMatchObject({ passes: 0, fails: iterations });
      expect(metrics['http_req_failed{name:place order,plan:stress}']?.values).toMatchObject({
        passes: iterations,
        fails: 0,
      });
      expect(metrics['http_req_failed{name:view item,plan:stress}']?.values).toMatchObject({
        passes: 0,
        fails: iterations,
      });
      expect(metrics['iterations{phase:step 160/s}']?.values['count']).toBeGreaterThan(150);
      expect(metrics['http_req_failed{phase:step 160/s}']?.values['fails']).toBeGreaterThan(300);
      expect(metrics['checks{phase:step 160/s}']?.values['fails']).toBeGreaterThan(150);
      expect(metrics['script_exceptions']?.values['count']).toBe(0);
      expect(runs[index]?.exitCode).toBe(99);
    }
  });
});

test('calls that k6 does not send tell what they cost, by hand and by the library', { timeout: 60_000 }, async () => {
  for (const script of [join(plain, 'hand-calls.js'), join(folder, 'library-calls.js')]) {
    // Nothing listens there.
    const { stdout, stderr, exitCode } = await runK6(script, { env: { BASE_URL: 'http://127.0.0.1:9' } });
    expect(JSON.parse(stdout), stderr).toEqual({ callMicroseconds: expect.any(Number) });
    expect(JSON.parse(stdout).callMicroseconds).toBeGreaterThan(0);
    expect(stderr).not.toContain('refused');
    expect(exitCode).toBe(0);
  }
});
