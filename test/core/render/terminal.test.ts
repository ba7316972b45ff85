import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTerminal } from '../../../lib/core/render/terminal.ts';
import { acceptanceOf, dataOf, metricOf, planOf } from '../run-data.ts';
import { documentOf, hostileText, hostileTexts } from './hostile.ts';

// An escape sequence that sets a colour, and nothing else.
const withoutColour = (text: string): string => text.replaceAll(/\u001b\[[\d;]*m/g, '');
const acts = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

describe('the document in a terminal', () => {
  const plan = planOf();

  it('ends with the verdict and its sentence', () => {
    expect(renderTerminal(acceptanceOf(plan), false).trimEnd().split('\n').at(-1)).toBe('PASS: All 9 criteria hold.');
  });

  it('says that a trial is one', () => {
    const only = planOf({ criteria: [{ indicator: 'latency', phase: 'peak', target: 'p(95)<300' }] }, '0.5');
    expect(renderTerminal(acceptanceOf(only), false).trimEnd().split('\n').at(-1)).toBe(
      'PASS (TRIAL): TRIAL at time scale 0.5, no acceptance: The one criterion holds.',
    );
  });

  it('has no colour unless it is asked for', () => {
    expect(renderTerminal(acceptanceOf(plan), false)).not.toContain('\u001b');
  });

  it.each([
    ['PASS', '32'],
    ['WARN', '33'],
    ['FAIL', '31'],
    ['INVALID', '35'],
  ] as const)('colours the verdict %s', (verdict, colour) => {
    expect(renderTerminal(documentOf('x', verdict), true)).toContain(
      `\u001b[1;${colour}m${verdict} (TRIAL)\u001b[0m: Because of x.`,
    );
  });

  it('colours the words of the rows, and changes nothing but colours', () => {
    const document = documentOf('x');
    const coloured = renderTerminal(document, true);
    expect(coloured).toContain('\u001b[1;32mPASS\u001b[0m');
    expect(coloured).toContain('\u001b[1;31mFAIL\u001b[0m');
    expect(coloured).toContain('\u001b[1;35mNO_DATA\u001b[0m: x');
    expect(withoutColour(coloured)).toBe(renderTerminal(document, false));
  });

  it('aligns the columns of a table', () => {
    const [, title, head = '', ...rows] = renderTerminal(acceptanceOf(plan), false).split('\n');
    expect(title).toBe('Criteria');
    const at = head.indexOf('k6 metric');
    const criteria = rows.slice(0, 9);
    expect(criteria.map((row) => row.slice(at - 2, at))).toEqual(Array.from({ length: 9 }, () => '  '));
    expect(criteria[0]?.slice(at)).toBe('http_req_duration{expected_response:true,phase:peak}');
    // Numbers stand on the right.
    const samples = head.indexOf('Samples') + 'Samples'.length;
    expect(criteria.map((row) => row.slice(0, samples).split(/\s+/).at(-1))).toEqual([
      '1000',
      '500',
      '2300',
      '1000',
      '800',
      '500',
      '500',
      '1150',
      '500',
    ]);
  });

  it('shows what was not measured as a dash, never as 0', () => {
    const line = renderTerminal(acceptanceOf(plan, dataOf(plan, [])), false)
      .split('\n')
      .find((row) => row.includes('GET /api/items'));
    expect(line?.trim().split(/\s{2,}/)).toEqual([
      'list items',
      'GET /api/items',
      '0',
      '0',
      ...Array.from({ length: 8 }, () => '—'),
    ]);
  });

  it('shows faults, warnings and what ran', () => {
    const data = dataOf(plan);
    metricOf(data, 'dropped_iterations').values['count'] = 3;
    const text = renderTerminal(acceptanceOf(plan, data, { elapsedMs: 29_000 }), false);
    expect(text).toContain(
      '\nFault (cut-short): The load ended after 29.0 s of 30.0 s.\nWarning (dropped-iterations): Iterations dropped: 3. No VU was free when they were due.\nPlan shop against http://shop.test:3000, ended ',
    );
  });
});

describe('text from outside', () => {
  const linesOf = (text: string): number => text.split('\n').length;
  const lines = linesOf(renderTerminal(documentOf('x'), false));

  it.each(hostileTexts)('holds no control sequence and no line break: %j', (text) => {
    const shown = renderTerminal(documentOf(text), false);
    expect(shown).not.toMatch(acts);
    expect(linesOf(shown)).toBe(lines);
  });

  it('holds none beside the colours, whatever it is', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (text, colour) => {
        const shown = renderTerminal(documentOf(text), colour);
        expect(withoutColour(shown)).not.toMatch(acts);
        expect(linesOf(shown)).toBe(lines);
        expect(encodeURIComponent(shown)).toBeTypeOf('string');
        // Colours come from the verdicts alone: nine rows and the document.
        expect(shown.match(/\u001b/g)?.length ?? 0).toBe(colour ? 20 : 0);
      }),
      { numRuns: 500 },
    );
  });
});
