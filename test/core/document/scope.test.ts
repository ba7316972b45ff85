import { describe, expect, it } from 'vitest';
import { renderScope, scopeColumns } from '../../../lib/core/document/scope.ts';

describe('renderScope', () => {
  it.each<
    [
      phase: string | null,
      endpoints: string[] | null,
      group: string | null,
      check: string | null,
      text: string,
      cells: string[],
    ]
  >([
    [null, null, null, null, 'over the whole run', ['all', 'all']],
    ['peak', null, null, null, 'in phase "peak"', ['peak', 'all']],
    [null, ['list items'], null, null, 'of "list items"', ['all', 'list items']],
    ['peak', ['list items'], null, null, 'in phase "peak" of "list items"', ['peak', 'list items']],
    [null, ['list items', 'pay'], null, null, 'of "list items" and "pay"', ['all', 'list items + pay']],
    [
      'peak',
      ['list items', 'pay'],
      null,
      null,
      'in phase "peak" of "list items" and "pay"',
      ['peak', 'list items + pay'],
    ],
    [null, null, 'checkout::pay', null, 'in group "checkout::pay"', ['all', 'all', 'checkout::pay']],
    ['peak', ['pay'], 'checkout', null, 'in phase "peak" of "pay" in group "checkout"', ['peak', 'pay', 'checkout']],
    [null, null, null, 'has items', 'named "has items"', ['all', 'all', 'has items']],
    ['peak', ['pay'], null, 'is paid', 'in phase "peak" of "pay" named "is paid"', ['peak', 'pay', 'is paid']],
  ])('of %s, %j, %s and %s is %s', (phase, endpoints, group, check, text, cells) => {
    const scope = { phase, endpoints, group, check };
    expect(renderScope(scope)).toBe(text);
    expect(scopeColumns([scope]).cells(scope)).toEqual(cells);
  });

  it('has a column for each way of narrowing it, and for groups and checks only where one is asked for', () => {
    const peak = { phase: 'peak', endpoints: ['list items'], group: null, check: null };
    expect(scopeColumns([]).titles).toEqual(['Phase', 'Endpoint']);
    expect(scopeColumns([peak]).titles).toEqual(['Phase', 'Endpoint']);
    const columns = scopeColumns([peak, { ...peak, group: 'checkout' }]);
    expect(columns.titles).toEqual(['Phase', 'Endpoint', 'Group']);
    expect(columns.cells(peak)).toEqual(['peak', 'list items', 'all']);
    expect(scopeColumns([peak, { ...peak, check: 'is paid' }]).titles).toEqual(['Phase', 'Endpoint', 'Check']);
  });
});
