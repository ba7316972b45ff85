// The plan of 10 endpoints and 8 phases by hand, with the same tables and cells: see `hand-stress.js`.
import { check, sleep } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import * as metrics from 'k6/metrics';

const base = __ENV.BASE_URL;
const requestErrors = new metrics.Counter('request_errors');
const scriptExceptions = new metrics.Counter('script_exceptions');

export let options, setup, teardown, handleSummary;
if (__VU === 0) {
  const phases = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `phase ${number}`);
  const endpoints = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => `endpoint ${number}`);
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
  for (const name of endpoints) row(`name:${name},plan:cells`);
  for (const error of errorClasses) {
    track(`request_errors{error_class:${error},preflight:failed}`);
    for (const name of endpoints) track(`request_errors{error_class:${error},name:${name},plan:cells}`);
  }
  for (const error of generatorErrors) {
    track(`request_errors{error_class:${error}}`);
    track(`request_errors{error_class:${error},plan:cells}`);
    for (const phase of [...phases, 'after-plan']) track(`request_errors{error_class:${error},phase:${phase}}`);
  }
  for (const error of ['DNS', 'local ports']) {
    thresholds[`request_errors{error_class:${error},plan:cells}`] = ['count<1'];
  }
  for (const group of ['::setup', '::teardown']) {
    track(`http_reqs{group:${group}}`);
    track(`http_reqs{group:${group},plan:cells}`);
  }
  track('iterations{plan:cells}');
  for (const status of redirects) track(`http_reqs{plan:cells,status:${status}}`);
  // 99 % of 150 less the two that may fall on a phase's ends; of the eight phases together three each may be dropped.
  thresholds['dropped_iterations{scenario:plan-1}'] = ['count<=24'];
  for (const phase of phases) {
    thresholds[`iterations{phase:${phase}}`] = ['count>=147'];
    for (const name of endpoints) {
      thresholds[`http_req_duration{expected_response:true,name:${name},phase:${phase}}`] = ['p(95)<5000'];
      thresholds[`http_reqs{expected_response:true,name:${name},phase:${phase}}`] = ['count>=1'];
    }
  }
  options = {
    scenarios: {
      'plan-1': {
        executor: 'ramping-arrival-rate',
        startRate: 150,
        timeUnit: '1s',
        preAllocatedVUs: 20,
        stages: phases.map(() => ({ duration: '1s', target: 150 })),
        gracefulStop: '65s',
        tags: { plan: 'cells' },
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
  teardown = () => {
    const end = Date.now();
    // The bench's clock, as in the library's script.
    sleep(0.2);
    http.get(`${base}/bench/end`);
    loadEnd.add(end);
  };
  handleSummary = (data) => {
    const failed = Object.keys(data.metrics).filter((key) =>
      Object.values(data.metrics[key].thresholds ?? {}).some(({ ok }) => !ok),
    );
    return {
      [`${__ENV.REPORT_DIR}/hand-cells.json`]: JSON.stringify({ failed, metrics: data.metrics }),
      stdout: failed.length === 0 ? 'passed\n' : `failed: ${failed.join(', ')}\n`,
    };
  };
}

let startTime, phase, taggedPhase, endpoints, checks;
let phaseEnd = 0;

/** The phase in which something that starts now starts. The table is made at each boundary, and kept by no VU. */
const currentPhase = () => {
  const now = Date.now();
  if (now >= phaseEnd) {
    const ends = [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, Infinity];
    const index = ends.findIndex((end) => now < startTime + end);
    phaseEnd = startTime + ends[index];
    phase = ['phase 1', 'phase 2', 'phase 3', 'phase 4', 'phase 5', 'phase 6', 'phase 7', 'phase 8', 'after-plan'][
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

const send = (url, params) => {
  params.tags.phase = currentPhase();
  const response = http.get(url, params);
  const { status } = response;
  if (response.error_code !== 0 || status < 200 || status > 299) {
    requestErrors.add(1, { ...params.tags, error_class: classify(response) });
  }
  return response;
};

export default () => {
  try {
    if (startTime === undefined) {
      startTime = exec.scenario.startTime;
      http.setResponseCallback(http.expectedStatuses({ min: 200, max: 299 }));
      endpoints = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => ({ tags: { name: `endpoint ${number}` } }));
      checks = {
        'says ok': ({ body }) => {
          try {
            return body.includes('"ok":true');
          } catch {
            return false;
          }
        },
      };
    }
    if (taggedPhase !== currentPhase()) exec.vu.metrics.tags.phase = taggedPhase = phase;
    check(send(`${base}/cells/1`, endpoints[0]), checks, endpoints[0].tags);
    check(send(`${base}/cells/2`, endpoints[1]), checks, endpoints[1].tags);
    send(`${base}/cells/3`, endpoints[2]);
    send(`${base}/cells/4`, endpoints[3]);
    send(`${base}/cells/5`, endpoints[4]);
    send(`${base}/cells/6`, endpoints[5]);
    send(`${base}/cells/7`, endpoints[6]);
    send(`${base}/cells/8`, endpoints[7]);
    send(`${base}/cells/9/${1 + Math.floor(Math.random() * 200)}`, endpoints[8]);
    send(`${base}/cells/10/${1 + Math.floor(Math.random() * 200)}`, endpoints[9]);
  } catch (error) {
    scriptExceptions.add(1);
    throw error;
  }
};
