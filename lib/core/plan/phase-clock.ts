/** What a VU knows of the plan, by way of its scenario's environment: enough to tell the phase from the clock. */
export type PhaseClock = {
  /** When this scenario starts, in ms after the plan's start. */
  readonly startMs: number;
  /** The number of the scenario's first phase: none of its iterations belongs to an earlier one. */
  readonly first: number;
  /** Every phase of the plan, as its end in ms after the plan's start and its name. */
  readonly phases: readonly (readonly [endMs: number, name: string])[];
};

/** The environment variable of a scenario that holds its `PhaseClock` as JSON. */
export const phaseClockVariable = 'K6_ACCEPTANCE_PHASES';

/** The phase of what starts after the last phase, while k6 lets running iterations end. No phase may bear the name. */
export const afterPlan = 'after-plan';
