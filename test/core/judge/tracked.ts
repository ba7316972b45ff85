// What k6 has to be told to track for the plan of `run-data.ts`, and has to show. It is written down by hand, so that a metric that
// the library forgets is missed here.

const phases = ['warm-up', 'peak', 'users', 'after-plan'];
const endpoints = ['list items', 'place order'];
const generatorErrors = ['DNS', 'local ports', 'local descriptors', 'network unreachable'];
const redirects = [301, 302, 303, 307, 308];
const statuses = [...redirects, 400, 401, 403, 404, 405, 408, 409, 410, 413, 422, 429, 500, 501, 502, 503, 504];
const errors = [
  ...['1xx', '2xx', '3xx', ...statuses, '4xx', '5xx'].map((status) => `status ${status}`),
  'refused',
  'reset',
  'closed',
  'timeout',
  'TLS',
  'other',
  ...generatorErrors,
];

const measured = (tags: string): string[] => [
  `http_req_duration{expected_response:true,${tags}}`,
  `http_req_failed{${tags}}`,
  `checks{${tags}}`,
];
const failed = (classes: readonly string[], tags: string): string[] =>
  classes.map((kind) => `request_errors{error_class:${kind},${tags}}`);

const ofRun = [
  'http_req_duration{expected_response:true}',
  'http_req_failed',
  'checks',
  'http_reqs',
  'iterations',
  'iterations{plan:shop}',
  'iteration_duration',
  'dropped_iterations',
  // Both open phases are looked at by criteria on the whole run, and are of one scenario.
  'dropped_iterations{scenario:plan-1}',
  'script_exceptions',
  'vus',
  'load_started_at_ms',
  'load_ended_at_ms',
  ...generatorErrors.map((kind) => `request_errors{error_class:${kind}}`),
  ...failed(generatorErrors, 'plan:shop'),
  ...failed(errors, 'preflight:failed'),
  ...['setup', 'teardown'].flatMap((hook) => [`http_reqs{group:::${hook}}`, `http_reqs{group:::${hook},plan:shop}`]),
  ...redirects.map((status) => `http_reqs{plan:shop,status:${status}}`),
];

const ofPhases = phases.flatMap((phase) => [
  ...measured(`phase:${phase}`),
  ...failed(generatorErrors, `phase:${phase}`),
  `iterations{phase:${phase}}`,
  `script_exceptions{phase:${phase}}`,
]);

const ofEndpoints = endpoints.flatMap((name) => [
  ...measured(`name:${name},plan:shop`),
  ...failed(errors, `name:${name},plan:shop`),
]);

const ofMetrics = ['plan:shop', 'phase:warm-up', 'phase:peak', 'phase:users'].flatMap((tags) =>
  ['queue_wait', 'queue_wait_samples', 'cache_hit', 'cache_hit_samples', 'replicas', 'replicas_samples', 'orders'].map(
    (metric) => `${metric}{${tags}}`,
  ),
);

/** What carries the value of a criterion, or proves its samples, and stands in no table. */
const ofCriteria = [
  'http_reqs{expected_response:true,phase:peak}',
  'http_reqs{expected_response:true,phase:peak,phase_of:request}',
  'http_req_duration{expected_response:true,name:place order,phase:peak}',
  'http_reqs{expected_response:true,name:place order,phase:peak}',
  'http_req_failed{plan:shop}',
  'http_reqs{plan:shop}',
  'http_reqs{phase:peak}',
  'http_reqs{phase:users}',
];

/** The keys of all metrics, as k6 writes them. */
export const tracked: readonly string[] = [...ofRun, ...ofPhases, ...ofEndpoints, ...ofMetrics, ...ofCriteria];
