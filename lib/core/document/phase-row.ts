import { described, flag, named, numberIn, object, orNull, text, wordOf, type TypeOf } from '../language/shape.ts';
import { amount, count, measuredFields } from './measured.ts';
import { phaseRoles } from './phase-role.ts';

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
