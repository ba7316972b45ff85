import { acceptance } from '../../../lib/k6/index.ts';

const phase = 'a|b <script>alert(1)</script> 😀 `code` [x](javascript:y)';
const endpoint = '@everyone *bold* https://evil.example #1 \\ $x$ __proto__';

const test = acceptance({
  name: 'hostile-names',
  profile: [{ name: phase, hold: '40/s', duration: '2s' }, { name: 'constructor', hold: '40/s', duration: '1s' }],
  endpoints: [{ name: endpoint, path: '/ok' }, { name: '__proto__', path: '/ok' }],
  metrics: [{ name: 'render_time', type: 'trend', unit: '|<b>' }],
  criteria: [
    { indicator: 'error ratio', phase, endpoint, expression: 'rate<0.05' },
    { indicator: 'error ratio', phase: 'constructor', endpoint: '__proto__', expression: 'rate<0.05' },
    { indicator: 'latency', phase, expression: 'p(95)<500' },
    { indicator: 'render_time', phase, expression: 'avg<5' },
  ],
  vus: 10,
});

export const { options, setup, handleSummary } = test;

export default test.iteration(() => {
  test.call(endpoint);
  test.call('__proto__');
  test.record('render_time', 1);
});
