/** The statuses that the error table counts one by one; the rest stand together by their hundred. */
const ownStatuses = [
  301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 408, 409, 410, 413, 422, 429, 500, 501, 502, 503, 504,
] as const;

/** Every class of failed request, as it is tagged and shown. */
export const errorClasses = [
  'status 1xx',
  'status 2xx',
  'status 3xx',
  ...ownStatuses.map((status) => `status ${status}` as const),
  'status 4xx',
  'status 5xx',
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
] as const;

export type ErrorClass = (typeof errorClasses)[number];

/**
 * The classes of which the machine of k6 is the cause: the target never saw such a request, and it says nothing of the
 * target.
 */
export const generatorClasses = [
  'DNS',
  'local ports',
  'local descriptors',
  'network unreachable',
] as const satisfies readonly ErrorClass[];

/** Those of which one in a run is one too many: names and ports do not come back by themselves. */
export const exhaustingClasses = ['DNS', 'local ports'] as const satisfies readonly (typeof generatorClasses)[number][];

export function isGeneratorClass(errorClass: ErrorClass): boolean {
  return generatorClasses.some((candidate) => candidate === errorClass);
}

/**
 * The class of a request that did not end in an expected response.
 *
 * k6's `error_code` decides where it is exact; where one code covers several causes, the error's text does: 1000 is
 * also a connection closed in mid-body, 1212 and 1213 also a generator without a free local port, and 1213 one without
 * a route.
 *
 * @param status The response's status, 0 when there was none.
 * @param code k6's `error_code`, 0 when k6 saw no error.
 * @param text k6's `error`.
 */
export function classifyError(status: number, code: number, text: string): ErrorClass {
  if (status > 0 && (code === 0 || (code >= 1400 && code < 1600))) return statusClass(status);
  // Before all that texts decide: a lookup's text tells of its own connection to the name server. Of a name without an
  // address k6 says so itself, as 1000.
  if (code === 1100 || code === 1101 || /\blookup \S+: no such host/.test(text)) return 'DNS';
  if (/too many open files/i.test(text)) return 'local descriptors';
  if (
    /(?:cannot|can't) assign requested address|address already in use|only one usage of each socket address/i.test(text)
  ) {
    return 'local ports';
  }
  if (/network is unreachable|unreachable network/i.test(text)) return 'network unreachable';
  if (code === 1212) return 'refused';
  if (code === 1220 || code === 1201) return 'reset';
  if (code === 1050 || code === 1211 || /i\/o timeout|deadline exceeded/i.test(text)) return 'timeout';
  if (code >= 1300 && code < 1400) return 'TLS';
  // A body that cannot be unpacked ends in an EOF of its own.
  if (code === 1701) return 'other';
  if (/\bEOF\b|server closed/.test(text)) return 'closed';
  return 'other';
}

function statusClass(status: number): ErrorClass {
  const own = ownStatuses.find((candidate) => candidate === status);
  if (own !== undefined) return `status ${own}`;
  if (status < 200) return 'status 1xx';
  if (status < 300) return 'status 2xx';
  if (status < 400) return 'status 3xx';
  return status < 500 ? 'status 4xx' : 'status 5xx';
}
