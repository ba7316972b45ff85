import exec from 'k6/execution';

/** A `handleSummary` that also keeps what it was given, for the goldens. */
export function captured(
  handleSummary: ((data: unknown) => Record<string, string>) | undefined,
): (data: unknown) => Record<string, string> {
  return (data) => ({
    ...handleSummary?.(data),
    'reports/summary.json': JSON.stringify({ data, options: exec.test.options }),
  });
}
