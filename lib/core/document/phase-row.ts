import { described, flag, named, numberIn, object, orNull, text, wordOf, type TypeOf } from '../language/shape.ts';
import { amount, count, measuredFields } from './measured.ts';

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

/** A phase, as the documents of a plan and of a run describe it. */
export const phaseFields = {
  name: text,
  role: described(wordOf(phaseRoles), 'What the phase is there for.'),
  kind: wordOf(['hold', 'ramp']),
  model: wordOf(['open', 'closed']),
  loadFrom: described(
    numberIn({ from: 0 }),
    "Iterations started per second (open) or VUs (closed) at the phase's start.",
  ),
  loadTo: described(numberIn({ from: 0 }), 'The same at its end.'),
  startMs: numberIn({ from: 0 }),
  intendedIterations: described(orNull(numberIn({ from: 0 })), 'Null in the closed model, which intends no count.'),
};

const phaseDescriptionShape = object(phaseFields);
export type PhaseDescription = TypeOf<typeof phaseDescriptionShape>;

export const phaseRowShape = named(
  'phase',
  object({
    ...phaseFields,
    durationMs: numberIn({ above: 0 }),
    startedIterations: described(count, 'Iterations that started in the phase and ended.'),
    throughputPerSec: described(amount, 'Requests that started in the phase ÷ its duration.'),
    judged: described(flag, 'Whether a criterion names the phase; the others explore.'),
    ...measuredFields,
  }),
);
export type PhaseRow = TypeOf<typeof phaseRowShape>;
