import { phaseRoles, type PhaseRole } from '../document/phase-role.ts';
import { parseDuration } from '../language/duration.ts';
import { checkFields } from '../language/fields.ts';
import { invalid, oneOf } from '../language/invalid.ts';
import { loadAmount, parseLoad, type Load, type LoadText } from '../language/load.ts';
import { parseName, rejectDuplicates } from '../language/name.ts';
import { anything } from '../language/shape.ts';
import { afterPlan } from './library-metrics.ts';

/** A named span of the profile, as it is written: it holds one load, or ramps from the load before it to one. */
export type PhaseSpec<Name extends string = string> = {
  readonly name: Name;
  readonly duration: string;
  /** What it is there for: `hold` or `ramp`, as it is written, when left out. */
  readonly role?: PhaseRole | undefined;
} & ({ readonly hold: LoadText } | { readonly ramp: LoadText });

/** A phase, parsed. `from` and `to` are iterations started per second (open model) or VUs (closed model). */
export type Phase = {
  readonly name: string;
  readonly role: PhaseRole;
  readonly kind: 'hold' | 'ramp';
  readonly load: Load;
  readonly from: number;
  readonly to: number;
  readonly startMs: number;
  readonly endMs: number;
};

/** k6's constant executors refuse less; a phase shorter than this says nothing anyway. */
const shortestPhaseMs = 1000;

/**
 * The phases in their order, without gaps, the first at 0 ms.
 *
 * A ramp starts at the load of the phase before it when that has the same model, else at 0.
 *
 * @param specs At least one phase.
 * @param timeScale Factor on every duration, above 0 and at most 1; no phase gets shorter than 1 s by it.
 * @throws When there is no phase, a name is unusable or stands twice, or a duration or load cannot be read.
 */
export function parseProfile(specs: readonly PhaseSpec[], timeScale: number): readonly Phase[] {
  if (!Array.isArray(specs) || specs.length === 0) {
    throw invalid('profile', 'at least one phase', specs, 'List the phases of the load');
  }
  const phases: Phase[] = [];
  for (const spec of specs) phases.push(parsePhase(spec, phases.at(-1), timeScale));
  rejectDuplicates([...namesOf(phases), afterPlan], 'phase names');
  return phases;
}

function parsePhase(spec: PhaseSpec, before: Phase | undefined, timeScale: number): Phase {
  checkFields(
    spec,
    'phase',
    { name: anything, duration: anything },
    { hold: anything, ramp: anything, role: anything },
  );
  const name = parseName(spec.name, 'phase name');
  const durationMs = parseDuration(spec.duration, `duration of phase "${name}"`);
  if (durationMs < shortestPhaseMs) {
    throw invalid(`duration of phase "${name}"`, 'at least 1s', spec.duration, 'Lengthen the phase');
  }
  const hold = 'hold' in spec ? spec.hold : undefined;
  const ramp = 'ramp' in spec ? spec.ramp : undefined;
  if ((hold === undefined) === (ramp === undefined)) {
    throw invalid(`phase "${name}"`, 'either hold or ramp', spec, 'Name the one load that the phase holds or ramps to');
  }
  const load = parseLoad(hold ?? ramp, `load of phase "${name}"`);
  const to = loadAmount(load);
  const ramped = before?.load.model === load.model ? before.to : 0;
  const startMs = before?.endMs ?? 0;
  const kind = hold === undefined ? 'ramp' : 'hold';
  return {
    name,
    role: parseRole(spec.role, `role of phase "${name}"`) ?? kind,
    kind,
    load,
    from: hold === undefined ? ramped : to,
    to,
    startMs,
    endMs: startMs + Math.max(shortestPhaseMs, Math.round(durationMs * timeScale)),
  };
}

function parseRole(given: unknown, what: string): PhaseRole | undefined {
  if (given === undefined) return undefined;
  const role = phaseRoles.find((known) => known === given);
  if (role !== undefined) return role;
  throw invalid(what, oneOf(phaseRoles), given, 'Write one of these, or leave it out');
}

/** The names of phases, in their order. */
export function namesOf(phases: readonly Phase[]): string[] {
  return phases.map(({ name }) => name);
}

/** Whether the phase intends a load at any moment; without one there is nothing to sample. */
export function hasLoad({ from, to }: Phase): boolean {
  return from > 0 || to > 0;
}

/** The length of a phase in milliseconds. */
export function durationMsOf(phase: Phase): number {
  return phase.endMs - phase.startMs;
}

/** The length of the whole profile in milliseconds. */
export function profileDurationMs(phases: readonly Phase[]): number {
  return phases.at(-1)?.endMs ?? 0;
}

/** The iterations that a phase intends to start; none is known in the closed model, where the target sets the pace. */
export function intendedIterations(phase: Phase): number | null {
  return phase.load.model === 'open' ? (((phase.from + phase.to) / 2) * durationMsOf(phase)) / 1000 : null;
}

/**
 * The factor that `TIME_SCALE` asks for; 1 when it is not set.
 *
 * @throws When it is not a number above 0 and at most 1.
 */
export function parseTimeScale(text: string | undefined): number {
  if (text === undefined || text === '') return 1;
  const factor = Number(text);
  if (factor > 0 && factor <= 1) return factor;
  throw invalid('TIME_SCALE', 'a number above 0 and at most 1', text, 'Use 0.01 for a quick trial, or leave it out');
}
