// The stress plan by hand, with the same tables: what someone writes who knows k6 and what a VU pays for. Everything that an
// idle VU can do without is made in VU 0 or in the first iteration.
import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import * as metrics from 'k6/metrics';

const base = __ENV.BASE_URL;
const requestErrors = new metrics.Counter('request_errors');
const scriptExceptions = new metrics.Counter('script_exceptions');

export let options, setup, teardown, handleSummary;
if (__VU === 0) {
  const phases = ['warm-up', 'step 40/s', 'step 80/s', 'step 120/s', 'step 160/s', 'recovery', 'recovered'];
  const endpoints = ['list items', 'view item', 'place order'];
  const judged = ['step 40/s', 'step 80/s', 'recovered'];
  const redirects = [301, 302, 303, 307, 308];
  const statuses = [...redirects, 400, 401, 403, 404, 405, 408, 409, 410, 413, 422, 429, 500, 501, 502, 503, 504];
  const errorClasses = [
    ...['1xx', '2xx', '3xx', ...statuses, '4xx', '5xx'].map((status) => `status ${status}`),
    'refused',
    'reset',
    'closed',
    'timeout',
    'DNS',
    'TLS',
    'local ports',
    'local descriptors',
    'network unreachable',
    'other',
  ];
  const generatorErrors = ['DNS', 'local ports', 'local descriptors', 'network unreachable'];

  const thresholds = {
    script_exceptions: ['count<1'],
    load_started_at_ms: ['value>0'],
    load_ended_at_ms: ['value>0'],
    dropped_iterations: [],
  };
  const track = (key) => (thresholds[key] ??= []);
  const row = (tags) => {
    track(`http_req_duration{expected_response:true${tags && `,${tags}`}}`);
    track(tags === '' ? 'http_req_failed' : `http_req_failed{${tags}}`);
    track(tags === '' ? 'checks' : `checks{${tags}}`);
  };
  row('');
  for (const phase of [...phases, 'after-plan']) {
    row(`phase:${phase}`);
    track(`iterations{phase:${phase}}`);
    track(`script_exceptions{phase:${phase}}`);
  }
  for (const name of endpoints) row(`name:${name},plan:stress`);
  for (const error of errorClasses) {
    track(`request_errors{error_class:${error},preflight:failed}`);
    for (const name of endpoints) track(`request_errors{error_class:${error},name:${name},plan:stress}`);
  }
  for (const error of generatorErrors) {
    track(`request_errors{error_class:${error}}`);
    track(`request_errors{error_class:${error},plan:stress}`);
    for (const phase of [...phases, 'after-plan']) track(`request_errors{error_class:${error},phase:${phase}}`);
  }
  for (const error of ['DNS', 'local ports']) {
    thresholds[`request_errors{error_class:${error},plan:stress}`] = ['count<1'];
  }
  for (const group of ['::setup', '::teardown']) {
    track(`http_reqs{group:${group}}`);
    track(`http_reqs{group:${group},plan:stress}`);
  }
  track('iterations{plan:stress}');
  for (const status of redirects) track(`http_reqs{plan:stress,status:${status}}`);
  for (const phase of judged) {
    thresholds[`http_req_duration{expected_response:true,phase:${phase}}`] = ['p(95)<250', 'p(99)<500'];
    thresholds[`http_reqs{expected_response:true,phase:${phase}}`] = ['count>=1'];
    thresholds[`http_req_failed{phase:${phase}}`] = ['rate<0.01'];
    thresholds[`checks{phase:${phase}}`] = ['rate>0.99'];
    thresholds[`http_reqs{phase:${phase}}`] = ['count>=1'];
    // 99 % of the second's iterations less the two that may fall on its ends.
    thresholds[`iterations{phase:${phase}}`] = [phase === 'step 80/s' ? 'count>=78' : 'count>=38'];
  }
  // TIME_SCALE makes every phase of the plan one second long.
  const step = (target) => ({ duration: '1s', target });
  const jump = (target) => ({ duration: '0s', target });
  options = {
    scenarios: {
      stress: {
        executor: 'ramping-arrival-rate',
        startRate: 0,
        timeUnit: '1s',
        preAllocatedVUs: Number(__ENV.VUS),
        stages: [
          step(40),
          step(40),
          jump(80),
          step(80),
          jump(120),
          step(120),
          jump(160),
          step(160),
          jump(40),
          step(40),
          step(40),
        ],
        gracefulStop: '65s',
        tags: { plan: 'stress' },
      },
    },
    thresholds,
    maxRedirects: 0,
    summaryTrendStats: ['count', 'avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)'],
  };

  const loadStart = new metrics.Gauge('load_started_at_ms');
  const loadEnd = new metrics.Gauge('load_ended_at_ms');
  setup = () => {
    const response = http.get(`${base}/health`, { tags: { name: 'pre-flight' }, timeout: '10s' });
    if (response.status < 200 || response.status >= 400) {
      requestErrors.add(1, { error_class: classify(response), preflight: 'failed' });
      throw new Error(`The target did not pass the pre-flight: ${classify(response)}`);
    }
    loadStart.add(Date.now());
  };
  teardown = () => loadEnd.add(Date.now());
  handleSummary = (data) => {
    const failed = Object.keys(data.metrics).filter((key) =>
      Object.values(data.metrics[key].thresholds ?? {}).some(({ ok }) => !ok),
    );
    return {
      [`${__ENV.REPORT_DIR}/hand-stress.json`]: JSON.stringify({ failed, metrics: data.metrics }),
      stdout: failed.length === 0 ? 'passed\n' : `failed: ${failed.join(', ')}\n`,
    };
  };
}

