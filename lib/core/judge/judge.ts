import type { Acceptance } from '../document/acceptance-document.ts';
import { documentFormat, documentMinorVersion, documentVersion } from '../document/document-format.ts';
import { libraryVersion } from '../document/library-version.ts';
import { verdictOf } from '../document/verdict.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { Plan } from '../plan/plan.ts';
import type { Circumstances } from './circumstances.ts';
import { measuredRows } from './measured-rows.ts';
import { observe } from './observation.ts';
import { rowFor } from './row-for.ts';
import { soundnessOf } from './soundness.ts';
import { warningsOf } from './warnings.ts';

/** What the run says of the plan: every row, every doubt, and one verdict. */
export function judge(plan: Plan, measurements: Measurements, circumstances: Circumstances): Acceptance {
  const { differences, shownDifferences = [], endedAtMs, run, proxy = null } = circumstances;
  const observations = plan.criteria.flatMap((criterion, index) => {
    const own = measurements.criteria[index];
    return own === undefined ? [] : [observe(criterion, own)];
  });
  const { faults, saturations, abort } = soundnessOf(plan, measurements, observations, differences);
  const criteria = observations.map((observation) => rowFor(observation, faults, abort));
  const rows = measuredRows(plan, measurements);
  const { loadStartMs, durationMs } = measurements.run;
  const unverified = plan.signOff;
  const { timeScale } = plan;
  return {
    format: documentFormat,
    version: documentVersion,
    minorVersion: documentMinorVersion,
    library: libraryVersion,
    plan: plan.name,
    run: run || null,
    target: plan.targets.join(', '),
    ...verdictOf({ criteria, faults, unverified, timeScale }),
    trial: timeScale < 1,
    timeScale,
    loadStartedAt: loadStartMs === null ? null : new Date(loadStartMs).toISOString(),
    endedAt: new Date(endedAtMs).toISOString(),
    runDurationMs: durationMs,
    plannedDurationMs: plan.durationMs,
    criteria,
    unverified,
    faults,
    warnings: warningsOf({ plan, proxy, shownDifferences, criteria, observations, faults, saturations, ...rows }),
    ...rows,
  };
}
