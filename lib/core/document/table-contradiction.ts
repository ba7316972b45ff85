import type { Acceptance } from './acceptance-document.ts';
import type { FaultCode } from './fault.ts';
import type { Measured } from './measured.ts';
import { hasItsErrorRatio } from './scope-contradiction.ts';

/** What the tables say against themselves or each other, as a sentence; null when there is nothing. */
export function tableContradiction(document: Acceptance): string | null {
  const { phases, endpoints } = document;
  const scopes = [...phases, ...endpoints];
  const nameOf = (index: number): string =>
    index < phases.length ? `phase ${index + 1}` : `endpoint ${index - phases.length + 1}`;
  const odd = scopes.findIndex((scope) => !hasItsErrorRatio(scope));
  if (odd !== -1) return `The error ratio of ${nameOf(odd)} is not the one of its requests.`;
  const short = [document.totals, ...scopes].findIndex(
    ({ latency }) => latency.distributionMs !== null && latency.distributionMs.length !== document.percentiles.length,
  );
  if (short !== -1) {
    return `The distribution of ${short === 0 ? 'all requests' : nameOf(short - 1)} has not one value for each percentile.`;
  }
  return missingCount(document) ?? sumContradiction(document);
}

/** The faults of runs of which k6 may not have shown all that it was told to track. */
const unshown: readonly string[] = ['metrics-missing', 'thresholds-disabled', 'preflight-failed'] satisfies FaultCode[];

/** Only a run of which k6 did not show all may leave a count open. */
function missingCount({ totals, phases, endpoints, metrics, outsidePlan, faults }: Acceptance): string | null {
  if (faults.some(({ code }) => unshown.includes(code))) return null;
  const counts = [
    ...[totals, ...phases, ...endpoints].flatMap(countsOf),
    totals.iterations,
    totals.droppedIterations,
    totals.scriptExceptions,
    ...phases.map(({ startedIterations }) => startedIterations),
    ...metrics.map(({ type, count, samples }) => (type === 'counter' ? count : samples)),
    ...Object.values(outsidePlan),
  ];
  return counts.includes(null) ? 'A count is missing, though k6 showed all of its metrics.' : null;
}

function countsOf({ requests, failedRequests, generatorErrors, checks, latency }: Measured): (number | null)[] {
  return [requests, failedRequests, generatorErrors, checks.passed, checks.failed, latency.samples];
}

/** The two sums of all requests, where all their parts are known. */
function sumContradiction({ totals, phases, endpoints, outsidePlan }: Acceptance): string | null {
  const { setup, teardown, redirects, withoutEndpoint, afterPlan, withoutPhase } = outsidePlan;
  const isAll = (
    rows: readonly { readonly requests: number | null }[],
    others: readonly (number | null)[],
  ): boolean => {
    const sum = sumOf([...rows.map(({ requests }) => requests), ...others]);
    return sum === null || totals.requests === null || sum === totals.requests;
  };
  if (!isAll(endpoints, [setup, teardown, redirects, withoutEndpoint])) {
    return 'The requests of the endpoints and outside them are not all requests.';
  }
  if (!isAll(phases, [setup, teardown, afterPlan, withoutPhase])) {
    return 'The requests of the phases and outside them are not all requests.';
  }
  return null;
}

function sumOf(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}
