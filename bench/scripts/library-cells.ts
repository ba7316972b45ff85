// What do 10 × 8 tracked cells cost, and how long is their summary made?
import { cellCriteria, cellsTest, visitEndpoints } from './cells-plan.ts';
import { timeSummary } from './time-summary.ts';

const test = cellsTest(cellCriteria);

export const { options, setup, teardown } = test;

export default test.iteration(() => visitEndpoints(test));

const { handleSummary: judge } = test;
export const handleSummary = judge && ((data: unknown): Record<string, string> => timeSummary(judge, data));
