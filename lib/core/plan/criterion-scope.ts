import type { Scope } from '../document/scope.ts';
import { invalid } from '../language/invalid.ts';
import { checkDimension, type CheckScopeSpec } from './check-scope.ts';
import type { Dimension, Narrowing, Vocabulary } from './dimension.ts';
import { endpointDimension, type EndpointScopeSpec } from './endpoint-scope.ts';
import { groupDimension, type GroupScopeSpec } from './group-scope.ts';
import type { Indicator } from './indicator.ts';
import { phaseDimension, type PhaseScopeSpec } from './phase-scope.ts';
import type { Phase } from './profile.ts';
import type { Tags } from './tags.ts';

/** Where a criterion is looked at, as it is written. */
export type ScopeSpec<
  PhaseName extends string = string,
  EndpointName extends string = string,
> = PhaseScopeSpec<PhaseName> & EndpointScopeSpec<EndpointName> & GroupScopeSpec & CheckScopeSpec;

/** Every way of narrowing a scope. */
const dimensions: readonly Dimension<ScopeSpec>[] = [phaseDimension, endpointDimension, groupDimension, checkDimension];

/** The fields of a criterion that say where it is looked at. */
export const scopeFields: readonly (keyof ScopeSpec)[] = dimensions.flatMap(({ fields }) => fields);

/** Where one criterion is looked at. */
export type CriterionScope = {
  /** As the document says it. */
  readonly names: Scope;
  /** What selects its samples, and what proves them: always at least the plan, or one of its phases. */
  readonly tags: Tags;
  /** What selects its samples beside these, but stands on nothing that proves them. */
  readonly unprovenTags: Tags;
  /** The phases that it looks at: one, or all. */
  readonly phases: readonly Phase[];
};

/**
 * The scopes that a criterion stands for: more than one where it is written for each phase or endpoint.
 *
 * @param what The criterion, as errors name it.
 * @throws When it names something that the plan does not have, matches nothing, or its indicator has no samples there.
 */
export function scopesOf(
  spec: ScopeSpec,
  indicator: Indicator,
  vocabulary: Vocabulary,
  what: string,
): readonly CriterionScope[] {
  const wholeRun: CriterionScope = {
    names: { phase: null, endpoints: null, group: null, check: null },
    tags: {},
    unprovenTags: {},
    phases: vocabulary.phases,
  };
  return dimensions.reduce(
    (scopes: readonly CriterionScope[], dimension) => {
      const narrowings = dimension.narrowings(spec, indicator, vocabulary, what);
      requireDimension(spec, dimension, indicator, what);
      return scopes.flatMap((scope) => narrowings.map((narrowing) => narrowed(scope, narrowing)));
    },
    [wholeRun],
  );
}

function narrowed(scope: CriterionScope, { names, tags, unprovenTags, phases }: Narrowing): CriterionScope {
  return {
    names: { ...scope.names, ...names },
    tags: { ...scope.tags, ...tags },
    unprovenTags: { ...scope.unprovenTags, ...unprovenTags },
    phases: phases ?? scope.phases,
  };
}

/** @throws When the criterion is narrowed by a dimension that the indicator's samples do not have. */
function requireDimension(
  spec: ScopeSpec,
  { name, fields }: Dimension<ScopeSpec>,
  indicator: Indicator,
  what: string,
): void {
  const given = fields.map((field) => spec[field]).find((value) => value !== undefined);
  if (given === undefined || indicator.dimensions.includes(name)) return;
  const known = dimensions.filter((dimension) => indicator.dimensions.includes(dimension.name));
  const rule = ['the run', ...known.map(({ oneOfIt }) => oneOfIt)].join(' or ');
  throw invalid(`scope of ${what}`, rule, given, indicator.insteadOfNarrowing);
}
