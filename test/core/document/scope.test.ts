import { describe, expect, it } from 'vitest';
import { renderScope, scopeColumns } from '../../../lib/core/document/scope.ts';

describe('renderScope', () => {
  it.each([
    [null, null, 'over the whole run', ['all', 'all']],
    ['peak', null, 'in phase "peak"', ['peak', 'all']],
    [null, ['list items'], 'of "list items"', ['all', 'list items']],
    ['peak', ['list items'], 'in phase "peak" of "list items"', ['peak', 'list items']],
    [null, ['list items', 'pay'], 'of "list items" and "pay"', ['all', 'list items + pay']],
    ['peak', ['list items', 'pay'], 'in phase "peak" of "list items" and "pay"', ['peak', 'list items + pay']],
  ])('of %s and %j is %s', (phase, endpoints, text, cells) => {
    expect(renderScope({ phase, endpoints })).toBe(text);
    const scope = { phase, endpoints };
    expect(scopeColumns([scope]).cells(scope)).toEqual(cells);
  });

  it('has a column for each way of narrowing it', () => {
    expect(scopeColumns([]).titles).toEqual(['Phase', 'Endpoint']);
    expect(scopeColumns([{ phase: 'peak', endpoints: ['list items'] }]).titles).toEqual(['Phase', 'Endpoint']);
  });
});
