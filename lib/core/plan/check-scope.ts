import { parseCheckName } from './check-name.ts';
import type { Dimension } from './dimension.ts';

export type CheckScopeSpec = {
  /** Only checks of this name, wherever they stand: those of endpoints, and what the script gives to `check()` of k6. */
  readonly check?: string | undefined;
};

/**
 * A scope by one check's name. A plan does not declare what a script gives to `check()`, and k6 counts no samples of a
 * check: what proves them bears no name of one. So a name that is written wrong passes in k6, and is NO_DATA in the
 * document.
 */
export const checkDimension: Dimension<CheckScopeSpec> = {
  name: 'check',
  fields: ['check'],
  oneOfIt: 'a check',
  narrowings: ({ check }, _indicator, _vocabulary, what) => {
    if (check === undefined) return [{ names: {}, tags: {} }];
    const name = parseCheckName(check, `check of ${what}`);
    return [{ names: { check: name }, tags: {}, unprovenTags: { check: name } }];
  },
};
