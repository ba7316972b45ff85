import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlanSpec } from '../../lib/core/plan/plan.ts';
import type { Declaration } from '../../lib/k6/declare.vu-0.ts';
import { metrics } from '../../lib/k6/k6-modules.ts';
import { k6, resetK6 } from './k6-stub.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

const spec: PlanSpec<never> = {
  name: 'shop',
  profile: [{ name: 'only', hold: '1/s', duration: '1s' }],
  endpoints: [{ name: 'view', path: '/ok' }],
  criteria: [{ indicator: 'error ratio', target: 'rate<0.5' }],
};

beforeEach(() => {
  resetK6();
  vi.stubGlobal('__VU', 0);
  // k6 finds every folder, so that the report folder is there.
  vi.stubGlobal('open', () => {
    throw new Error("open() can't be used with directories");
  });
  vi.useFakeTimers();
  vi.setSystemTime(1000);
  return () => vi.useRealTimers();
});

/** What a new instance of the script declares: k6 evaluates its modules anew. */
async function declared(changes: Partial<PlanSpec<never>> = {}, address = 'http://target/'): Promise<Declaration> {
  vi.resetModules();
  const { declare } = await import('../../lib/k6/declare.vu-0.ts');
  return declare({ ...spec, ...changes }, address, new metrics.Counter('request_errors'));
}

const moments = (): unknown => k6.samples.map(({ metric, value, tags }) => [metric, value, tags]);

describe('the options', () => {
  test('are made by the first instance of the script alone, which is the one that k6 asks for them', async () => {
    expect((await declared()).options).toMatchObject({ scenarios: { 'plan-1': { tags: { plan: 'shop' } } } });
    expect((await declared()).options).toBeUndefined();
    expect((await declared()).options).toBeUndefined();
  });

  test('are made for each plan of a script', async () => {
    expect((await declared()).options).toBeDefined();
    expect((await declared({ name: 'other' })).options).toBeDefined();
  });

  test('are always made where k6 has no require', async () => {
    vi.stubGlobal('require', undefined);
    expect((await declared()).options).toBeDefined();
    expect((await declared()).options).toBeDefined();
  });

  test('are refused before the run where the plan or the report folder is unusable', async () => {
    await expect(declared({ profile: [] })).rejects.toThrow('Invalid profile: expected at least one phase');
    await expect(declared({ name: 'other' }, 'target')).rejects.toThrow('Invalid BASE_URL');
    vi.stubGlobal('open', (path: string) => {
      throw new Error(path === '/proc/self/cwd' ? 'directories' : 'not found');
    });
    await expect(declared({ name: 'third' })).rejects.toThrow('Invalid REPORT_DIR: expected a folder that exists');
  });
});

describe('setup', () => {
  test('asks the target first, then runs the setup of the script, then notes that the load starts', async () => {
    const order: string[] = [];
    k6.respond = () => {
      order.push('pre-flight');
      return {};
    };
    const { setup } = await declared({
      preflight: '/health',
      setup: () => {
        order.push(`setup after ${k6.samples.length} samples`);
        vi.setSystemTime(2500);
        return { token: 'a' };
      },
    });
    expect(setup()).toEqual({ token: 'a' });
    expect(order).toEqual(['pre-flight', 'setup after 0 samples']);
    expect(k6.requests.map(({ url }) => url)).toEqual(['http://target/health']);
    expect(moments()).toEqual([['load_started_at_ms', 2500, {}]]);
  });

  test('waits for one that is asynchronous', async () => {
    const { setup } = await declared({
      setup: async () => {
        await Promise.resolve();
        vi.setSystemTime(4000);
        return 'data';
      },
    });
    const running = setup();
    expect(k6.samples).toEqual([]);
    expect(await running).toBe('data');
    expect(moments()).toEqual([['load_started_at_ms', 4000, {}]]);
  });

  test('notes no start where the target or the script fails', async () => {
    const failing = await declared({
      setup: () => {
        throw new Error('of the script');
      },
    });
    expect(() => failing.setup()).toThrow('of the script');
    const rejecting = await declared({ setup: () => Promise.reject(new Error('of the script')) });
    await expect(rejecting.setup()).rejects.toThrow('of the script');
    expect(k6.samples).toEqual([]);
    k6.respond = () => ({ status: 0, error_code: 1212, error: 'connection refused' });
    const refused = await declared({ setup: () => expect.unreachable() });
    expect(() => refused.setup()).toThrow('did not pass the pre-flight GET /: refused');
    expect(k6.samples.map(({ metric }) => metric)).toEqual(['request_errors']);
  });
});

describe('teardown', () => {
  test('notes as the end of the load when it began itself, once the script has succeeded', async () => {
    const { teardown } = await declared({
      teardown: () => {
        vi.setSystemTime(9000);
        return k6.samples.length;
      },
    });
    vi.setSystemTime(7000);
    expect(Reflect.apply(teardown, undefined, [{}])).toBe(0);
    expect(moments()).toEqual([['load_ended_at_ms', 7000, {}]]);
  });

  test('hands the data of setup to the script', async () => {
    const seen: unknown[] = [];
    const { teardown } = await declared({ teardown: (data) => void seen.push(data) });
    Reflect.apply(teardown, undefined, [{ token: 'a' }]);
    expect(seen).toEqual([{ token: 'a' }]);
  });

  test('notes no end where the script fails', async () => {
    const { teardown } = await declared({ teardown: () => Promise.reject(new Error('of the script')) });
    await expect(Reflect.apply(teardown, undefined, [{}])).rejects.toThrow('of the script');
    expect(k6.samples).toEqual([]);
  });
});

describe('handleSummary', () => {
  test.each([
    [undefined, 'reports'],
    ['out', 'out'],
    ['out/', 'out'],
    ['C:\\out\\\\', 'C:\\out'],
    ['/', '/'],
  ])('writes below REPORT_DIR=%s into %s', async (given, folder) => {
    vi.stubGlobal('__ENV', given === undefined ? {} : { REPORT_DIR: given });
    const { handleSummary } = await declared();
    expect(Object.keys(handleSummary({}))).toEqual([
      `${folder}/shop.acceptance.json`,
      `${folder}/shop.acceptance.md`,
      'stdout',
    ]);
  });

  test('gives emergency reports of a summary that it cannot read', async () => {
    vi.stubGlobal('__ENV', { K6_ACCEPTANCE_RUN: 'run 7' });
    const { handleSummary } = await declared();
    const reports = handleSummary('no summary');
    expect(JSON.parse(reports['reports/shop.acceptance.json'] ?? '')).toMatchObject({
      plan: 'shop',
      run: 'run 7',
      verdict: 'INVALID',
      emergency: true,
    });
  });
});
