// Checks of a run by name: two of one name in two groups, one of setup, and those that the endpoints declare.
import { describe, expect, it } from 'vitest';
import { tablesOf } from '../../../lib/core/render/tables.ts';
import { acceptanceOf, dataOf, planOf, sampled, soundSamples, type K6Data, type Sample } from '../run-data.ts';

const plan = planOf();
const made = (times: number, value: 0 | 1, check: string, group = ''): Sample =>
  sampled('checks', value, times, { phase: 'peak', group, check });
const dataWith = (...others: readonly Sample[]): K6Data => dataOf(plan, [...soundSamples(plan), ...others]);
const tableOf = (data: K6Data) => tablesOf(acceptanceOf(plan, data)).find(({ title }) => title === 'Checks');

describe('the checks of a run', () => {
  const data = dataWith(
    made(30, 1, 'is sound', '::checkout'),
    made(10, 0, 'is sound', '::checkout'),
    made(5, 0, 'is sound', '::checkout::payment'),
    made(1, 1, 'is up', '::setup'),
    made(1, 0, 'is a list'),
  );

  it('are counted by name and group, with the share that passed', () => {
    expect(acceptanceOf(plan, data).checks).toEqual([
      { name: 'is a list', group: null, passed: 1150, failed: 1, passedRatio: 1150 / 1151 },
      { name: 'has an id', group: null, passed: 1150, failed: 0, passedRatio: 1 },
      { name: 'is sound', group: 'checkout', passed: 30, failed: 10, passedRatio: 0.75 },
      { name: 'is sound', group: 'checkout::payment', passed: 0, failed: 5, passedRatio: 0 },
      { name: 'is up', group: 'setup', passed: 1, failed: 0, passedRatio: 1 },
    ]);
  });

  it('add up to those of the totals', () => {
    const { checks, totals } = acceptanceOf(plan, data);
    const sum = (field: 'passed' | 'failed'): number => checks.reduce((before, row) => before + row[field], 0);
    expect(totals.checks).toEqual({ passed: sum('passed'), failed: sum('failed') });
  });

  it('have a table, with a column for groups where there are any', () => {
    const table = tableOf(data);
    expect(table?.columns.map(({ title }) => title)).toEqual(['Check', 'Group', 'Passed', 'Failed', 'Share passed']);
    expect(table?.rows).toEqual([
      ['is a list', 'none', '1150', '1', '99.9 %'],
      ['has an id', 'none', '1150', '0', '100 %'],
      ['is sound', 'checkout', '30', '10', '75 %'],
      ['is sound', 'checkout::payment', '0', '5', '0 %'],
      ['is up', 'setup', '1', '0', '100 %'],
    ]);
    expect(tableOf(dataWith())?.columns.map(({ title }) => title)).toEqual([
      'Check',
      'Passed',
      'Failed',
      'Share passed',
    ]);
  });

  it('are no table and no fault where k6 does not list them', () => {
    const without = dataWith();
    const verdict = acceptanceOf(plan, without).verdict;
    without.root_group = { name: '', path: '', id: '', groups: [], checks: [] };
    const acceptance = acceptanceOf(plan, without);
    expect(acceptance).toMatchObject({ verdict, checks: [], faults: [] });
    expect(tableOf(without)).toBeUndefined();
  });

  it('have no share where none was counted', () => {
    const odd = dataWith();
    odd.root_group.checks = [{ name: 'a', path: '', id: '', passes: 0, fails: 0 }];
    expect(acceptanceOf(plan, odd).checks).toEqual([
      { name: 'a', group: null, passed: 0, failed: 0, passedRatio: null },
    ]);
  });
});
