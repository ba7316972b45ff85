import { renderShownDifferences } from '../compile/shown-differences.ts';
import type { CriterionRow } from '../document/criterion-row.ts';
import type { Fault } from '../document/fault.ts';
import type { Warning, WarningCode } from '../document/warning.ts';
import { holds } from '../language/expression.ts';
import { ratio } from '../language/known-count.ts';
import { renderValue } from '../language/quantity.ts';
import { judgedPhases } from '../plan/delivered-load.ts';
import type { Plan } from '../plan/plan.ts';
import { hasLoad } from '../plan/profile.ts';
import type { MeasuredRows } from './measured-rows.ts';
import type { Observation } from './observation.ts';

/** What warnings are made of. */
type Judged = MeasuredRows & {
  readonly plan: Plan;
  /** The environment variable that names a proxy; null where there is none. */
  readonly proxy: string | null;
  /** How k6's options differ from the plan's without replacing a part of it, one sentence each. */
  readonly shownDifferences: readonly string[];
  readonly criteria: readonly CriterionRow[];
  readonly observations: readonly Observation[];
  readonly faults: readonly Fault[];
  /** A sentence for each phase in which a saturated target kept iterations from starting: how many are missing. */
  readonly saturations: readonly string[];
};

/** What a reader should know before trusting the tables. None of it changes the verdict. */
export function warningsOf(judged: Judged): Warning[] {
  return [
    ...trial(judged),
    ...proxied(judged),
    ...optionsDiffer(judged),
    ...judged.saturations.map((saturation) =>
      warning(
        'target-saturated',
        `${saturation} A latency or error criterion failed there as well: the target held the VUs.`,
      ),
    ),
    ...coordinatedOmission(judged),
    ...droppedIterations(judged),
    ...allowedExceptions(judged),
    ...requestsWithoutEndpoint(judged),
    ...unclassifiedErrors(judged),
    ...disagreements(judged),
  ];
}

function warning(code: WarningCode, message: string): Warning {
  return { code, message };
}

function trial({ plan: { timeScale } }: Judged): Warning[] {
  if (timeScale === 1) return [];
  return [
    warning('trial', `TIME_SCALE ${timeScale} shrank the phases: this is a trial of the script, not of the target.`),
  ];
}

function proxied({ plan, proxy }: Judged): Warning[] {
  if (proxy === null) return [];
  const measured = `what was measured is the proxy that it names, and ${plan.targets.join(', ')} only behind it`;
  return [warning('proxied', `${proxy} is set: ${measured}. Name the host in NO_PROXY to measure it alone.`)];
}

function optionsDiffer({ shownDifferences }: Judged): Warning[] {
  if (shownDifferences.length === 0) return [];
  return [warning('options-differ', renderShownDifferences(shownDifferences))];
}

/** In the closed model a slow response keeps the next requests from being sent, and from being slow. */
function coordinatedOmission({ plan }: Judged): Warning[] {
  const criteria = plan.criteria.filter(({ indicator }) => indicator.isResponseTime);
  const closed = judgedPhases({ phases: plan.phases, criteria })
    .filter((phase) => phase.load.model === 'closed' && hasLoad(phase))
    .map(({ name }) => `"${name}"`);
  if (closed.length === 0) return [];
  return [
    warning(
      'coordinated-omission',
      `Latency was judged in the closed model (${closed.join(', ')}): a slow answer holds back the requests that would ` +
        'have come meanwhile, so the percentiles look better than they would at a steady rate. ' +
        'Judge latency in an open phase.',
    ),
  ];
}

function droppedIterations({ totals: { droppedIterations: dropped } }: Judged): Warning[] {
  if (dropped === null || dropped === 0) return [];
  return [warning('dropped-iterations', `Iterations dropped: ${dropped}. No VU was free when they were due.`)];
}

function allowedExceptions({ plan, faults, totals: { scriptExceptions, iterations } }: Judged): Warning[] {
  if (plan.allowedExceptions === 0 || scriptExceptions === null || scriptExceptions === 0) return [];
  if (faults.some(({ code }) => code === 'script-exception')) return [];
  const share = renderValue(ratio(scriptExceptions, iterations), 'ratio');
  const allowed = renderValue(plan.allowedExceptions, 'ratio');
  return [
    warning(
      'allowed-exceptions',
      `Iterations that ended in an exception of the script: ${scriptExceptions} (${share}). The plan allows ${allowed}.`,
    ),
  ];
}

function requestsWithoutEndpoint({ plan, outsidePlan: { withoutEndpoint, redirects } }: Judged): Warning[] {
  // Without any, that is what the plan means.
  if (plan.endpoints.length === 0) return [];
  if (withoutEndpoint === null || redirects === null || (withoutEndpoint <= 0 && redirects <= 0)) return [];
  return [
    warning(
      'requests-without-endpoint',
      `Requests past the plan's endpoints: ${withoutEndpoint + redirects}. ` +
        "They count in phases and totals, but in no endpoint's row.",
    ),
  ];
}

/** More classified errors than failed requests would be the fault `unsent-requests`. */
function unclassifiedErrors({ endpoints, errors }: Judged): Warning[] {
  const unclassified = endpoints.map(({ name, failedRequests }) => {
    const classified = errors.filter((row) => row.endpoint === name).reduce((sum, row) => sum + row.count, 0);
    return failedRequests === null ? 0 : Math.max(0, failedRequests - classified);
  });
  const count = unclassified.reduce((sum, one) => sum + one, 0);
  if (count === 0) return [];
  return [warning('unclassified-errors', `Failed requests of endpoints in no class of errors: ${count}.`)];
}

/** Where k6 and the document judge the bound otherwise, the stricter of the two holds. */
function disagreements({ criteria, observations }: Judged): Warning[] {
  return criteria.flatMap((row, index) => {
    const observation = observations[index];
    const { native, observed, verdict } = row;
    if (observation === undefined || observed === null || verdict === 'NO_DATA' || native.threshold === null) return [];
    if (holds(observation.criterion.bound, observed) === native.held) return [];
    return [
      warning(
        'verdicts-disagree',
        `k6 judged ${native.threshold} on ${native.metric} otherwise than its value ${observed} says: taken as failed.`,
      ),
    ];
  });
}
