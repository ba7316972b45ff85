import { beforeEach, describe, expect, test, vi } from 'vitest';
import { recordedIterations } from '../../lib/k6/iteration-ends.ts';
import { metrics } from '../../lib/k6/k6-modules.ts';
import { enterScenario, k6, resetK6 } from './k6-stub.ts';
import { environmentOf } from './plan-environment.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

const startMs = 5000;
const plan = environmentOf(['first', '1s'], ['second', '1s']);
const tags = { phase: 'first' };
const completed = { metric: 'completed_iterations', value: true, tags };
const notCompleted = { metric: 'completed_iterations', value: false, tags };
const refused = { metric: 'given_up_iterations', value: 1, tags: { ...tags, reason: 'login refused' } };
const soldOut = { metric: 'given_up_iterations', value: 1, tags: { ...tags, reason: 'sold out' } };
const exception = { metric: 'script_exceptions', value: 1, tags };

beforeEach(() => {
  resetK6();
  vi.useFakeTimers();
  vi.setSystemTime(startMs);
  return () => vi.useRealTimers();
});

/** A VU in the plan's scenario. */
function vu(declared: Parameters<typeof recordedIterations>[0] = { giveUpReasons: ['login refused', 'sold out'] }) {
  const own = recordedIterations(declared, new metrics.Counter('script_exceptions'));
  k6.isInit = false;
  enterScenario(plan(), startMs);
  return own;
}

test('makes its metrics at init alone', () => {
  vu();
  expect(k6.metrics.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'Counter script_exceptions',
    'Rate completed_iterations',
    'Counter given_up_iterations',
  ]);
  expect(vu).toThrow('init context');
});

describe('an iteration', () => {
  test('that ends in order is one completed sample, in the phase of its start', () => {
    const { run } = vu();
    const seen: unknown[] = [];
    expect(
      run(
        (data) => {
          seen.push(data, { ...k6.tags });
          vi.setSystemTime(startMs + 1500);
        },
        { token: 'a' },
      ),
    ).toBeUndefined();
    expect(seen).toEqual([{ token: 'a' }, tags]);
    expect(k6.samples).toEqual([completed]);
    run(() => {}, undefined);
    expect(k6.samples.at(-1)?.tags).toEqual({ phase: 'second' });
  });

  test('that is given up ends in order, and is not completed', () => {
    const { run, giveUp } = vu();
    const after = vi.fn<() => void>();
    run(() => {
      vi.setSystemTime(startMs + 1500);
      if (k6.samples.length === 0) giveUp('login refused');
      after();
    }, undefined);
    expect(after).not.toHaveBeenCalled();
    expect(k6.samples).toEqual([notCompleted, refused]);
    vi.setSystemTime(startMs);
    run(() => giveUp('sold out'), undefined);
    expect(k6.samples.slice(2)).toEqual([notCompleted, soldOut]);
    run(() => {}, undefined);
    expect(k6.samples.slice(4)).toEqual([completed]);
  });

  test('that catches the signal and goes on is given up all the same, once', () => {
    const { run, giveUp } = vu();
    run(() => {
      try {
        giveUp('login refused');
      } catch {
        // Goes on.
      }
      giveUp('sold out');
    }, undefined);
    expect(k6.samples).toEqual([notCompleted, refused]);
    run(() => {
      try {
        giveUp('sold out');
      } catch {
        // And ends.
      }
    }, undefined);
    expect(k6.samples.slice(2)).toEqual([notCompleted, soldOut]);
  });

  test('that ends in an exception is not completed, and throws on', () => {
    const { run } = vu();
    const error = new Error('of the script');
    expect(() =>
      run(() => {
        throw error;
      }, undefined),
    ).toThrow(error);
    expect(k6.samples).toEqual([notCompleted, exception]);
  });

  test('that throws another exception after it was given up has an exception', () => {
    const { run, giveUp } = vu();
    expect(() =>
      run(() => {
        try {
          giveUp('login refused');
        } catch (error) {
          throw new Error('wrapped', { cause: error });
        }
      }, undefined),
    ).toThrow('wrapped');
    expect(k6.samples).toEqual([notCompleted, refused, exception]);
  });

  test('that throws the signal of an earlier one has an exception', () => {
    const { run, giveUp } = vu();
    let signal: unknown;
    run(() => {
      try {
        giveUp('login refused');
      } catch (error) {
        signal = error;
      }
    }, undefined);
    expect(() =>
      run(() => {
        throw signal;
      }, undefined),
    ).toThrow('This iteration was given up.');
    expect(k6.samples.slice(2)).toEqual([notCompleted, exception]);
  });

  test('that awaited what never came is not completed, as the next one shows', () => {
    const { run } = vu();
    void run(() => new Promise<void>(() => {}), undefined);
    expect(k6.samples).toEqual([]);
    vi.setSystemTime(startMs + 1500);
    run(() => {}, undefined);
    expect(k6.samples).toEqual([notCompleted, { ...completed, tags: { phase: 'second' } }]);
  });
});

