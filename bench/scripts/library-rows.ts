// What do the library's own tables of 10 endpoints and 8 phases cost, without a cell of both?
import { cellsTest, visitEndpoints } from './cells-plan.ts';

const test = cellsTest(() => [{ indicator: 'latency', target: 'p(95)<5000' }]);

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => visitEndpoints(test));
