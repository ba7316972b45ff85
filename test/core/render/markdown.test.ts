import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, renderMarkdown } from '../../../lib/core/render/markdown.ts';
import { printable } from '../../../lib/core/language/printable.ts';
import { acceptanceOf, dataOf, metricOf, planOf, setOk } from '../run-data.ts';
import { documentOf, hostileText, hostileTexts } from './hostile.ts';

/** The cells of a table's line: a pipe after an odd number of backslashes is a character, not the end of a cell. */
const cellsOf = (line: string): string[] => line.split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/).slice(1, -1);

/** Each block of lines that begin with a pipe. */
const tablesIn = (markdown: string): string[][] =>
  markdown
    .split('\n\n')
    .map((block) => block.split('\n').filter((line) => line.startsWith('|')))
    .filter((lines) => lines.length > 0);

/** What a reader sees of escaped text: backslashes gone, references decoded, marks without width left out. */
function readerSees(escaped: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };
  return escaped
    .replace(
      /\\([!-/:-@[-`{-~])|&(?:#(\d+)|(amp|lt|gt));/g,
      (_, character?: string, code?: string, name?: string) =>
        character ?? (code === undefined ? (named[name ?? ''] ?? '?') : String.fromCodePoint(Number(code))),
    )
    .replaceAll('\u200b', '');
}

/** The text as the parser's later steps have it, where GitHub looks for mentions: decoded, marks without width still there. */
const decoded = (escaped: string): string =>
  escaped
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

describe('the document in Markdown', () => {
  const plan = planOf();

  it('begins with the verdict and its sentence', () => {
    const [verdict, , sentence, , context] = renderMarkdown(acceptanceOf(plan)).split('\n');
    expect([verdict, sentence]).toEqual(['# PASS', 'All 9 criteria hold.']);
    expect(context).toContain('Plan shop against ');
    expect(context).toContain(', ended 2023-11-14T22:13:51.000Z after 31.5 s: 1150 iterations, 2301 requests.');
  });

  it('says that a trial is one', () => {
    expect(renderMarkdown(acceptanceOf(planOf({}, '0.5')))).toMatch(/^# [A-Z]+ \(TRIAL\)\n/);
  });

  it('lists faults and warnings', () => {
    const data = dataOf(plan);
    setOk(data, 'replicas{plan:shop}', 'value==3', false);
    const markdown = renderMarkdown(acceptanceOf(plan, data, { elapsedMs: 29_000 }));
    expect(markdown).toContain('\n- Fault (cut-short): The load ended after 29.0 s of 30.0 s.\n');
  });

  it('has every criterion with what was required and observed', () => {
    const data = dataOf(plan);
    metricOf(data, 'http_req_duration{expected_response:true,phase:peak}').values['p(95)'] = 480.26;
    const [criteria = []] = tablesIn(renderMarkdown(acceptanceOf(plan, data)));
    expect(criteria.map(cellsOf).map((cells) => cells.map((cell) => readerSees(cell.trim())))[2]).toEqual([
      'latency',
      'peak',
      'all',
      'p(95) < 300 ms',
      '< 300 ms',
      '480 ms',
      '1000',
      'FAIL',
      'http_req_duration{expected_response:true,phase:peak}',
    ]);
  });

  it('shows what was not measured as a dash, never as 0', () => {
    const data = dataOf(plan, []);
    const row = tablesIn(renderMarkdown(acceptanceOf(plan, data)))
      .flat()
      .map((line) => cellsOf(line).map((cell) => cell.trim()))
      .find(([first]) => first === 'list items');
    // Endpoint, request, requests, failed, avg, min, p50, p90, p95, p99, max, checks.
    expect(row).toEqual(['list items', 'GET /api/items', '0', '0', ...Array.from({ length: 8 }, () => '—')]);
  });
});

describe('text from outside', () => {
  it.each(hostileTexts)('keeps the shape of the document: %j', (text) => {
    const markdown = renderMarkdown(documentOf(text));
    const plain = renderMarkdown(documentOf('x'));
    expect(markdown.split('\n')).toHaveLength(plain.split('\n').length);
    expect(tablesIn(markdown).map((lines) => lines.map((line) => cellsOf(line).length))).toEqual(
      tablesIn(plain).map((lines) => lines.map((line) => cellsOf(line).length)),
    );
  });

  it('keeps the shape of the document, whatever it is', () => {
    const shapeOf = (markdown: string): unknown =>
      tablesIn(markdown).map((lines) => lines.map((line) => cellsOf(line).length));
    const shape = shapeOf(renderMarkdown(documentOf('x')));
    const headings = (markdown: string): string[] => markdown.split('\n').filter((line) => line.startsWith('#'));
    fc.assert(
      fc.property(hostileText, (text) => {
        const markdown = renderMarkdown(documentOf(text));
        expect(shapeOf(markdown)).toEqual(shape);
        expect(headings(markdown)).toEqual(headings(renderMarkdown(documentOf('x'))));
      }),
      { numRuns: 500 },
    );
  });

  it('holds no character that acts', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markdown = renderMarkdown(documentOf(text));
        expect(markdown).not.toMatch(/[<>]/);
        expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect(markdown).not.toMatch(/&(?!(?:amp|lt|gt|#\d+|ZeroWidthSpace);)/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a|b', 'a\\|b'],
    ['`x`', '\\`x\\`'],
    ['*x*', '\\*x\\*'],
    ['[x](y)', '\\[x\\](y)'],
    ['\\', '\\\\'],
    ['~~x~~', '\\~\\~x\\~\\~'],
    ['<b>', '&lt;b&gt;'],
    ['&lt;', '&amp;lt;'],
    ['queue_wait', 'queue_wait'],
    ['_x_', '\\_x\\_'],
    ['p(95)', 'p(95)'],
    ['1.5', '1.5'],
    ['http_reqs{name:a}', 'http_reqs{name:a}'],
  ])('is escaped where it has to be, and legible elsewhere: %s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it.each([
    ['@octocat', '@&#8203;octocat'],
    ['me@evil.test', 'me@&#8203;evil.test'],
    ['@@a', '@@&#8203;a'],
    ['a @ b', 'a @ b'],
    ['@', '@'],
    ['#1', '\\#&#8203;1'],
    ['org/repo#12', 'org/repo\\#&#8203;12'],
    ['# heading', '\\# heading'],
    ['#', '\\#'],
    [':smile:', ':&#8203;smile:'],
    ['ok:+1:', 'ok:&#8203;+1:'],
    [':non-potable_water:', ':&#8203;non-potable_water:'],
    [':a:b:', ':&#8203;a:&#8203;b:'],
    ['a:b', 'a:b'],
    ['a: b: c', 'a: b: c'],
    ['::', '::'],
    ['{group:::setup}', '{group:::setup}'],
    ['{name:list items,plan:shop}', '{name:list items,plan:shop}'],
    ['GH-1', 'GH-&#8203;1'],
    ['gh-26: (Gh-7', 'gh-&#8203;26: (Gh-&#8203;7'],
    ['_gh-1', '\\_gh-&#8203;1'],
    ['high-5', 'high-5'],
    ['GH-x', 'GH-x'],
    ['GH - 1', 'GH - 1'],
    ['http://x', 'http&#58;//x'],
    ['www.x', 'www&#46;x'],
  ])('has a space without width where GitHub would find a name: %s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('holds no mention, no reference and no emoji code, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostileText,
          fc.string({
            unit: fc.constantFrom('@', '#', ':', 'a', 'g', 'H', '1', '_', '-', '+', '/', '\\', '`', ' '),
            maxLength: 12,
          }),
        ),
        (text) => {
          expect(decoded(escapeMarkdown(text))).not.toMatch(
            /[@#]\w|(?<![a-z\d])gh-\d|:(?:[\w+-]*[a-z_+-][\w+-]*|100|1234):/i,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is what a reader sees', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(readerSees(escapeMarkdown(text))).toBe(printable(text).replaceAll('\u200b', ''));
      }),
      { numRuns: 1000 },
    );
  });

  it('has an escape before everything that Markdown would read as its own', () => {
    const special = new Set('`*~[]!#$|\\');
    fc.assert(
      fc.property(hostileText, (text) => {
        const rest = escapeMarkdown(text).replace(/\\[!-/:-@[-`{-~]|&#?\w+;/g, '');
        expect([...rest].filter((character) => special.has(character))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  // As GitHub's parser finds them: after a line's start, space, *, _, ~ or ( for www, after anything but a letter for a scheme.
  it.each([
    'https://evil.test',
    'HTTP://evil.test',
    'ftp://evil.test',
    'www.evil.test',
    'WWW.evil.test',
    '_www.evil.test',
    'a_www.evil.test',
    '*www.evil.test',
    '(www.evil.test',
    '~www.evil.test',
    '_https://evil.test',
  ])('makes no link: %s', (text) => {
    expect(escapeMarkdown(text)).not.toMatch(/(?:^|[\s*_~(\\])www\.|(?:https?|ftp):\/\//i);
  });

  // GitHub looks for these in the text of the finished page, where `&#64;` is an @ again and `\#` a # (github/cmark-gfm issue
  // 181). What helps is a character without width between the sign and the name.
  it.each([
    '@octocat',
    'cc @octocat!',
    '(@octocat)',
    '@org/team',
    'me@evil.test',
    '@@octocat',
    '_@octocat_',
    '`@octocat`',
    '<@octocat>',
  ])('mentions nobody: %s', (text) => {
    expect(decoded(escapeMarkdown(text))).not.toMatch(/@[A-Za-z0-9]/);
  });

  it.each(['#1', 'fixes #12', 'org/repo#1', '(#1)', '_#1'])('refers to no issue: %s', (text) => {
    expect(decoded(escapeMarkdown(text))).not.toMatch(/#\d/);
  });
});