describe('an asynchronous iteration', () => {
  test('is completed when its promise is', async () => {
    const { run } = vu();
    const running = run(async () => void (await Promise.resolve()), undefined);
    expect(k6.samples).toEqual([]);
    await running;
    expect(k6.samples).toEqual([completed]);
  });

  test('resolves when it is given up', async () => {
    const { run, giveUp } = vu();
    await run(async () => {
      await Promise.resolve();
      giveUp('sold out');
    }, undefined);
    expect(k6.samples).toEqual([notCompleted, soldOut]);
  });

  test('rejects with its exception, which counts once', async () => {
    const { run } = vu();
    const error = new Error('of the script');
    await expect(
      run(async () => {
        await Promise.resolve();
        throw error;
      }, undefined),
    ).rejects.toBe(error);
    expect(k6.samples).toEqual([notCompleted, exception]);
  });

  test('is given up once, whichever of its branches are', async () => {
    const { run, giveUp } = vu();
    const branch = async (turns: number): Promise<void> => {
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      giveUp(turns === 1 ? 'login refused' : 'sold out');
    };
    const late = branch(20);
    await run(async () => void (await Promise.all([branch(1), branch(2), late])), undefined);
    await expect(late).rejects.toThrow('This iteration was given up.');
    expect(k6.samples).toEqual([notCompleted, refused]);
  });
});

describe('a reason that the plan does not declare', () => {
  test.each(['nope', 'constructor', '', 'LOGIN REFUSED'])('is an exception of the script: %j', (reason) => {
    const { run, giveUp } = vu();
    expect(() => run(() => giveUp(reason), undefined)).toThrow(
      `Invalid giveUp: expected a reason of the plan, received "${reason}". Declare the reason.`,
    );
    expect(k6.samples).toEqual([notCompleted, exception]);
  });

  test('is one even where the script catches it, and counts once', () => {
    const { run, giveUp } = vu();
    const caught = (reason: string): void => {
      try {
        giveUp(reason);
      } catch {
        // Goes on.
      }
    };
    run(() => {
      caught('nope');
      caught('nope');
      caught('login refused');
    }, undefined);
    expect(k6.samples).toEqual([notCompleted, exception]);
    expect(() =>
      run(() => {
        caught('nope');
        throw new Error('and more');
      }, undefined),
    ).toThrow('and more');
    expect(k6.samples.slice(2)).toEqual([notCompleted, exception]);
  });
});

describe('outside of an iteration', () => {
  const message = 'Invalid giveUp: expected an iteration under way, received a call outside of one.';

  test('of setup or teardown, giving up is a plain error', () => {
    const { giveUp } = vu();
    enterScenario({}, startMs);
    expect(() => giveUp('login refused')).toThrow(message);
    expect(k6.samples).toEqual([]);
  });

  test('in a scenario, as in a promise that nobody awaited, it is an exception of the script', () => {
    const { run, giveUp } = vu();
    expect(() => giveUp('login refused')).toThrow(message);
    expect(k6.samples).toEqual([{ ...exception, tags: {} }]);
    run(() => {}, undefined);
    expect(() => giveUp('login refused')).toThrow(message);
    expect(k6.samples.slice(1)).toEqual([completed, exception]);
  });
});

describe('where some exceptions are allowed', () => {
  const allowing = { allowedExceptions: 0.01 };
  const fine = { metric: 'exception_iterations', value: false, tags };
  const faulty = { metric: 'exception_iterations', value: true, tags };
  const thrown = new Error('of the script');
  const breakDown = (): never => {
    throw thrown;
  };

  test('each iteration tells whether it ended in one, and nothing else without reasons', async () => {
    const { run } = vu(allowing);
    expect(k6.metrics.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'Counter script_exceptions',
      'Rate exception_iterations',
    ]);
    run(() => {}, undefined);
    await run(async () => {}, undefined);
    expect(k6.samples).toEqual([fine, fine]);
    expect(() => run(breakDown, undefined)).toThrow(thrown);
    await expect(run(async () => breakDown(), undefined)).rejects.toBe(thrown);
    expect(k6.samples.slice(2)).toEqual([exception, faulty, exception, faulty]);
    void run(() => new Promise<void>(() => {}), undefined);
    run(() => {}, undefined);
    expect(k6.samples.slice(6)).toEqual([fine, fine]);
  });

  test('one that is given up ends in none, one with an undeclared reason does, and each tells it once', async () => {
    const { run, giveUp } = vu({ ...allowing, giveUpReasons: ['login refused'] });
    const told = (): unknown[] =>
      k6.samples.splice(0).flatMap(({ metric, value }) => (metric === 'exception_iterations' ? [value] : []));
    const caught = (reason: string) => (): void => {
      try {
        giveUp(reason);
      } catch {
        // Goes on.
      }
    };
    run(() => giveUp('login refused'), undefined);
    await run(async () => giveUp('login refused'), undefined);
    run(caught('login refused'), undefined);
    expect(told()).toEqual([false, false, false]);
    expect(() => run(() => giveUp('nope'), undefined)).toThrow('Invalid giveUp');
    run(caught('nope'), undefined);
    expect(() =>
      run(() => {
        caught('login refused')();
        breakDown();
      }, undefined),
    ).toThrow(thrown);
    expect(told()).toEqual([true, true, true]);
    run(() => {}, undefined);
    expect(() => giveUp('login refused')).toThrow('Invalid giveUp');
    expect(told()).toEqual([false, true]);
  });

  test('none allowed is as if nothing were said', () => {
    vu({ allowedExceptions: 0 });
    expect(k6.metrics.map(({ name }) => name)).toEqual(['script_exceptions']);
  });
});
