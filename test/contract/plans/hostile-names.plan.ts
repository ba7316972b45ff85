import type { AcceptanceSpec } from '../../../lib/k6/index.ts';

const phase = 'a|b <script>alert(1)</script> 😀 `code` [x](javascript:y)';
export const endpoint = '@everyone *bold* https://evil.example #1 \\ $x$ __proto__';

export const plan = {
  name: 'hostile-names',
  profile: [
    { name: phase, hold: '40/s', duration: '2s' },
    { name: 'constructor', hold: '40/s', duration: '1s' },
  ],
  endpoints: [
    { name: endpoint, path: '/ok' },
    { name: '__proto__', path: '/ok' },
  ],
  metrics: [{ name: 'render_time', type: 'trend', unit: '|<b>' }],
  criteria: [
    { indicator: 'error ratio', phase, endpoint, target: 'rate<0.05' },
    { indicator: 'error ratio', phase: 'constructor', endpoint: '__proto__', target: 'rate<0.05' },
    { indicator: 'latency', phase, target: 'p(95)<500' },
    { indicator: 'render_time', phase, target: 'avg<5' },
  ],
  reports: ['json', 'markdown', 'junit'],
  vus: 10,
} as const satisfies AcceptanceSpec<string, string>;
