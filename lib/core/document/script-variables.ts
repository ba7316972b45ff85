// The environment variables by which the command line speaks to a script.

/** Its text stands in the document as `run`. */
export const runVariable = 'K6_ACCEPTANCE_RUN';

/** Set to 1, it makes a script hand its plan out with its options. */
export const planVariable = 'K6_ACCEPTANCE_PLAN';
