import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../lib/core/document/acceptance-document.ts';
import { gate } from '../../../lib/core/document/gate.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import { renderJunit } from '../../../lib/core/render/junit.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { acceptanceOf, dataOf, dropThresholds, metricOf, planOf, rowOf, setOk, soundSamples } from '../run-data.ts';
import { documentOf, hostileTexts } from './hostile.ts';
import { isRed, readJunit, type JunitCase } from './read-junit.ts';

const latency: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300' };
/** The answers of a sound run take 100 ms. */
const missed = { ...latency, target: 'p(95)<80' };
const between = { ...missed, bound: 'p(95)<=120' };
const tooFew = { ...latency, minimumSamples: 5000 };
const tooFewToWarn: CriterionSpec = { ...tooFew, severity: 'warn' };

/** A sound run of 1000 requests in `peak`, judged by these criteria. */
function judgedBy(criteria: readonly CriterionSpec[], signOff: readonly string[] = []): Acceptance {
  return acceptanceOf(planOf({ criteria, signOff }));
}

/** What came of the cases whose class ends so. */
function outcomes(acceptance: Acceptance, group: string): unknown[] {
  return casesOf(acceptance, group).map(({ outcome, type, message }) => [outcome, type, message]);
}

function casesOf(acceptance: Acceptance, group: string): JunitCase[] {
  return readJunit(renderJunit(acceptance)).cases.filter(({ classname }) => classname === `shop.${group}`);
}

const metric = 'http_req_duration{expected_response:true,phase:peak}';

describe('the document as JUnit XML', () => {
  it('has one case for the run, for each criterion, and for each thing to sign off', () => {
    const { cases } = readJunit(
      renderJunit(judgedBy([latency, { indicator: 'error ratio', target: 'rate<0.01' }], ['a'])),
    );
    expect(cases.map(({ classname, name }) => [classname, name])).toEqual([
      ['shop.run', 'the run is sound'],
      ['shop.criteria', 'latency in phase "peak": p(95) < 300 ms'],
      ['shop.criteria', 'error ratio over the whole run: rate < 1 %'],
      ['shop.sign-off', 'a'],
    ]);
  });

  it('says when the load started, how long the run took, and what came of it', () => {
    const acceptance = acceptanceOf(planOf());
    const { suite, output } = readJunit(
      renderJunit({ ...acceptance, warnings: [{ code: 'proxied', message: 'Via x.' }] }),
    );
    expect(suite).toEqual({
      name: 'shop',
      tests: '10',
      failures: '0',
      errors: '0',
      skipped: '0',
      time: '31.5',
      timestamp: '2023-11-14T22:13:20.000Z',
    });
    expect(output.split('\n')).toEqual([
      'PASS: All 9 criteria hold.',
      'Plan shop against http://shop.test:3000, ended 2023-11-14T22:13:51.000Z after 31.5 s: 1150 iterations, 2301 requests.',
      'Warning (proxied): Via x.',
    ]);
  });

  it('has no time of its start where the load never started', () => {
    const plan = planOf();
    expect(readJunit(renderJunit(acceptanceOf(plan, dataOf(plan, [])))).suite).not.toHaveProperty('timestamp');
  });

  it('begins as an XML document in UTF-8 does, and ends with a line break', () => {
    expect(renderJunit(acceptanceOf(planOf()))).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="k6-acceptance" [^]*<\/testsuites>\n$/,
    );
  });
});

