import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseName, rejectDuplicates } from '../../../lib/core/language/name.ts';

describe('parseName', () => {
  it.each([
    'peak',
    'step 40/s',
    'a:b',
    ':',
    'a|b',
    '<script>alert(1)</script>',
    '`code`',
    '\\',
    'C:\\temp',
    '🛒 cart',
    'ümläut',
    '商品',
    '__proto__',
    'constructor',
    'toString',
    '0',
    'a  b',
    '#1',
    '@team',
    '[x](y)',
    '*',
    '%s',
    '$HOME',
    '(all)',
    'a=b',
    'a;b',
    '👩‍👩‍👧',
    'a\u200bb',
    'p(95)<300',
  ])('accepts %j', (name) => {
    expect(parseName(name, 'phase name')).toBe(name);
  });

  it.each(['GET /items/{id}', '{id}', '{a}{b}', '{a{b}}', '{}'])('accepts %j, in which braces are in pairs', (name) => {
    expect(parseName(name, 'endpoint name')).toBe(name);
  });

  it.each(['}{', 'a}{b', '{a}}', '{{a}', '{a}}{'])('rejects %j, in which they are not', (name) => {
    expect(() => parseName(name, 'endpoint name')).toThrow('Invalid endpoint name:');
  });

  // A comma ends a part of a selector, quotes and outer spaces are trimmed from it, a brace alone delimits it.
  it.each([
    ['a comma', ','],
    ['a double quote', '"'],
    ['a single quote', "'"],
    ['an opening brace', '{'],
    ['a closing brace', '}'],
    ['NUL', '\u0000'],
    ['a tab', '\t'],
    ['a line feed', '\n'],
    ['a carriage return', '\r'],
    ['escape', '\u001b'],
    ['unit separator', '\u001f'],
    ['delete', '\u007f'],
    ['padding', '\u0080'],
    ['next line', '\u0085'],
    ['CSI', '\u009b'],
    ['APC', '\u009f'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['half an emoji', '\ud83d'],
    ['the other half', '\ude00'],
  ])('rejects %s, wherever it stands', (_, character) => {
    for (const name of [character, `${character}a`, `a${character}b`, `a${character}`]) {
      expect(() => parseName(name, 'phase name')).toThrow(
        /^Invalid phase name: expected a name without comma, quote, single brace, control character or outer space, received /,
      );
    }
  });

  it.each([' ', ' a', 'a ', '\u00a0a', 'a\u00a0', '\ufeffa', 'a\u3000', '\u2003a'])(
    'rejects the outer space of %j',
    (name) => {
      expect(() => parseName(name, 'phase name')).toThrow('Invalid phase name:');
    },
  );

  it.each(['', undefined, null, 5, true, {}, ['peak'], () => 'peak'])('rejects %j, which is no name', (name) => {
    expect(() => parseName(name, 'endpoint name')).toThrow('Invalid endpoint name:');
  });

  it('accepts only what k6 finds again in a selector', () => {
    // As k6 reads `metric{tag:value}`: parts at commas, value after the first colon, spaces and quotes trimmed.
    const asK6Reads = (name: string): string | undefined => {
      const [part = ''] = `{tag:${name}}`.slice(1, -1).split(',');
      return part
        .slice(part.indexOf(':') + 1)
        .trim()
        .replace(/^["']+|["']+$/g, '');
    };
    const accepted = (name: string): boolean => {
      try {
        return parseName(name, 'name') === name;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom(' ', ',', '"', "'", '{', '}', ':', '|', '\n'),
            fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
          ),
          maxLength: 6,
        }),
        (name) => {
          expect(accepted(name) ? asK6Reads(name) : name).toBe(name);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('rejectDuplicates', () => {
  it('accepts names that differ, in case too', () => {
    expect(() => rejectDuplicates(['peak', 'Peak', 'peak ', '__proto__', 'constructor'], 'phase names')).not.toThrow();
    expect(() => rejectDuplicates([], 'phase names')).not.toThrow();
  });

  it.each([[['a', 'b', 'a']], [['__proto__', '__proto__']]])('rejects %j', (names) => {
    expect(() => rejectDuplicates(names, 'phase names')).toThrow(
      'Invalid phase names: expected names that differ, received',
    );
  });
});
