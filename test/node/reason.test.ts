import { expect, test } from 'vitest';
import { reasonOf } from '../../lib/node/reason.ts';

const refused = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });

test.each([
  ['an error', new Error('no'), 'no'],
  ['an error with causes', new Error('a', { cause: new Error('b', { cause: new Error('c') }) }), 'a: b: c'],
  [
    'a connection refused at several addresses',
    new TypeError('fetch failed', { cause: refused }),
    'fetch failed: ECONNREFUSED',
  ],
  ['an error of several lines', new Error('one\n  two\r\n'), 'one two'],
  ['an error without words', new RangeError(''), 'RangeError'],
  ['what is no error', 'oops', '"oops"'],
])('the reason of %s is one line', (_, error, line) => {
  expect(reasonOf(error)).toBe(line);
});
