import { judgedPhases } from '../compile/delivered-load.ts';
import { holds } from '../language/expression.ts';
import type { Plan } from '../plan/plan.ts';
import { hasLoad } from '../plan/profile.ts';
import type { RunSummary } from '../measure/run-summary.ts';
import type { Acceptance, CriterionRow, EndpointRow, ErrorRow, OutsidePlan, Warning } from '../document/acceptance.ts';

type Evidence = {
  readonly plan: Plan;
  /** The environment variable that names a proxy, where there is one. */
  readonly proxy: string | null;
  readonly summary: RunSummary;
  readonly criteria: readonly CriterionRow[];
  /** What the phases were short of in which the target was saturated, one sentence each. */
  readonly saturations: readonly string[];
  readonly totals: Acceptance['totals'];
  readonly outsidePlan: OutsidePlan;
  readonly endpoints: readonly EndpointRow[];
  readonly errors: readonly ErrorRow[];
};

/** What a reader should know before trusting the tables; none of it changes the verdict. */
export function warningsOf({
  plan,
  proxy,
  summary,
  criteria,
  saturations,
  totals,
  outsidePlan,
  endpoints,
  errors,
}: Evidence): Warning[] {
  const warnings: Warning[] = [];
  if (plan.timeScale < 1) {
    warnings.push({
      code: 'trial',
      message: `TIME_SCALE ${plan.timeScale} shrank the phases: this is a trial of the script, not of the target.`,
    });
  }
  if (proxy !== null) {
    warnings.push({
      code: 'proxied',
      message: `${proxy} is set: what was measured is the proxy that it names, and ${plan.target} only behind it. Name the host in NO_PROXY to measure it alone.`,
    });
  }
  for (const saturation of saturations) {
    warnings.push({
      code: 'target-saturated',
      message: `${saturation} A latency or error criterion failed there as well: the target held the VUs.`,
    });
  }
  const closed = closedLatencyPhases(plan);
  if (closed.length > 0) {
    const message = `Latency was judged in the closed model (${closed.join(', ')}): a slow answer holds back the requests that would have come meanwhile, so the percentiles look better than they would at a steady rate. Judge latency in an open phase.`;
    warnings.push({ code: 'coordinated-omission', message });
  }
  if (totals.droppedIterations > 0) {
    warnings.push({
      code: 'dropped-iterations',
      message: `Iterations dropped: ${totals.droppedIterations}. No VU was free when they were due.`,
    });
  }
  if (outsidePlan.withoutEndpoint > 0 || outsidePlan.redirects > 0) {
    warnings.push({
      code: 'requests-without-endpoint',
      message: `Requests past the plan's endpoints: ${outsidePlan.withoutEndpoint + outsidePlan.redirects}. They count in phases and totals, but in no endpoint's row.`,
    });
  }
  const unclassified = endpoints.reduce((sum, endpoint) => sum + unclassifiedOf(endpoint, errors), 0);
  if (unclassified > 0) {
    warnings.push({
      code: 'unclassified-errors',
      message: `Failed requests of endpoints in no class of errors: ${unclassified}.`,
    });
  }
  for (const [index, row] of criteria.entries()) {
    const criterion = plan.criteria[index];
    if (row.threshold === null) continue;
    const native = summary.metrics.get(row.metric)?.thresholds[row.threshold];
    if (
      row.verdict !== 'NO_DATA' &&
      row.observed !== null &&
      criterion !== undefined &&
      holds(criterion.bound, row.observed) !== native
    ) {
      warnings.push({
        code: 'verdicts-disagree',
        message: `k6 judged ${row.threshold} on ${row.metric} otherwise than its value ${row.observed} says: taken as failed.`,
      });
    }
  }
  return warnings;
}

/** The other way round, classes without a failed request are a fault of the run. */
function unclassifiedOf({ name, failedRequests }: EndpointRow, errors: readonly ErrorRow[]): number {
  return Math.max(
    0,
    errors.reduce((rest, row) => (row.endpoint === name ? rest - row.count : rest), failedRequests),
  );
}

/** The closed phases with VUs that a criterion on latency looks at. */
function closedLatencyPhases({ phases, criteria }: Plan): string[] {
  const judged = judgedPhases({ phases, criteria: criteria.filter(({ indicator }) => indicator.name === 'latency') });
  return judged.filter((phase) => phase.load.model === 'closed' && hasLoad(phase)).map(({ name }) => `"${name}"`);
}
