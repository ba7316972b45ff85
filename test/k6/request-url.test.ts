import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filledUrl, urlOf } from '../../lib/k6/request-url.ts';

/** As a call makes the URL of an endpoint, below no base. */
function filled(path: string, values: Parameters<typeof filledUrl>[1], endpoint: string): string {
  const url = urlOf('', path);
  return typeof url === 'string' ? url : filledUrl(url, values, endpoint);
}

describe('a filled path', () => {
  test.each<[path: string, values: Record<string, string | number> | undefined, url: string]>([
    ['/items/{id}', { id: 7 }, '/items/7'],
    ['/items/{id}', { id: 0 }, '/items/0'],
    ['/items/{id}', { id: -1.5 }, '/items/-1.5'],
    ['/items/{id}', { id: 'a b/c?d#é' }, '/items/a%20b%2Fc%3Fd%23%C3%A9'],
    ['/{a}/{b}/{a}?c={b}', { a: 'x', b: 'y' }, '/x/y/x?c=y'],
    ['{a}{b}', { a: '1', b: '2' }, '12'],
    // What a value looks like is never read again.
    ['/{a}/{b}', { a: '{b}', b: '$&' }, '/%7Bb%7D/%24%26'],
    ['/{two words}', { 'two words': 1 }, '/1'],
    // Braces that are no placeholder.
    ['/plain', undefined, '/plain'],
    ['/{}/}{/{', undefined, '/{}/}{/{'],
    ['/{{id}}', { id: 1 }, '/{1}'],
    ['/{a{id}', { id: 1 }, '/{a1'],
    ['/{id}}', { id: 1 }, '/1}'],
    ['', undefined, ''],
  ])('of %j with %j is %j', (path, values, url) => {
    expect(filled(path, values, 'view')).toBe(url);
  });

  test('stands behind the base', () => {
    expect(urlOf('http://target/{a}', '/plain')).toBe('http://target/{a}/plain');
    expect(urlOf('http://target/{a}', '/items/{id}/')).toEqual(['http://target/{a}/items/', 'id', '/']);
  });

  const askedFor = (kind: string): string =>
    `Invalid call of "view item": expected a value for each {name} of its path, received ${kind} for {id}. Give a text other than . and .., or a finite number.`;

  test.each([
    [undefined, 'undefined'],
    [{ id: NaN }, 'number'],
    [{ id: Infinity }, 'number'],
    [{ id: -Infinity }, 'number'],
    [{ id: '.' }, 'string'],
    [{ id: '..' }, 'string'],
  ])('asks for a value where it is given %j', (values, received) => {
    expect(() => filled('/items/{id}', values, 'view item')).toThrow(askedFor(received));
  });

  test.each([
    ['{}', 'undefined'],
    ['{"ID":1}', 'undefined'],
    ['{"id":""}', 'string'],
    ['{"id":null}', 'object'],
    ['{"id":true}', 'boolean'],
    ['{"id":{"a":1}}', 'object'],
    ['{"id":[1]}', 'object'],
  ])('asks for a value where a script gives it %s', (given, kind) => {
    expect(() => filled('/items/{id}', JSON.parse(given), 'view item')).toThrow(askedFor(kind));
  });

  test.each([
    ['/items/{id}', { id: 1, ID: 2 }, 'ID'],
    ['/items', { id: 1 }, 'id'],
    // A text between the names is no name.
    ['/{a}x{b}', { a: 1, b: 2, x: 3 }, 'x'],
  ])('of %j refuses a value for which it has no name, as in %j', (path, values, name) => {
    expect(() => filledUrl(urlOf('', path), values, 'view item')).toThrow(
      `Invalid call of "view item": expected values for the {names} of its path alone, received "${name}". Check its spelling.`,
    );
  });

  test("asks for the value of an object's method", () => {
    expect(() => filled('/{constructor}', {}, 'view item')).toThrow('received function for {constructor}');
  });

  test('is what a regular expression makes of it', () => {
    const path = fc.array(fc.constantFrom('{', '}', '{a}', '{b}', 'a', '/', '?', '%20'), { maxLength: 12 });
    const value = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.integer(),
      fc.constantFrom('{a}', '}', '$1'),
    );
    fc.assert(
      fc.property(path, fc.record({ a: value, b: value, ab: value, aa: value }), (pieces, values) => {
        const written = pieces.join('');
        const names = [...written.matchAll(placeholder)].map(([, name = '']) => name);
        const given = new Map(Object.entries(values));
        const all: Record<string, string | number> = Object.fromEntries(
          names.map((name) => [name, given.get(name) ?? 'x']),
        );
        const expected = written.replace(placeholder, (_, name: string) => encodeURIComponent(all[name] ?? ''));
        expect(filled(written, all, 'view')).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

const placeholder = /\{([^{}]+)\}/g;
