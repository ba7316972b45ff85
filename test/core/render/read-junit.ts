// JUnit XML as another program reads it. The parser is strict: it throws at the first thing that is no XML.
import { SaxesParser } from 'saxes';
import { expect } from 'vitest';

type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
};

/** One test case; its outcome is a pass without an element, or with `system-out`. */
export type JunitCase = {
  readonly classname: string;
  readonly name: string;
  readonly outcome: string | null;
  readonly type: string | null;
  /** The attribute of that name, or the text of `system-out`. */
  readonly message: string | null;
};

export type Junit = {
  readonly suite: Readonly<Record<string, string>>;
  readonly cases: readonly JunitCase[];
  /** What stands below the cases. */
  readonly output: string;
};

function readXml(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const innermost = (): Element => open.at(-1) ?? top;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    innermost().children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => (innermost().text += text));
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return only(top.children);
}

function only<Value>(values: readonly Value[]): Value {
  const [first, ...others] = values;
  if (first === undefined || others.length > 0) throw new Error(`expected one, found ${values.length}`);
  return first;
}

/** The report, of which these hold: it is XML, its counts are those of its cases, and no two cases have one name. */
export function readJunit(xml: string): Junit {
  // A file in UTF-8 holds no half of a surrogate pair.
  expect(encodeURIComponent(xml)).toBeTypeOf('string');
  const all = readXml(xml);
  const suite = only(all.children);
  expect([all.name, suite.name]).toEqual(['testsuites', 'testsuite']);
  const cases = suite.children.filter(({ name }) => name === 'testcase').map(caseOf);
  const count = (outcome: string): string => String(cases.filter((one) => one.outcome === outcome).length);
  const counts = {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
  expect(all.attributes).toMatchObject(counts);
  expect(suite.attributes).toMatchObject(counts);
  const names = cases.map(({ classname, name }) => JSON.stringify([classname, name]));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const output = suite.children.filter(({ name }) => name === 'system-out').map(({ text }) => text);
  return { suite: suite.attributes, cases, output: output.join('\n') };
}

function caseOf({ attributes: { classname = '', name = '' }, children }: Element): JunitCase {
  if (children.length === 0) return { classname, name, outcome: null, type: null, message: null };
  const { name: outcome, attributes, text } = only(children);
  const { type = null, message = null } = attributes;
  return { classname, name, outcome, type, message: outcome === 'system-out' ? text : message };
}

/** Whether a CI server shows the report as failed. */
export function isRed({ cases }: Junit): boolean {
  return cases.some(({ outcome }) => outcome === 'failure' || outcome === 'error');
}