let startTime, phase, taggedPhase, listItems, viewItem, placeOrder, listChecks;
let phaseEnd = 0;

/** The phase in which something that starts now starts. The table is made at each boundary, and kept by no VU. */
const currentPhase = () => {
  const now = Date.now();
  if (now >= phaseEnd) {
    const ends = [1000, 2000, 3000, 4000, 5000, 6000, 7000, Infinity];
    const index = ends.findIndex((end) => now < startTime + end);
    phaseEnd = startTime + ends[index];
    phase = ['warm-up', 'step 40/s', 'step 80/s', 'step 120/s', 'step 160/s', 'recovery', 'recovered', 'after-plan'][
      index
    ];
  }
  return phase;
};

/** Why a request failed, as far as k6 tells. */
const classify = ({ status, error_code: code, error }) => {
  if (status > 0 && (code === 0 || (code >= 1400 && code < 1600))) {
    const own = [
      301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 408, 409, 410, 413, 422, 429, 500, 501, 502, 503, 504,
    ];
    return `status ${own.includes(status) ? status : `${Math.floor(status / 100)}xx`}`;
  }
  if (code === 1100 || code === 1101 || /\blookup \S+: no such host/.test(error)) return 'DNS';
  if (/too many open files/i.test(error)) return 'local descriptors';
  if (
    /(?:cannot|can't) assign requested address|address already in use|only one usage of each socket address/i.test(
      error,
    )
  ) {
    return 'local ports';
  }
  if (/network is unreachable|unreachable network/i.test(error)) return 'network unreachable';
  if (code === 1212) return 'refused';
  if (code === 1220 || code === 1201) return 'reset';
  if (code === 1050 || code === 1211 || /i\/o timeout|deadline exceeded/i.test(error)) return 'timeout';
  if (code >= 1300 && code < 1400) return 'TLS';
  return /\bEOF\b|server closed/.test(error) ? 'closed' : 'other';
};

const send = (method, url, body, params, lowest, highest) => {
  params.tags.phase = currentPhase();
  const response = http.request(method, url, body, params);
  const { status } = response;
  if (response.error_code !== 0 || status < lowest || status > highest) {
    requestErrors.add(1, { ...params.tags, error_class: classify(response) });
  }
  return response;
};

export default () => {
  try {
    if (startTime === undefined) {
      startTime = exec.scenario.startTime;
      http.setResponseCallback(http.expectedStatuses({ min: 200, max: 299 }));
      listItems = { tags: { name: 'list items' } };
      viewItem = { tags: { name: 'view item' } };
      placeOrder = {
        tags: { name: 'place order' },
        responseCallback: http.expectedStatuses(201),
        headers: { 'Content-Type': 'application/json' },
      };
      listChecks = {
        'is a list': (response) => {
          try {
            return Array.isArray(response.json('items'));
          } catch {
            return false;
          }
        },
      };
    }
    if (taggedPhase !== currentPhase()) exec.vu.metrics.tags.phase = taggedPhase = phase;
    check(send('GET', `${base}/api/items`, null, listItems, 200, 299), listChecks, listItems.tags);
    send('GET', `${base}/api/items/${1 + Math.floor(Math.random() * 200)}`, null, viewItem, 200, 299);
    send('POST', `${base}/api/orders`, '{"itemId":7,"quantity":1}', placeOrder, 201, 201);
  } catch (error) {
    scriptExceptions.add(1);
    throw error;
  }
};
