/**
 * What a phase is there for. `hold` and `ramp` are those of a phase that says nothing else; `step` is one of a
 * staircase, `recovery` gives a target time to work off what queued up, `recovered` shows whether it did.
 */
export const phaseRoles = [
  'warm-up',
  'baseline',
  'ramp',
  'hold',
  'step',
  'peak',
  'soak',
  'recovery',
  'recovered',
  'cool-down',
] as const;
export type PhaseRole = (typeof phaseRoles)[number];
