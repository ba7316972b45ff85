import type { Acceptance } from '../document/acceptance-document.ts';
import type { CriterionRow } from '../document/criterion-row.ts';
import { renderScope } from '../document/scope.ts';
import { printable } from '../language/printable.ts';
import { renderValue } from '../language/quantity.ts';
import { renderObserved, renderRequired } from '../language/requirement.ts';
import { contextOf, notesOf } from './tables.ts';

/** The element in a test case that says what came of it. With `system-out` it is a pass. */
type Outcome =
  | { readonly element: 'failure' | 'error'; readonly type: string; readonly message: string }
  | { readonly element: 'skipped' | 'system-out'; readonly message: string };

/** `group` is the end of its class name. Without an outcome it is a pass. */
type TestCase = { readonly group: string; readonly name: string; readonly outcome: Outcome | null };

/**
 * The document as JUnit XML, for the test reports of CI servers. It has a failure or an error exactly if the gate does
 * not accept the document.
 *
 * | document | test case |
 * |---|---|
 * | faults, a trial | the case "the run is sound": an error |
 * | a criterion: PASS, WARN | a pass; its value in `system-out` |
 * | a criterion: FAIL | a failure |
 * | a criterion: NO_DATA | an error where it makes the run INVALID; otherwise skipped |
 * | what a person has to sign off | skipped |
 *
 * No case has a time, because a criterion takes none.
 */
export function renderJunit(acceptance: Acceptance): string {
  const { plan, verdict, sentence, loadStartedAt, runDurationMs, criteria, unverified } = acceptance;
  const noneHasData = criteria.every(({ noData }) => noData !== null);
  const cases = distinct([
    soundnessCase(acceptance),
    ...criteria.map((row) => criterionCase(row, noneHasData)),
    ...unverified.map(signOffCase),
  ]);
  const count = (element: Outcome['element']): string =>
    String(cases.filter(({ outcome }) => outcome?.element === element).length);
  const totals = {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: String(runDurationMs / 1000),
  };
  const started = loadStartedAt === null ? {} : { timestamp: loadStartedAt };
  const output = [`${verdict}: ${sentence}`, contextOf(acceptance), ...notesOf(acceptance)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'k6-acceptance', ...totals })}>`,
    `  <testsuite${attributes({ name: plan, ...totals, ...started })}>`,
    ...cases.map((one) => `    ${renderCase(one, plan)}`),
    `    <system-out>${output.map(escapeXml).join('\n')}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** A case has one error at most, so it has all reasons in one. */
function soundnessCase({ faults, trial, timeScale }: Acceptance): TestCase {
  const reasons: { readonly code: string; readonly message: string }[] = [...faults];
  if (trial) reasons.push({ code: 'trial', message: `A trial at time scale ${timeScale} accepts nothing.` });
  const [first] = reasons;
  const message = reasons.map((reason) => reason.message).join(' ');
  const outcome = first === undefined ? null : ({ element: 'error', type: first.code, message } as const);
  return { group: 'run', name: 'the run is sound', outcome };
}

function criterionCase(row: CriterionRow, noneHasData: boolean): TestCase {
  const { indicator, scope, target } = row;
  const name = `${indicator.name} ${renderScope(scope)}: ${renderRequired(target, indicator.unit)}`;
  return { group: 'criteria', name, outcome: outcomeOf(row, noneHasData) };
}

/** @param noneHasData Whether no criterion of the run has data: then even those that can only warn make it INVALID. */
function outcomeOf(row: CriterionRow, noneHasData: boolean): Outcome {
  const { noData, severity, verdict, observed, target, bound, samples, native, indicator } = row;
  if (noData !== null) {
    const message = `${verdict}: ${noData.message}`;
    return severity === 'fail' || noneHasData
      ? { element: 'error', type: noData.code, message }
      : { element: 'skipped', message };
  }
  const { unit } = indicator;
  const value = `${verdict}: ${renderObserved({ observed, target, bound, unit })}`;
  const source = `${renderValue(samples, 'samples')}, ${native.metric}`;
  return verdict === 'FAIL'
    ? { element: 'failure', type: verdict, message: `${value}, required ${renderRequired(bound, unit)} (${source})` }
    : { element: 'system-out', message: `${value}, target ${renderRequired(target, unit)} (${source})` };
}

function signOffCase(name: string): TestCase {
  const message = 'UNVERIFIED: no run can prove it. A person has to sign it off.';
  return { group: 'sign-off', name, outcome: { element: 'skipped', message } };
}

/**
 * Readers take cases with one class and one name for the same case. So the second of a name has the number 2 behind it.
 * Names are compared as they are shown: two texts can differ in nothing but characters that XML cannot have.
 */
function distinct(cases: readonly TestCase[]): TestCase[] {
  const taken = new Set<string>();
  return cases.map((one) => {
    const shown = lawful(one.name);
    let name = shown;
    for (let number = 2; taken.has(`${one.group} ${name}`); number += 1) name = `${shown} (${number})`;
    taken.add(`${one.group} ${name}`);
    return { ...one, name };
  });
}

function renderCase({ group, name, outcome }: TestCase, plan: string): string {
  const start = `<testcase${attributes({ classname: `${plan}.${group}`, name })}`;
  return outcome === null ? `${start}/>` : `${start}>${renderOutcome(outcome)}</testcase>`;
}

function renderOutcome({ element, ...rest }: Outcome): string {
  if (element === 'system-out') return `<system-out>${escapeXml(rest.message)}</system-out>`;
  return `<${element}${attributes(rest)}/>`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
}

/** Text that XML shows as it is, also in an attribute. */
function escapeXml(text: string): string {
  return lawful(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** The text with a replacement character for what acts instead of showing, and for what XML cannot have even escaped. */
function lawful(text: string): string {
  return printable(text).replace(/[\ufffe\uffff]/g, '\uFFFD');
}