describe('a criterion', () => {
  it.each<[verdict: string, spec: CriterionSpec, outcome: unknown[]]>([
    ['PASS', latency, ['system-out', null, `PASS: 100 ms, target p(95) < 300 ms (1000 samples, ${metric})`]],
    ['WARN', between, ['system-out', null, `WARN: 100 ms, target p(95) < 80 ms (1000 samples, ${metric})`]],
    ['FAIL', missed, ['failure', 'FAIL', `FAIL: 100 ms, required p(95) < 80 ms (1000 samples, ${metric})`]],
    [
      'FAIL beyond its bound',
      { ...missed, bound: 'p(95)<90' },
      ['failure', 'FAIL', `FAIL: 100 ms, required p(95) < 90 ms (1000 samples, ${metric})`],
    ],
    [
      'WARN of one that only warns',
      { ...missed, severity: 'warn' },
      ['system-out', null, `WARN: 100 ms, target p(95) < 80 ms (1000 samples, ${metric})`],
    ],
    ['NO_DATA', tooFew, ['error', 'too-few-samples', 'NO_DATA: too few samples: 1000 of 5000']],
    ['NO_DATA of one that only warns', tooFewToWarn, ['skipped', null, 'NO_DATA: too few samples: 1000 of 5000']],
  ])('that is %s', (_, spec, outcome) => {
    const other: CriterionSpec = { indicator: 'error ratio', target: 'rate<0.01' };
    expect(outcomes(judgedBy([spec, other]), 'criteria')[0]).toEqual(outcome);
  });

  it('that only warns is an error without data where no criterion has any', () => {
    const acceptance = judgedBy([tooFewToWarn, { ...tooFewToWarn, target: 'p(99)<300' }]);
    expect(acceptance.verdict).toBe('INVALID');
    expect(casesOf(acceptance, 'criteria').map(({ outcome }) => outcome)).toEqual(['error', 'error']);
  });

  it('that only warns stays skipped without data where another makes the run INVALID', () => {
    const acceptance = judgedBy([latency, tooFew, tooFewToWarn]);
    expect(acceptance.verdict).toBe('INVALID');
    expect(casesOf(acceptance, 'criteria').map(({ outcome }) => outcome)).toEqual(['system-out', 'error', 'skipped']);
  });

  it('has a name of its own beside one that differs in nothing that a name shows', () => {
    const names = casesOf(judgedBy([missed, between, { ...missed, bound: 'p(95)<=150' }]), 'criteria');
    expect(names.map(({ name }) => name)).toEqual([
      'latency in phase "peak": p(95) < 80 ms',
      'latency in phase "peak": p(95) < 80 ms (2)',
      'latency in phase "peak": p(95) < 80 ms (3)',
    ]);
  });

  it('keeps its name whatever comes of it', () => {
    const plan = planOf();
    const names = (acceptance: Acceptance): string[] => casesOf(acceptance, 'criteria').map(({ name }) => name);
    expect(names(acceptanceOf(plan, dataOf(plan, [])))).toEqual(names(acceptanceOf(plan)));
  });

  it.each(['no sample', 'no metric'])('shows nothing absent as 0: %s', (what) => {
    const plan = planOf({ metrics: [], criteria: [latency] });
    const data = dataOf(plan, []);
    if (what === 'no metric') dropThresholds(data);
    const acceptance = acceptanceOf(plan, data);
    expect(rowOf(acceptance, 0).observed).toBeNull();
    for (const { outcome, message } of casesOf(acceptance, 'criteria')) {
      expect(outcome).toBe('error');
      expect(message).not.toMatch(/\d/);
    }
  });

  it('shows samples that are not known as a dash', () => {
    const acceptance = judgedBy([latency]);
    const criteria = acceptance.criteria.map((row) => ({ ...row, samples: null }));
    expect(outcomes({ ...acceptance, criteria }, 'criteria')).toEqual([
      ['system-out', null, `PASS: 100 ms, target p(95) < 300 ms (—, ${metric})`],
    ]);
  });
});

describe('the soundness of the run', () => {
  const sound = acceptanceOf(planOf());

  it('is a pass where nothing is wrong', () => {
    expect(outcomes(sound, 'run')).toEqual([[null, null, null]]);
  });

  it('is an error with every fault', () => {
    const faults = [
      { code: 'script-exception', message: 'It threw.', phases: [] },
      { code: 'cut-short', message: 'It ended early.', phases: [] },
    ] as const;
    expect(outcomes({ ...sound, faults: [...faults] }, 'run')).toEqual([
      ['error', 'script-exception', 'It threw. It ended early.'],
    ]);
  });

  it('is an error of a fault that touches no criterion', () => {
    const plan = planOf();
    const data = dataOf(plan);
    setOk(data, 'iterations{phase:peak}', 'count>=1', false);
    const acceptance = acceptanceOf(plan, data);
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['unexplained-threshold']);
    expect(outcomes(acceptance, 'run')).toEqual([['error', 'unexplained-threshold', acceptance.faults[0]?.message]]);
  });

  it('is an error of a trial, behind the faults', () => {
    const trial = acceptanceOf(planOf({ criteria: [latency] }, '0.5'));
    const message = 'A trial at time scale 0.5 accepts nothing.';
    expect(trial.verdict).toBe('PASS');
    expect(outcomes(trial, 'run')).toEqual([['error', 'trial', message]]);
    const fault = { code: 'cut-short', message: 'It ended early.', phases: [] } as const;
    expect(outcomes({ ...trial, faults: [fault] }, 'run')).toEqual([
      ['error', 'cut-short', `It ended early. ${message}`],
    ]);
  });
});

it('what a person has to sign off is skipped', () => {
  const message = 'UNVERIFIED: no run can prove it. A person has to sign it off.';
  const cases = casesOf(judgedBy([latency], ['no data corruption', 'no deadlocks']), 'sign-off');
  expect(cases.map(({ name, ...rest }) => [name, rest.outcome, rest.message])).toEqual([
    ['no data corruption', 'skipped', message],
    ['no deadlocks', 'skipped', message],
  ]);
});

