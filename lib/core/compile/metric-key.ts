import type { Tags } from '../plan/tags.ts';

/**
 * k6's name of a metric, or of its sub-metric for the tags: `http_reqs{name:list items,phase:peak}`.
 *
 * k6 takes the text verbatim as the key of a sub-metric, so the tags always stand in alphabetical order.
 */
export function metricKey(metric: string, tags: Tags = {}): string {
  const selectors = Object.keys(tags)
    .sort()
    .map((tag) => `${tag}:${tags[tag]}`);
  return selectors.length === 0 ? metric : `${metric}{${selectors.join(',')}}`;
}

/** The metric and the tags of such a name. A value may hold colons, but neither comma nor brace. */
export function parseMetricKey(key: string): { readonly metric: string; readonly tags: Tags } {
  const [, metric = key, selectors] = /^([^{]*)\{([^]*)\}$/.exec(key) ?? [];
  if (selectors === undefined) return { metric, tags: {} };
  return {
    metric,
    tags: Object.fromEntries(
      selectors.split(',').map((selector) => [selector.replace(/:[^]*$/, ''), selector.replace(/^[^:]*:/, '')]),
    ),
  };
}
