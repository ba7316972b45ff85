// Checks wherever they stand: in an iteration, in groups, and with DECLARED of an endpoint. With CHECK only a check of that name
// is asked for, in PHASE.
import { check, group } from 'k6';
import exec from 'k6/execution';
import { acceptance, type Response } from '../../../lib/k6/index.ts';

const { CHECK: asked, PHASE: askedPhase } = __ENV;
const isDeclared = __ENV['DECLARED'] !== undefined;

const hasItems = (response: Response): boolean => Number(response.json('items.#')) > 0;
const isAnswered = (response: Response): boolean => response.status === 200;

const test = acceptance({
  name: 'checks',
  profile: [
    { name: 'one', hold: '40/s', duration: '1s' },
    { name: 'two', hold: '40/s', duration: '2s' },
  ],
  endpoints: [
    {
      name: 'list',
      path: '/list',
      checks: isDeclared ? { 'has items': hasItems, 'is answered': isAnswered } : {},
    },
    { name: 'leave', path: '/leave' },
  ],
  metrics: [{ name: 'own_checks', type: 'counter' }],
  criteria:
    asked !== undefined
      ? [{ indicator: 'checks', check: asked, phase: askedPhase === 'two' ? 'two' : undefined, target: 'rate>0.5' }]
      : [
          { indicator: 'checks', check: 'has items', phases: 'each', target: 'rate>0.9' },
          { indicator: 'checks', check: 'is answered', phases: 'each', target: 'rate>0.9' },
          { indicator: 'checks', check: 'has items', target: 'rate>0.1' },
          { indicator: 'checks', target: 'rate>0.1' },
          ...(isDeclared
            ? ([
                { indicator: 'checks', endpoint: 'list', target: 'rate>0.1' },
                { indicator: 'checks', endpoints: 'each', check: 'has items', target: 'rate>0.1' },
              ] as const)
            : []),
        ],
  vus: 20,
});

export const { options, setup, teardown, handleSummary } = test;

function ownCheck(response: Response, checks: Readonly<Record<string, (response: Response) => boolean>>): void {
  check(response, checks);
  test.record('own_checks', Object.keys(checks).length);
}

export default test.iteration(() => {
  const phase = String(exec.vu.metrics.tags['phase']);
  const response = test.call('list', { query: { phase } });
  ownCheck(response, { 'has items': hasItems, 'is answered': isAnswered });
  group('checkout', () => {
    ownCheck(response, { 'has items': hasItems });
    group('payment', () => ownCheck(response, { 'is answered': isAnswered }));
  });
  if (asked === 'only in one' && phase === 'one') check(response, { 'only in one': isAnswered });
});
