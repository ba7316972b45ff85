// Calls by hand alone: those of `hand-cells.js`.
import iteration from './hand-cells.js';
import { measured, printCost } from './many-calls.js';

export const options = {
  scenarios: { 'plan-1': { executor: 'per-vu-iterations', vus: 1, iterations: 1, tags: { plan: 'cells' } } },
};

export default measured(iteration);

export const handleSummary = printCost;
