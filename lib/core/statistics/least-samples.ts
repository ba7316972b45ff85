/**
 * The fewest samples whose percentile has a 95 % interval with an upper end: the smallest n with (p/100)ⁿ ≤ 0.025. It
 * is 72 for p95 and 368 for p99.
 *
 * @param percentile Above 0 and below 100.
 * @see David and Nagaraja, Order Statistics, 3rd edition, section 7.1
 */
export function leastSamplesForPercentile(percentile: number): number {
  return Math.ceil(Math.log(0.025) / Math.log(percentile / 100));
}

/**
 * The fewest samples of which one alone does not decide a ratio: 1 ÷ its distance to the nearer end. It is 100 for 0.01
 * and for 0.99. One where the limit is an end itself.
 *
 * @param limit From 0 to 1.
 */
export function leastSamplesForRatio(limit: number): number {
  const distance = Math.min(limit, 1 - limit);
  return distance > 0 ? Math.ceil(Number((1 / distance).toFixed(6))) : 1;
}
