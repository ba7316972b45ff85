import { isObject } from '../../lib/core/language/is-object.ts';

/** Samples of the fullest cell, as the summary is made to tell. */
const mostSamples = 1_000_000;

/**
 * The time that `handleSummary` takes, as JSON on standard output: `{ "summaryMs": …, "verdict": … }`. It gets what k6 gave,
 * with all counts raised so that the fullest cell has a million samples, and writes for a terminal, colours and all. (What k6
 * itself needs to sort a million samples is not in it.)
 */
export function timeSummary(
  handleSummary: (data: unknown) => Record<string, string>,
  data: unknown,
): Record<string, string> {
  if (!isObject(data) || !isObject(data['metrics']) || !isObject(data['state'])) throw new Error('k6 gave no summary.');
  const metrics = Object.entries(data['metrics']);
  const factor = Math.ceil(
    mostSamples / Math.max(...metrics.filter(([key]) => isCell(key)).map(([, metric]) => countOf(metric))),
  );
  const raised = {
    ...data,
    state: { ...data['state'], isStdOutTTY: true },
    metrics: Object.fromEntries(metrics.map(([key, metric]) => [key, raise(metric, factor)])),
  };
  const start = Date.now();
  const reports = handleSummary(raised);
  const summaryMs = Date.now() - start;
  const json = Object.entries(reports).find(([file]) => file.endsWith('.json'))?.[1] ?? '{}';
  const document: unknown = JSON.parse(json);
  return { stdout: JSON.stringify({ summaryMs, verdict: isObject(document) ? document['verdict'] : null }) };
}

function isCell(key: string): boolean {
  return key.startsWith('http_req_duration{') && key.includes('name:') && key.includes('phase:');
}

function countOf(metric: unknown): number {
  const count = isObject(metric) && isObject(metric['values']) ? metric['values']['count'] : undefined;
  if (typeof count !== 'number') throw new Error('A cell has no count.');
  return count;
}

function raise(metric: unknown, factor: number): unknown {
  if (!isObject(metric) || !isObject(metric['values'])) return metric;
  const values = Object.entries(metric['values']).map(([name, value]) => [
    name,
    typeof value === 'number' && ['count', 'passes', 'fails'].includes(name) ? value * factor : value,
  ]);
  return { ...metric, values: Object.fromEntries(values) };
}
