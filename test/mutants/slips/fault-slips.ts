import { mutantsOf, type Mutant } from '../mutant.ts';

const ofRun = mutantsOf('lib/core/judge/faults/run-faults.ts');
const ofLoadSpan = mutantsOf('lib/core/judge/faults/load-span.ts');
const ofGenerator = mutantsOf('lib/core/judge/faults/generator-errors.ts');
const ofUnexplained = mutantsOf('lib/core/judge/faults/unexplained-thresholds.ts');

/** Slips in what makes a run unsound, but for the load that it did not have. */
export const faultSlips: readonly Mutant[] = [
  ofRun(
    'runFaults',
    "the pre-flight's failure hides that the plan was replaced",
    (original) => (plan, measurements, differences) =>
      original(plan, measurements, measurements.run.loadStartMs === null ? [] : differences),
  ),
  ofRun(
    'runFaults',
    'errors of the generator are no fault of the run',
    (original) =>
      (...run) =>
        original(...run).filter(({ code }) => code !== 'generator-errors'),
  ),
  ofRun(
    'runFaults',
    'calls without a request are no fault of the run',
    (original) =>
      (...run) =>
        original(...run).filter(({ code }) => code !== 'unsent-requests'),
  ),
  ofRun(
    'runFaults',
    'a run of another plan had to be made of iterations of this one',
    (original) => (plan, measurements, differences) => [
      ...original(plan, measurements, differences).filter(({ code }) => code === 'plan-replaced'),
      ...original(plan, measurements, []),
    ],
  ),
  mutantsOf('lib/core/judge/faults/metrics-missing.ts')(
    'metricsMissing',
    'metrics that k6 did not show are no fault',
    () => () => [],
  ),
  mutantsOf('lib/core/judge/faults/unsent-requests.ts')(
    'unsentRequests',
    'one call without a request is tolerated',
    (original) => (plan, measurements) => {
      const endpoints = measurements.endpoints.map(({ row, ...measured }) => {
        const failedRequests = row.failedRequests === null ? null : row.failedRequests + 1;
        return { ...measured, row: { ...row, failedRequests } };
      });
      return original(plan, { ...measurements, endpoints }).length === 0 ? [] : original(plan, measurements);
    },
  ),
  ofLoadSpan('loadSpanFaults', 'a load one millisecond too short is whole', (original) => (plan, measurements) => {
    const { run } = measurements;
    const loadEndMs = run.loadEndMs === null ? null : run.loadEndMs + 1;
    const found = original(plan, measurements);
    return found[0]?.code === 'cut-short' ? original(plan, { ...measurements, run: { ...run, loadEndMs } }) : found;
  }),
  ofLoadSpan('loadSpanFaults', 'no clock is slowed down', (original) => (plan, measurements) => {
    const { run } = measurements;
    const loadEndMs = run.loadEndMs === null ? null : run.loadEndMs - plan.durationMs * 0.0005;
    const found = original(plan, { ...measurements, run: { ...run, loadEndMs } });
    return found[0]?.code === 'cut-short' ? found : original(plan, measurements);
  }),
  ofLoadSpan(
    'loadSpanFaults',
    'iterations are interrupted one millisecond later',
    (original) => (plan, measurements) => {
      const { run } = measurements;
      const loadEndMs = run.loadEndMs === null ? null : run.loadEndMs - 1;
      const found = original(plan, measurements);
      return found[0]?.code === 'iterations-interrupted'
        ? original(plan, { ...measurements, run: { ...run, loadEndMs } })
        : found;
    },
  ),
  ofLoadSpan(
    'loadSpanFaults',
    'a phase that was cut short is spoiled only when it had not begun',
    (original) => (plan, measurements) => {
      const loadMs = (measurements.run.loadEndMs ?? 0) - (measurements.run.loadStartMs ?? 0);
      const unbegun = plan.phases.filter(({ startMs }) => startMs > loadMs).map(({ name }) => name);
      return original(plan, measurements).map((fault) =>
        fault.code === 'cut-short' ? { ...fault, phases: unbegun } : fault,
      );
    },
  ),
  mutantsOf('lib/core/judge/faults/thresholds-disabled.ts')(
    'thresholdsDisabled',
    'only one threshold has to be evaluated',
    (original) => (plan, measurements) =>
      measurements.thresholds.every(({ held }) => held === null) ? original(plan, measurements) : [],
  ),
  mutantsOf('lib/core/judge/faults/untagged-iterations.ts')(
    'untaggedIterations',
    'iterations after the plan have no phase',
    (original) => (plan, measurements) =>
      original(plan, { ...measurements, afterPlan: { ...measurements.afterPlan, startedIterations: 0 } }),
  ),
  mutantsOf('lib/core/judge/faults/untagged-iterations.ts')(
    'untaggedIterations',
    'iterations with a phase and without the plan are of the plan',
    (original) => (plan, measurements) =>
      original(plan, {
        ...measurements,
        run: { ...measurements.run, iterationsOfPlan: measurements.run.iterations },
      }),
  ),
  mutantsOf('lib/core/judge/faults/script-exceptions.ts')(
    'scriptExceptions',
    'an exception spoils every phase',
    (original) => (plan, measurements) =>
      original(plan, measurements).map((fault) => ({ ...fault, phases: plan.phases.map(({ name }) => name) })),
  ),
  ofGenerator(
    'generatorErrors',
    'one in a hundred requests may fail on the side of k6',
    (original) => (plan, measurements) => {
      const tenfold = <Scope extends { readonly row: { readonly requests: number | null } }>(scope: Scope): Scope => ({
        ...scope,
        row: { ...scope.row, requests: scope.row.requests === null ? null : scope.row.requests * 10 },
      });
      const { phases, afterPlan } = measurements;
      return original(plan, { ...measurements, phases: phases.map(tenfold), afterPlan: tenfold(afterPlan) });
    },
  ),
  ofGenerator(
    'generatorErrors',
    'a name that did not resolve once is tolerated',
    (original) => (plan, measurements) => {
      type Errors = (typeof measurements)['preflightErrors'];
      const borne = (errors: Errors): Errors =>
        errors.map((error) => ({ ...error, errorClass: 'local descriptors' as const }));
      const { run, phases, afterPlan } = measurements;
      const found = original(plan, {
        ...measurements,
        run: { ...run, generatorErrorsOfPlan: borne(run.generatorErrorsOfPlan) },
        phases: phases.map((phase) => ({ ...phase, errors: borne(phase.errors) })),
        afterPlan: { ...afterPlan, errors: borne(afterPlan.errors) },
      });
      return found.length === 0 ? [] : original(plan, measurements);
    },
  ),
  ofGenerator('generatorErrors', 'exactly the tolerated share is too much', (original) => (plan, measurements) => {
    const phases = measurements.phases.map((phase) => {
      const { requests } = phase.row;
      return { ...phase, row: { ...phase.row, requests: requests === null ? null : Math.max(0, requests - 1e-6) } };
    });
    return original(plan, { ...measurements, phases });
  }),
  ofUnexplained('unexplainedThresholds', 'a threshold that no criterion explains may be crossed', () => () => []),
  ofUnexplained(
    'unexplainedThresholds',
    'a threshold that the plan did not set may be crossed',
    (original) => (measurements, observations, faults) =>
      original({ ...measurements, foreignCrossed: [] }, observations, faults),
  ),
  ofUnexplained(
    'unexplainedThresholds',
    'a threshold that the plan did set explains itself',
    (original) => (measurements, observations, faults) =>
      original({ ...measurements, thresholds: [] }, observations, faults),
  ),
  ofUnexplained(
    'unexplainedThresholds',
    'only thresholds that held count as crossed',
    (original) => (measurements, observations, faults) => {
      const thresholds = measurements.thresholds.map(({ held, ...threshold }) => ({
        ...threshold,
        held: held === null ? null : !held,
      }));
      return original({ ...measurements, thresholds }, observations, faults);
    },
  ),
  ofUnexplained(
    'unexplainedThresholds',
    'a fault does not explain that k6 found the run unsound',
    (original) => (measurements, observations) => original(measurements, observations, []),
  ),
];
