// Every built-in metric of k6 as an indicator, under its own name. What each can be told apart by was tried on k6 v2.2.0, and is
// held against it by test/contract/k6-indicators.test.ts.
import { indicator, type Evidence, type Indicator } from './indicator.ts';

const expected = { expected_response: 'true' };
const counted = (metric: string, tags = {}): Evidence => ({ by: 'counter', metric, tags });
const ownMaximum: Evidence = { by: 'own maximum' };

/** Part of a request. A refused connection takes 0 ms of each: only expected responses say something of the target. */
const partOfRequest = {
  type: 'trend',
  unit: 'ms',
  tags: expected,
  evidence: counted('http_reqs', expected),
  sampledBy: 'request',
  dimensions: ['phase', 'endpoints', 'group'],
} as const satisfies Partial<Indicator>;

/** Counted and timed at the end of each iteration, under the tags that it ends with. */
const ofIteration = {
  evidence: counted('iterations'),
  sampledBy: 'iteration',
  dimensions: ['phase'],
} as const satisfies Partial<Indicator>;

/** Whatever a script does beside requests, in the phase and the group in which it does it. */
const ofScript = { sampledBy: 'script', dimensions: ['phase', 'group'] } as const satisfies Partial<Indicator>;

const trendOfScript = { ...ofScript, type: 'trend', unit: 'ms' } as const;
const counterOfScript = { ...ofScript, type: 'counter', unit: '' } as const;
/** What an iteration may or may not do, and counts. Only iterations tell that it could have: they end outside of all groups. */
const counterOfActivity = { ...counterOfScript, evidence: counted('iterations'), dimensions: ['phase'] } as const;
const ofSession = { evidence: counted('ws_sessions') };

/** What k6 counts of itself, for the whole run and all that it does. */
const ofRun = {
  evidence: counted('iterations'),
  sampledBy: 'iteration',
  dimensions: [],
  isOfPlan: false,
} as const satisfies Partial<Indicator>;

type Own = Omit<Parameters<typeof indicator>[0], 'name' | 'metric'>;

const metrics = {
  http_req_blocked: partOfRequest,
  http_req_connecting: partOfRequest,
  http_req_tls_handshaking: partOfRequest,
  http_req_sending: partOfRequest,
  http_req_waiting: partOfRequest,
  http_req_receiving: partOfRequest,
  iterations: { ...ofIteration, type: 'counter', unit: '' },
  iteration_duration: { ...ofIteration, type: 'trend', unit: 'ms' },
  data_sent: { ...ofIteration, type: 'counter', unit: 'B' },
  data_received: { ...ofIteration, type: 'counter', unit: 'B' },
  group_duration: { ...trendOfScript, evidence: ownMaximum },
  dropped_iterations: { ...ofRun, type: 'counter', unit: '' },
  vus: { ...ofRun, type: 'gauge', unit: 'VUs' },
  vus_max: { ...ofRun, type: 'gauge', unit: 'VUs' },
  ws_connecting: { ...trendOfScript, ...ofSession },
  ws_session_duration: { ...trendOfScript, ...ofSession },
  ws_ping: { ...trendOfScript, evidence: ownMaximum },
  ws_sessions: counterOfActivity,
  ws_msgs_sent: { ...counterOfScript, ...ofSession },
  ws_msgs_received: { ...counterOfScript, ...ofSession },
  grpc_req_duration: { ...trendOfScript, evidence: ownMaximum },
  grpc_streams: counterOfActivity,
  grpc_streams_msgs_sent: { ...counterOfScript, evidence: counted('grpc_streams') },
  grpc_streams_msgs_received: { ...counterOfScript, evidence: counted('grpc_streams') },
  browser_data_sent: { ...counterOfActivity, unit: 'B' },
  browser_data_received: { ...counterOfActivity, unit: 'B' },
  browser_http_req_duration: { ...trendOfScript, evidence: ownMaximum },
  // k6 counts nothing beside it, and passes an unsampled rate: only the document tells.
  browser_http_req_failed: { ...ofScript, type: 'rate', unit: 'ratio', evidence: { by: 'document' } },
  browser_web_vital_fcp: { ...trendOfScript, evidence: ownMaximum },
  browser_web_vital_inp: { ...trendOfScript, evidence: ownMaximum },
  browser_web_vital_lcp: { ...trendOfScript, evidence: ownMaximum },
  browser_web_vital_ttfb: { ...trendOfScript, evidence: ownMaximum },
  // A layout that never shifts is 0: its largest value proves nothing.
  browser_web_vital_cls: { ...trendOfScript, unit: '', evidence: { by: 'document' } },
} as const satisfies Readonly<Record<string, Own>>;

/** The built-in metrics of k6 that a criterion may name. */
export type K6Indicator = keyof typeof metrics;

/** The indicators, by the names of their metrics. */
export const k6Indicators: ReadonlyMap<string, Indicator> = new Map(
  Object.entries<Own>(metrics).map(([name, own]) => [
    name,
    indicator({ ...own, name, metric: name, isCountedLate: own.type === 'counter' }),
  ]),
);
