// Calls of the library alone: those of `library-cells.ts`.
import { isObject } from '../../lib/core/language/is-object.ts';
import { cellCriteria, cellsTest, visitEndpoints } from './cells-plan.ts';
import { measured, printCost } from './many-calls.js';

const test = cellsTest(cellCriteria);
const scenarios = test.options?.['scenarios'];
const planned = isObject(scenarios) ? scenarios['plan-1'] : undefined;

/** With the plan's phases and tags, and one VU. */
export const options = isObject(planned) && {
  scenarios: {
    'plan-1': {
      executor: 'per-vu-iterations',
      vus: 1,
      iterations: 1,
      tags: planned['tags'],
      env: planned['env'],
    },
  },
};

export default measured(test.iteration(() => visitEndpoints(test)));

export const handleSummary = printCost;
