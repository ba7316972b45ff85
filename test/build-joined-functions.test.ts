// The build joins functions into one; what they do stays the same.
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { withJoinedFunctions } from '../build/joined-functions.mjs';

/** The code without its source map, laid out by esbuild, as it is in a bundle. */
function joined(module: string): string {
  return transformSync(withJoinedFunctions(module)).code;
}

/** What the module exports as `result`. */
async function resultOf(module: string): Promise<unknown> {
  const code = `data:text/javascript,${encodeURIComponent(module)}`;
  const { result } = await import(/* @vite-ignore */ code);
  return result;
}

/** A function that can be joined with another. */
const other = 'function other() { return 1; } other();';

test('one function alone stays as it is', () => {
  expect(joined(other)).toBe(joined(joined(other)));
  expect(joined(other)).not.toContain('switch');
});

test('functions that are only called become cases of one', () => {
  const code = joined(`
    function isOdd(n) { return n % 2 === 1; }
    function count({ list }, from) { let odd = from; for (const n of list) if (isOdd(n)) odd += 1; return odd; }
    export const result = count({ list: [1, 2, 3] }, 10);
  `);
  expect(code).toBe(
    `
function _joined(_name, _value, _value2) {
  switch (_name) {
    case "isOdd": {
      let n = _value;
      return n % 2 === 1;
    }
    case "count": {
      let {
        list
      } = _value;
      let from = _value2;
      let odd = from;
      for (const n of list) if (_joined("isOdd", n)) odd += 1;
      return odd;
    }
  }
}
export const result = _joined("count", {
  list: [1, 2, 3]
}, 10);
`.trimStart(),
  );
});

describe('a joined module gives what it gave before', () => {
  test.each<[what: string, module: string, result: unknown]>([
    ['with recursion', 'function f(n) { return n < 2 ? 1 : n * f(n - 1); } export const result = f(5);', 120],
    [
      'where functions call each other both ways',
      'function even(n) { return n === 0 || odd(n - 1); } function odd(n) { return n > 0 && even(n - 1); } export const result = [even(10), odd(10)];',
      [true, false],
    ],
    ['called before it stands', 'export const result = f(2); function f(n) { return n + 1; }', 3],
    [
      'where a closure keeps a parameter',
      'function adder(n) { return (m) => n + m; } const two = adder(2); const three = adder(3); export const result = [two(1), three(1)];',
      [3, 4],
    ],
    [
      'that assigns a parameter',
      'function f(n) { n += 1; return n; } const n = 1; export const result = [f(n), n];',
      [2, 1],
    ],
    [
      'that ends without a result, before another function',
      'let seen = []; function f() { seen.push(1); } function g() { seen.push(2); } f(); export const result = [f(), g(), seen];',
      [undefined, undefined, [1, 1, 2]],
    ],
    [
      'that returns early',
      'function f(n) { if (n > 1) return; seen.push(n); } let seen = []; f(1); f(2); export const result = seen;',
      [1],
    ],
    [
      'with too few and too many values',
      'function f(a, b) { return [a, b]; } export const result = [f(1), f(1, 2, 3)];',
      [
        [1, undefined],
        [1, 2],
      ],
    ],
    ['with a spread', 'function f(a, b) { return a - b; } export const result = f(...[5, 3]);', 2],
    [
      'whose names are those of the joined one',
      'const _name = 1; const _value = 2; function _joined(a) { return a + _name + _value; } export const result = _joined(4);',
      7,
    ],
    [
      'whose names stand for other things elsewhere',
      'function f(x) { return x; } function g(f) { return f(1) + 1; } export const result = g((n) => n * 10) + f(1);',
      12,
    ],
    [
      'that throws and catches',
      'function f() { throw new Error("a"); } function g() { try { f(); } catch (error) { return error.message; } finally { f2(); } } let n = 0; function f2() { n += 1; } export const result = [g(), n];',
      ['a', 1],
    ],
  ])('%s', async (_, module, result) => {
    expect(await resultOf(module)).toEqual(result);
    const code = joined(`${module}\n${other}`);
    expect(code).toContain('case "other":');
    expect(code.match(/case "/g)?.length).toBeGreaterThan(1);
    expect(await resultOf(code)).toEqual(result);
  });
});

describe('a function stays as it is', () => {
  test.each<[where: string, module: string]>([
    ['it is a value', 'function f() { return 1; } export const result = [f].length;'],
    ['it is exported', 'export function f() { return 1; } export const result = f();'],
    ['it is exported by another name', 'function f() { return 1; } export { f as g }; export const result = f();'],
    ['it is constructed', 'function F() {} export const result = typeof new F();'],
    ['it is assigned', 'function f() { return 1; } f = () => 2; export const result = f();'],
    ['it is called as a template tag', 'function f() { return 1; } export const result = f``;'],
    ['it is perhaps called', 'function f() { return 1; } export const result = f?.();'],
    ['it is asynchronous', 'async function f() {} export const result = typeof f();'],
    ['it is a generator', 'function* f() {} export const result = typeof f();'],
    ['it has a rest', 'function f(...all) { return all.length; } export const result = f(1, 2);'],
    ['it has a default', 'function f(a = 1) { return a; } export const result = f();'],
    ['it has `this`', 'function f() { return this; } export const result = f();'],
    ['it has `arguments`', 'function f() { return arguments.length; } export const result = f(1);'],
    ['it has a `var`', 'function f() { var a = 1; return a; } export const result = f();'],
  ])('where %s', async (_, module) => {
    const code = joined(`${module}\n${other}\n${other.replaceAll('other', 'another')}`);
    expect(code.match(/case "\w+"/g)).toEqual(['case "other"', 'case "another"']);
    expect(await resultOf(code)).toEqual(await resultOf(module));
  });
});
