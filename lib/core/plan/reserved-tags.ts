import { isEndpointSetTag } from './endpoint-set.ts';
import { recordedTag, timedTag } from './library-metrics.ts';

/** The system tags that the plan's sub-metrics select by. */
export const neededSystemTags: readonly string[] = ['expected_response', 'group', 'name', 'status'];

/** `check` is a system tag, too. A criterion that selects by it has no data without it, and others do not need it. */
const tagsOfPlan: readonly string[] = [
  'plan',
  'phase',
  timedTag,
  recordedTag,
  'error_class',
  'scenario',
  'preflight',
  'check',
];

/**
 * Those of some tags by which tables and criteria select samples. A script that sets one of them moves samples to where
 * they do not belong, so that a criterion could pass which the target does not meet.
 */
export function reservedAmong(tags: readonly string[]): readonly string[] {
  return [
    ...[...neededSystemTags, ...tagsOfPlan].filter((reserved) => tags.includes(reserved)),
    ...tags.filter(isEndpointSetTag),
  ];
}
