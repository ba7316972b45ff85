import { renderShownDifferences } from '../compile/shown-differences.ts';
import { renderScope } from '../document/scope.ts';
import type { CriterionPreview } from './expected-samples.ts';
import type { Inspection } from './parse-inspection.ts';

export type PreviewWarning = {
  readonly code: 'plan-replaced' | 'options-differ' | 'trial' | 'samples-out-of-reach';
  readonly message: string;
};

/** What would keep a run of the plan from a PASS that means something. */
export function previewWarnings(
  { document, differences, shownDifferences }: Inspection,
  criteria: readonly CriterionPreview[],
): PreviewWarning[] {
  return [
    ...differences.map((message): PreviewWarning => ({
      code: 'plan-replaced',
      message: `${message} The run would be INVALID.`,
    })),
    ...(shownDifferences.length === 0
      ? []
      : [
          {
            code: 'options-differ',
            message: renderShownDifferences(shownDifferences),
          } as const,
        ]),
    ...(document.timeScale < 1
      ? [
          {
            code: 'trial',
            message: `TIME_SCALE ${document.timeScale} shrinks the phases, but no minimum of samples.`,
          } as const,
        ]
      : []),
    ...criteria.flatMap((criterion): PreviewWarning[] => {
      const { expectedSamples } = criterion;
      // What is due at a phase's end can start on its other side: less than half a sample is no shortfall.
      if (expectedSamples === null || Math.round(expectedSamples) >= criterion.minimumSamples) return [];
      return [{ code: 'samples-out-of-reach', message: outOfReach(criterion, Math.round(expectedSamples)) }];
    }),
  ];
}

function outOfReach({ indicator, scope, target, severity, minimumSamples }: CriterionPreview, samples: number): string {
  const needs = `${indicator.name} ${renderScope(scope)} needs ${minimumSamples} samples for ${target}`;
  const assumed = indicator.sampledBy === 'iteration' ? '' : ', if every iteration calls each endpoint once';
  const run = severity === 'warn' ? 'at best WARN' : 'INVALID';
  return `${needs}; the plan brings ${samples}${assumed}. It would be NO_DATA, and the run ${run}.`;
}
