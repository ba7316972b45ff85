import { checkFields } from '../language/fields.ts';
import { invalid, oneOf } from '../language/invalid.ts';
import { loadAmount, parseLoad, type LoadText } from '../language/load.ts';
import { anything } from '../language/shape.ts';
import type { Dimension, Narrowing } from './dimension.ts';
import { hasLoad, namesOf, type Phase } from './profile.ts';
import { planTags } from './tags.ts';

export type PhaseScopeSpec<PhaseName extends string = string> = {
  /** Only what started in this phase; the whole run when left out. */
  readonly phase?: PhaseName | undefined;
  /**
   * Instead of one phase: a criterion for each phase that has a load, or for each whose load is at most this, of its
   * model.
   */
  readonly phases?: 'each' | { readonly upTo: LoadText } | undefined;
};

/** A scope by phases: the whole run, one phase, or a criterion for each of several. */
export const phaseDimension: Dimension<PhaseScopeSpec> = {
  name: 'phase',
  fields: ['phase', 'phases'],
  oneOfIt: 'a phase',
  narrowings: (spec, _indicator, { phases, plan }, what) => {
    const { phase: name, phases: several } = spec;
    if (several !== undefined) {
      if (name !== undefined) throw invalid(`scope of ${what}`, 'either phase or phases', name, 'Drop one of them');
      return matching(several, phases, what).map(inPhase);
    }
    // A name alone can stand in setup and teardown too.
    if (name === undefined) return [{ names: {}, tags: planTags(plan) }];
    const phase = phases.find((candidate) => candidate.name === name);
    if (phase === undefined) {
      throw invalid(`phase of ${what}`, oneOf(namesOf(phases)), name, 'Name a phase of the profile');
    }
    return [inPhase(phase)];
  },
};

function inPhase(phase: Phase): Narrowing {
  return { names: { phase: phase.name }, tags: { phase: phase.name }, phases: [phase] };
}

function matching(several: unknown, phases: readonly Phase[], what: string): readonly Phase[] {
  const loaded = phases.filter(hasLoad);
  const found = several === 'each' ? loaded : upTo(several, loaded, what);
  if (found.length > 0) return found;
  const loads = phases.map((phase) => `${largestLoadOf(phase)}${unitOf(phase)}`);
  throw invalid(
    `phases of ${what}`,
    'at least one phase with such a load',
    several,
    `The largest loads are ${loads.join(', ')}`,
  );
}

function upTo(several: unknown, phases: readonly Phase[], what: string): Phase[] {
  if (typeof several !== 'object') {
    throw invalid(
      `phases of ${what}`,
      '"each" or { upTo }',
      several,
      'Write phases: "each", or phases: { upTo: "50 VUs" }',
    );
  }
  checkFields(several, `phases of ${what}`, { upTo: anything });
  const most = parseLoad(several !== null && 'upTo' in several ? several.upTo : undefined, `upTo of ${what}`);
  return phases.filter((phase) => phase.load.model === most.model && largestLoadOf(phase) <= loadAmount(most));
}

/** The most that the phase intends at any moment: a ramp's higher end. */
function largestLoadOf({ from, to }: Phase): number {
  return Math.max(from, to);
}

function unitOf({ load }: Phase): string {
  return load.model === 'open' ? '/s' : ' VUs';
}
