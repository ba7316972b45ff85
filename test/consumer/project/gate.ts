import {
  gate,
  judge,
  measure,
  parsePlan,
  parseRunSummary,
  renderJson,
  type Acceptance,
  type GateResult,
  type PlanSpec,
} from 'k6-acceptance/core';

/** The exit code of a pipeline for the text of an acceptance document. */
export function exitCodeOf(document: string): number {
  const { exitCode }: GateResult = gate(document);
  return exitCode;
}

const plan: PlanSpec<never> = {
  name: 'checkout',
  profile: [{ name: 'plateau', hold: '30/s', duration: '2s' }],
  endpoints: [{ name: 'pay', method: 'POST', path: '/payments' }],
  criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }],
};

/** The document of a run in which nothing happened. */
export function emptyRun(): string {
  const parsed = parsePlan(plan, { BASE_URL: 'https://shop.example', TIME_SCALE: undefined });
  const summary = parseRunSummary({
    metrics: {},
    state: { isStdOutTTY: false, testRunDurationMs: 0 },
    options: {},
    root_group: {},
  });
  const acceptance: Acceptance = judge(parsed, measure(parsed, summary), { differences: [], endedAtMs: 0 });
  return renderJson(acceptance);
}
