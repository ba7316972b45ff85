import { invalid } from '../language/invalid.ts';
import { parseName } from '../language/name.ts';
import type { Dimension } from './dimension.ts';

export type GroupScopeSpec = {
  /**
   * Only what the script does within this group of k6, not within the groups inside it. A nested group is named by
   * the way to it: `checkout::payment`.
   */
  readonly group?: string | undefined;
};

/**
 * A scope by one of k6's groups, without the groups inside it. A plan declares none: a group is there once the script
 * enters it, so a name that is written wrong has no samples, and is NO_DATA.
 */
export const groupDimension: Dimension<GroupScopeSpec> = {
  name: 'group',
  fields: ['group'],
  oneOfIt: 'a group',
  narrowings: ({ group }, _indicator, _vocabulary, what) => {
    if (group === undefined) return [{ names: {}, tags: {} }];
    const name = parseName(group, `group of ${what}`);
    if (name.split('::').includes('')) {
      throw invalid(
        `group of ${what}`,
        'the names of groups with :: between them',
        group,
        'Write the way to the group without :: at its ends, for example checkout::payment',
      );
    }
    // k6 begins the tag with the group of the whole script, which has no name.
    return [{ names: { group: name }, tags: { group: `::${name}` } }];
  },
};