describe('a CI server shows the report as failed exactly where the gate refuses the document', () => {
  const plan = planOf();
  const unevaluated = dataOf(plan);
  dropThresholds(unevaluated);
  const saturated = dataOf(plan);
  metricOf(saturated, 'dropped_iterations').values['count'] = 3;

  it.each<[what: string, acceptance: Acceptance]>([
    ['PASS', acceptanceOf(plan)],
    ['PASS with a sign-off', judgedBy([latency], ['a'])],
    ['PASS with a warning', acceptanceOf(plan, saturated)],
    ['PASS of a trial', acceptanceOf(planOf({ criteria: [latency] }, '0.5'))],
    ['WARN', judgedBy([latency, between])],
    ['WARN without data', judgedBy([latency, tooFewToWarn])],
    ['FAIL', judgedBy([latency, missed])],
    ['FAIL beside no data', judgedBy([missed, tooFew])],
    ['FAIL of a trial', acceptanceOf(planOf({ criteria: [missed] }, '0.5'))],
    ['INVALID without data', judgedBy([latency, tooFew])],
    ['INVALID without any data', judgedBy([tooFewToWarn])],
    ['INVALID without a sample', acceptanceOf(plan, dataOf(plan, []))],
    ['INVALID without thresholds', acceptanceOf(plan, unevaluated)],
    ['INVALID by its options', acceptanceOf(plan, dataOf(plan), { differences: ['vus were 3.'] })],
    ['INVALID by its end', acceptanceOf(plan, dataOf(plan, soundSamples(plan)), { elapsedMs: 9_000 })],
  ])('%s', (what, acceptance) => {
    expect(what.startsWith(acceptance.verdict)).toBe(true);
    expect(isRed(readJunit(renderJunit(acceptance)))).toBe(gate(renderJson(acceptance)).exitCode !== 0);
  });
});

describe('text from outside', () => {
  const shapeOf = (text: string): unknown =>
    readJunit(renderJunit(documentOf(text))).cases.map(({ outcome }) => outcome);

  it.each(hostileTexts)('keeps the shape of the document: %j', (text) => {
    expect(shapeOf(text)).toEqual(shapeOf('x'));
  });

  it.each([
    [']]>', ']]>'],
    ['<![CDATA[x]]>', '<![CDATA[x]]>'],
    ['"/><error message="x', '"/><error message="x'],
    [`a 'b' "c"`, `a 'b' "c"`],
    ['a & b &amp; &#60;', 'a & b &amp; &#60;'],
    ['</testcase>', '</testcase>'],
    ['<!-- x --> <?y?>', '<!-- x --> <?y?>'],
    ['  two  spaces  ', '  two  spaces  '],
    ['é 🛒 —', 'é 🛒 —'],
    ['\u{1fffe}', '\u{1fffe}'],
    ['a\nb', 'a�b'],
    ['a\r\nb\tc', 'a��b�c'],
    ['a\u0000b', 'a�b'],
    ['\u001b[31mred', '�[31mred'],
    ['a\u0085b', 'a�b'],
    ['\ud83d', '�'],
    ['\ude00x', '�x'],
    ['\ufffe\uffff', '��'],
  ])('is shown as it is, without what XML cannot have: %j', (text, shown) => {
    const { cases, output } = readJunit(renderJunit({ ...documentOf(text), unverified: [text] }));
    const [run, ...others] = cases;
    expect([run?.classname, run?.outcome]).toEqual([`${shown}.run`, 'error']);
    expect(run?.message?.startsWith(shown)).toBe(true);
    expect(others.at(-1)?.name).toBe(shown);
    expect(
      others[0]?.name.startsWith(
        `${shown} in phase "${shown}" of "${shown}" and "${shown}" in group "${shown}" named "${shown}": `,
      ),
    ).toBe(true);
    expect(others[2]?.message).toBe(`NO_DATA: ${shown}`);
    expect(output.startsWith(`INVALID: Because of ${shown}.\n`)).toBe(true);
  });

  it('makes no two cases of one name, not even of texts that differ in nothing that XML can have', () => {
    const { cases } = readJunit(
      renderJunit({ ...acceptanceOf(planOf()), unverified: ['a\u0000', 'a\u0001', 'a\ufffe', 'a� (2)', 'a'] }),
    );
    expect(cases.slice(-5).map(({ name }) => name)).toEqual(['a�', 'a� (2)', 'a� (3)', 'a� (2) (2)', 'a']);
  });
});
