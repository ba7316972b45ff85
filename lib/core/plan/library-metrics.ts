// The metrics that the library itself feeds, and their tags.

/** Requests that failed, by `error_class` and endpoint name. Fed on failure only. */
export const requestErrorsMetric = 'request_errors';
/** Iterations that ended in an exception of the script. Fed on failure only. */
export const scriptExceptionsMetric = 'script_exceptions';
/**
 * Whether iterations ended in order, or were given up or ended in an exception. Fed by each iteration of a plan that
 * declares reasons to give up, and by no other plan's.
 */
export const completedIterationsMetric = 'completed_iterations';
/**
 * Whether iterations ended in an exception of the script. Fed by each iteration of a plan that allows some of them to,
 * and by no other plan's.
 */
export const exceptionIterationsMetric = 'exception_iterations';
/** Iterations that the script gave up, by `reason`. Fed on giving up only. */
export const givenUpIterationsMetric = 'given_up_iterations';
/** When the load could start, in milliseconds since 1970. Fed once, at the end of setup. */
export const loadStartMetric = 'load_started_at_ms';
/** When the load had ended, likewise. Fed once, in teardown. */
export const loadEndMetric = 'load_ended_at_ms';

export const libraryMetrics: readonly string[] = [
  requestErrorsMetric,
  scriptExceptionsMetric,
  completedIterationsMetric,
  exceptionIterationsMetric,
  givenUpIterationsMetric,
  loadStartMetric,
  loadEndMetric,
];

/**
 * The tag of a counter's samples with the phase in which they were recorded; their `phase` is that of their iteration's
 * start.
 */
export const recordedTag = 'recorded';

/**
 * The tag of a request whose phase is that of its own start, and its value. The phase of any other request is that in
 * which its iteration started, however late it was sent.
 */
export const timedTag = 'phase_of';
export const timedByRequest = 'request';

/** The phase of what starts after the last phase, while k6 lets running iterations end. No phase may bear the name. */
export const afterPlan = 'after-plan';
