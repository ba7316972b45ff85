import { describe, expect, test } from 'vitest';
import { checkBody } from '../../../lib/core/plan/body-check.ts';
import { bodyKind, contentTypeOf, encodeBody } from '../../../lib/core/plan/request-body.ts';

const form = 'application/x-www-form-urlencoded';
/** As k6's `http.file()` returns it. */
const file = Object.defineProperty({ filename: 'table.csv', content_type: 'text/csv' }, 'data', {
  value: 'a,b\n1,2\n',
  enumerable: true,
  writable: true,
});

/** The body as k6 gets it. */
function sent(body: unknown, contentType?: string): unknown {
  const kind = bodyKind(body, contentType);
  checkBody(body, kind, contentType, 'body');
  return encodeBody(body, kind);
}

describe('a body is sent', () => {
  test.each<[what: string, body: unknown, sent: string]>([
    ['text as it is', 'a=1', 'a=1'],
    ['no text as none', '', ''],
    ['an object as JSON', { a: [1, null, { b: true }] }, '{"a":[1,null,{"b":true}]}'],
    ['a list as JSON', [{}, []], '[{},[]]'],
    ['null as JSON', null, 'null'],
    ['a number as JSON', 0, '0'],
    ['what says its own JSON', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    [
      'an object of a class of the script',
      new (class Order {
        itemId = 7;
      })(),
      '{"itemId":7}',
    ],
  ])('%s', (_, body, text) => {
    expect(sent(body)).toBe(text);
    expect(sent(body, 'application/vnd.api+json')).toBe(text);
  });

  test.each([form, `${form}; charset=UTF-8`, 'Application/X-WWW-Form-Urlencoded'])('as a form under %j', (type) => {
    const fields = { user: 'ann & bob', 'odd name': 'ü+1', page: 2, all: false, tag: ['a', 'b'], none: [] };
    expect(sent(fields, type)).toBe('user=ann+%26+bob&odd+name=%C3%BC%2B1&page=2&all=false&tag=a&tag=b');
    expect([...new URLSearchParams(String(sent(fields, type)))]).toEqual([
      ['user', 'ann & bob'],
      ['odd name', 'ü+1'],
      ['page', '2'],
      ['all', 'false'],
      ['tag', 'a'],
      ['tag', 'b'],
    ]);
  });

  test('as text under the content type of a form, if it is text', () => {
    expect(sent('a=1&b=2', form)).toBe('a=1&b=2');
  });

  test('large numbers in a form as digits, where k6 would write 1.2345675e+06', () => {
    expect(sent({ amount: 1234567.5 }, form)).toBe('amount=1234567.5');
  });

  test('bytes as they are, of a view those that it shows', () => {
    const bytes = new Uint8Array([1, 2, 3, 4, 5]);
    expect(sent(bytes.buffer)).toBe(bytes.buffer);
    expect(new Uint8Array(Object(sent(bytes.subarray(1, 3))))).toEqual(new Uint8Array([2, 3]));
    expect(new Uint8Array(Object(sent(new Uint16Array([258]))))).toEqual(new Uint8Array([2, 1]));
    expect(Object(sent(new DataView(bytes.buffer, 4))).byteLength).toBe(1);
  });

  test('a literal that looks like a file as JSON, because k6 would not take it for one', () => {
    const literal = { data: 'a', filename: 'a.txt', content_type: 'text/plain' };
    expect(sent({ literal })).toBe(JSON.stringify({ literal }));
    expect(sent({ literal: Object.freeze({ ...literal }) })).toBe(JSON.stringify({ literal }));
    expect(() => sent({ file, literal })).toThrow('Invalid field "literal" of body');
  });

  test('fields with a file as they are, because k6 writes the parts', () => {
    const fields = { kind: 'prices', file };
    expect(sent(fields)).toBe(fields);
    expect(() => sent(fields, 'multipart/form-data')).toThrow(
      'Invalid Content-Type of body: expected none beside a file of http.file(), received "multipart/form-data".',
    );
    expect(() => sent({ kind: 'prices' }, 'multipart/form-data')).toThrow('Invalid Content-Type of body');
    expect(() => sent(fields, form)).toThrow('Invalid Content-Type of body');
  });
});

describe('a body is refused', () => {
  const withPrivate = new (class {
    readonly #a = 1;
    get sum(): number {
      return this.#a;
    }
  })();

  test.each<[what: string, body: unknown, message: string]>([
    ['a Map', new Map([['a', 1]]), 'Invalid body: expected a value that JSON can carry, received a Map.'],
    ['a Map with a field', Object.assign(new Map(), { x: 1 }), 'received a Map'],
    [
      'a Set in it',
      { ids: new Set([1]) },
      'Invalid field "ids" of body: expected a value that JSON can carry, received a Set.',
    ],
    ['a promise', Promise.resolve(1), 'received a Promise'],
    ['a promise in a list', { a: [1, Promise.resolve(1)] }, 'Invalid field "1" of field "a" of body'],
    ['NaN', { a: NaN }, 'received NaN'],
    ['Infinity', [1, Infinity], 'received Infinity'],
    [
      'undefined in a list',
      [undefined],
      'Invalid field "0" of body: expected a value that JSON can carry, received nothing',
    ],
    [
      'a gap',
      Object.assign([], { length: 1 }),
      'Invalid field "0" of body: expected a value that JSON can carry, received nothing',
    ],
    ['undefined in a field', { password: undefined }, 'Invalid field "password" of body'],
    [
      'a function in a field',
      { token: () => 'a' },
      'Invalid field "token" of body: expected a value that JSON can carry, received a function.',
    ],
    ['a bigint', { a: 1n }, 'Invalid field "a" of body'],
    ['a function', () => 1, 'received a function'],
    ['a symbol', Symbol('a'), 'received a symbol'],
    [
      'bytes in a field',
      { data: new Uint8Array([1]) },
      'Invalid field "data" of body: expected a value that JSON can carry, received a Uint8Array',
    ],
    ['a buffer in a field', { data: new ArrayBuffer(1) }, 'received a ArrayBuffer'],
    ['a regular expression', /a/, 'received a RegExp'],
    ['an error', Object.assign(new Error('a'), { code: 1 }), 'received a Error'],
    [
      'a date that is none',
      { at: new Date(NaN) },
      'Invalid field "at" of body: expected a value that JSON can carry, received a Date',
    ],
    ['an object that writes nothing', { toJSON: () => undefined }, 'received an object'],
    ['an object whose fields are its prototype’s', Object.create({ a: 1 }), 'received an object'],
    ['an object whose fields are private', withPrivate, 'received an object'],
    ['a file below the first level', { files: [file] }, 'Invalid field "0" of field "files" of body'],
    ['a file alone', file, 'received an object'],
  ])('if JSON would lose %s', (_, body, message) => {
    expect(() => sent(body)).toThrow(message);
  });

  test('if it holds itself', () => {
    const body: Record<string, unknown> = {};
    body['body'] = body;
    expect(() => sent(body)).toThrow('received an object that holds itself');
  });

  test.each<[what: string, body: unknown, message: string]>([
    [
      'undefined',
      { token: undefined },
      'Invalid field "token" of body: expected a text, a finite number, true or false, or a list of these, received nothing. Leave out what has no value.',
    ],
    ['null', { token: null }, 'received null'],
    ['an object', { a: { b: 1 } }, 'received an object'],
    ['undefined in a list', { a: [1, undefined] }, 'received nothing'],
    ['NaN', { a: NaN }, 'received NaN'],
    [
      'a list as a whole',
      ['a'],
      'Invalid body: expected a text, or an object with the fields of a form, received a list',
    ],
    ['a number as a whole', 7, 'received a number'],
    ['a promise as a whole', Promise.resolve({ a: 1 }), 'received a Promise'],
    ['a Map as a whole', new Map([['a', 1]]), 'received a Map'],
    ['an object whose fields are its prototype’s', Object.create({ a: 1 }), 'received an object'],
  ])('if a form cannot carry %s', (_, body, message) => {
    expect(() => sent(body, form)).toThrow(message);
  });

  test.each([
    [{ password: { value: 's3cret' } }, form],
    [[['password', 's3cret']], form],
    [{ file, pin: ['s3cret'] }, undefined],
    [{ password: ['s3cret', undefined] }, undefined],
  ])('without showing what it holds', (body, contentType) => {
    expect(() => sent(body, contentType)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
    );
  });

  test.each([undefined, null, 7, ['a'], { a: 1 }])('if %j stands beside a file', (value) => {
    expect(() => sent({ file, value })).toThrow(
      'Invalid field "value" of body: expected a text or a file of http.file()',
    );
  });
});

test('the content type is that of the last header of that name, as k6 sends it', () => {
  expect(contentTypeOf(undefined)).toBeUndefined();
  expect(contentTypeOf({ Accept: 'text/plain' })).toBeUndefined();
  expect(contentTypeOf({ 'content-TYPE': 'a', 'Content-Type': 'b' })).toBe('b');
});
