import { describe, expect, it } from 'vitest';
import { checkCountsIn } from '../../../lib/core/measure/check-counts.ts';
import { parseRunSummary } from '../../../lib/core/measure/run-summary.ts';
import captured from './captured/data.json' with { type: 'json' };

const check = (name: string, passes: number, fails: number): object => ({ name, path: '', id: '', passes, fails });
const group = (name: unknown, checks: unknown, groups: unknown = []): object => ({
  name,
  path: '',
  id: '',
  checks,
  groups,
});

describe('the checks that k6 lists', () => {
  it('are told apart by name and by the way to their group', () => {
    const root = group(
      '',
      [check('has items', 5, 1), check('is sound', 0, 2)],
      [
        group(
          'checkout',
          [check('has items', 3, 0)],
          [group('payment', [check('has items', 0, 4)]), group('empty', [])],
        ),
        group('payment', [check('is sound', 1, 1)]),
      ],
    );
    expect(checkCountsIn(root)).toEqual([
      { name: 'has items', group: null, passed: 5, failed: 1 },
      { name: 'is sound', group: null, passed: 0, failed: 2 },
      { name: 'has items', group: 'checkout', passed: 3, failed: 0 },
      { name: 'has items', group: 'checkout::payment', passed: 0, failed: 4 },
      { name: 'is sound', group: 'payment', passed: 1, failed: 1 },
    ]);
  });

  it.each(['', '__proto__', 'constructor', 'a|b <script>', '\u001b[31m', '\ud83d'])('may have any name: %j', (name) => {
    expect(checkCountsIn(group('', [check(name, 1, 0)], [group(name, [check(name, 0, 1)])]))).toEqual([
      { name, group: null, passed: 1, failed: 0 },
      { name, group: name, passed: 0, failed: 1 },
    ]);
  });

  it.each([
    undefined,
    null,
    'root',
    [],
    {},
    group('', null, null),
    group('', { 0: check('a', 1, 0) }, { inner: group('b', [check('c', 1, 0)]) }),
    group('', [null, 'a', [], {}, { name: 5, passes: 1, fails: 0 }, { name: 'a', passes: 1 }]),
    group('', [check('a', -1, 0), check('a', 0.5, 0), check('a', Number.NaN, 0), check('a', 1, Infinity)]),
    group('', [{ name: 'a', passes: '1', fails: 0 }], [null, 'b', group(5, [check('c', 1, 0)])]),
  ])('are none where they cannot be read: %j', (root) => {
    expect(checkCountsIn(root)).toEqual([]);
  });

  it('are left out one by one', () => {
    expect(
      checkCountsIn(group('', [null, check('a', 1, 0), check('b', -1, 0)], [3, group('c', [check('d', 0, 1)])])),
    ).toEqual([
      { name: 'a', group: null, passed: 1, failed: 0 },
      { name: 'd', group: 'c', passed: 0, failed: 1 },
    ]);
  });

  it('are read from the summary of a run, and their lack is no fault', () => {
    const { data } = captured;
    expect(parseRunSummary({ ...data, root_group: group('', [check('a', 1, 2)]) }).checks).toEqual([
      { name: 'a', group: null, passed: 1, failed: 2 },
    ]);
    const { root_group: _, ...others } = data;
    expect(parseRunSummary(others).checks).toEqual([]);
    expect(parseRunSummary({ ...data, root_group: 'none' }).checks).toEqual([]);
  });
});
