// Text that would act in a terminal, a web page or Markdown, in every place of a document where text from outside can stand.
import * as fc from 'fast-check';
import type { Acceptance } from '../../../lib/core/acceptance/acceptance.ts';
import { acceptanceOf, dataOf, planOf, requests, sampled, soundSamples } from '../run-data.ts';

export const hostileTexts: readonly string[] = [
  'a|b', '||', '\\|', '\\', '\\\\', '`code`', '``', '<script>alert(1)</script>', '</td>', '<!-- x -->', '<img src=x onerror=alert(1)>', '&lt;b&gt;', '&#60;b&#62;', '&amp;',
  '[link](javascript:alert(1))', '![image](https://evil.test/x.png)', '[ref][1]', '[1]: https://evil.test', '[^1]', '<https://evil.test>', 'https://evil.test/x?a=b', 'http://evil.test',
  'HTTPS://EVIL.TEST', 'ftp://evil.test', 'www.evil.test', 'WWW.EVIL.TEST', '_www.evil.test', 'a_www.evil.test', '(www.evil.test)', '@octocat', '@org/team', 'me@evil.test', 'x@octocat',
  '#1', 'org/repo#1', '**bold**', '*', '_it_', '__b__', '~~gone~~', '~', '$x$', '# heading', '- item', '1. item', '> quote', '---', '***', '| --- |', '+++', '    code',
  '\u001b[31mred\u001b[0m', '\u001b]0;title\u0007', '\u001b]8;;https://evil.test\u001b\\x', '\u009b31m', '\u0085', '\u0000', '\u0008\u0008', '\r', 'a\r\nb', 'line\n# PASS', '\n\n| x |', '\t', '\u2028', '\u2029',
  '\u202egnp.exe', '\u2066x\u2069', '\u200f', '\ufeff', '\ud83d', '\ude00', '🛒', '👩‍👩‍👧', '__proto__', 'constructor', '::error::x', '${{ secrets.X }}', '%0A', '%s',
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.array(fc.constantFrom(...hostileTexts, 'a', ' ', '|', '_', ':', '.', '/'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const trialPlan = planOf({}, '0.5');
const base: Acceptance = acceptanceOf(
  trialPlan,
  dataOf(trialPlan, [
    ...soundSamples(trialPlan),
    ...requests({ times: 5, status: 0, durationMs: 0, errorClass: 'refused', name: 'list items', phase: 'users' }),
    sampled('dropped_iterations', 1, 3, { scenario: 'plan-1' }),
  ]),
  { differences: ['vus were 3.'] },
);

/** A document in which every text from outside is the given one. */
export function documentOf(text: string, verdict: Acceptance['verdict'] = 'INVALID'): Acceptance {
  const metrics = { latency: text, requests: text, checks: text };
  return {
    ...base,
    plan: text,
    target: text,
    verdict,
    sentence: `Because of ${text}.`,
    criteria: base.criteria.map((row, index) => ({
      ...row,
      indicator: text,
      phase: text,
      endpoint: text,
      unit: index === 0 ? text : row.unit,
      verdict: (['PASS', 'FAIL', 'NO_DATA', 'WARN'] as const)[index % 4] ?? 'PASS',
      noData: index % 4 === 2 ? { code: 'never-sampled' as const, message: text } : null,
      metric: text,
      evidenceMetric: text,
    })),
    unverified: [text, text],
    phases: base.phases.map((row) => ({ ...row, name: text, metrics })),
    endpoints: base.endpoints.map((row) => ({ ...row, name: text, path: text, metrics })),
    errors: base.errors.map((row) => ({ ...row, endpoint: text, errorClass: text, metric: text })),
    faults: base.faults.map((fault) => ({ ...fault, message: text, phases: [text] })),
    warnings: base.warnings.map((warning) => ({ ...warning, message: text })),
  };
}
