// Does the service hold its required load (80 journeys per second), how does it break above it, and does it recover?
import { acceptance, stressProfile } from '../lib/k6/index.ts';
import { textSummary } from '../lib/k6/text-summary.ts';
import { demoCriteria } from '../thresholds/demo.ts';

const test = acceptance({
  name: 'stress',
  profile: () =>
    stressProfile({
      steps: ['40/s', '80/s', '120/s', '160/s'],
      warmUpDuration: '4s',
      stepDuration: '8s',
      recoveryDuration: '5s',
    }),
  endpoints: () => [
    {
      name: 'list items',
      path: '/api/items',
      checks: { 'is a list': (response) => Array.isArray(response.json('items')) },
    },
    { name: 'view item', path: '/api/items/{id}' },
    {
      name: 'place order',
      method: 'POST',
      path: '/api/orders',
      body: { itemId: 7, quantity: 1 },
      expectedStatuses: [201],
    },
  ],
  criteria: demoCriteria,
  preflight: '/health',
  vus: 500,
  textSummary,
});

export const { options, setup, teardown, handleSummary } = test;
const { call } = test;

export default test.iteration(() => {
  call('list items');
  call('view item', { path: { id: 1 + Math.floor(Math.random() * 200) } });
  call('place order');
});
