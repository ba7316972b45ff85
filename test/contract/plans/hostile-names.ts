import { acceptance } from '../../../lib/k6/index.ts';
import { captured } from './captured.ts';
import { endpoint, plan } from './hostile-names.plan.ts';

const test = acceptance(plan);

export const { options, setup, teardown } = test;
export const handleSummary = captured(test.handleSummary);

export default test.iteration(() => {
  test.call(endpoint);
  test.call('__proto__');
  test.record('render_time', 1);
});
