import { beforeEach, describe, expect, test, vi } from 'vitest';
import { currentPhase, tagIteration } from '../../lib/k6/current-phase.ts';
import { enterScenario, exec, k6, resetK6 } from './k6-stub.ts';
import { environmentOf } from './plan-environment.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

const planStartMs = 1_000_000;
const plan = environmentOf(['warm-up', '2s'], ['peak 80/s', '3s'], ['rest', '1s']);

beforeEach(() => {
  resetK6();
  vi.useFakeTimers();
  vi.setSystemTime(planStartMs);
  return () => vi.useRealTimers();
});

function at(ms: number): string | undefined {
  vi.setSystemTime(planStartMs + ms);
  return currentPhase();
}

describe('the current phase', () => {
  test('changes at each boundary, and is after-plan from the end of the last phase on', () => {
    enterScenario(plan(), planStartMs);
    expect([0, 1999, 2000, 4999].map(at)).toEqual(['warm-up', 'warm-up', 'peak 80/s', 'peak 80/s']);
    expect([5000, 5999, 6000, 60_000].map(at)).toEqual(['rest', 'rest', 'after-plan', 'after-plan']);
  });

  test('is found where the first look is late', () => {
    enterScenario(plan(), planStartMs);
    expect(at(5500)).toBe('rest');
  });

  test('counts from the start of the plan in a scenario that starts with a later phase', () => {
    enterScenario(plan('peak 80/s'), planStartMs + 2000);
    expect([2000, 4999, 5000].map(at)).toEqual(['peak 80/s', 'peak 80/s', 'rest']);
  });

  test('is undefined outside the scenarios of the plan, whenever that is', () => {
    enterScenario({ BASE_URL: 'http://target' }, planStartMs);
    expect([0, 3000, 60_000].map(at)).toEqual([undefined, undefined, undefined]);
  });

  test('is found anew when the VU enters another scenario', () => {
    enterScenario(plan(), planStartMs);
    expect(at(1000)).toBe('warm-up');
    enterScenario(environmentOf(['other', '9s'])(), planStartMs);
    expect(at(1001)).toBe('other');
    enterScenario({}, planStartMs);
    expect(at(1002)).toBeUndefined();
  });

  test('asks k6 for nothing between two boundaries', () => {
    enterScenario(plan(), planStartMs);
    const startTime = vi.spyOn(exec.scenario, 'startTime', 'get');
    [0, 500, 1000, 1999].forEach(at);
    expect(startTime).toHaveBeenCalledTimes(1);
    startTime.mockRestore();
  });
});

describe('the tag of an iteration', () => {
  test('is the phase of its start, and asking for the current phase leaves it', () => {
    enterScenario(plan(), planStartMs);
    tagIteration();
    expect(k6.tags).toEqual({ phase: 'warm-up' });
    expect(at(2000)).toBe('peak 80/s');
    expect(k6.tags).toEqual({ phase: 'warm-up' });
    tagIteration();
    expect(k6.tags).toEqual({ phase: 'peak 80/s' });
  });

  test('is set once in a phase, because setting it costs time', () => {
    enterScenario(plan(), planStartMs);
    tagIteration();
    delete k6.tags['phase'];
    tagIteration();
    expect(k6.tags).toEqual({});
  });

  test('is set again in a new scenario, where k6 has removed it', () => {
    enterScenario(plan(), planStartMs);
    tagIteration();
    enterScenario(plan(), planStartMs);
    tagIteration();
    expect(k6.tags).toEqual({ phase: 'warm-up' });
  });

  test('is not set outside the scenarios of the plan', () => {
    enterScenario({}, planStartMs);
    tagIteration();
    expect(k6.tags).toEqual({});
  });
});
