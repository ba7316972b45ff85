// A script that goes wrong only after the last phase, chosen by LATE: while one last iteration is under way, or when it hands
// over its reports.
import exec from 'k6/execution';
import { acceptance, sleep } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'late',
  profile: [{ name: 'users', hold: '4 VUs', duration: '1s' }],
  endpoints: [{ name: 'read', path: '/ok' }],
  criteria: [{ indicator: 'error ratio', target: 'rate<0.1' }],
});

export const { options, setup, teardown } = test;

export function handleSummary(data: unknown): Record<string, string> {
  const reports = test.handleSummary?.(data) ?? {};
  const path = 'reports/late.acceptance.json';
  const json = reports[path] ?? '';
  switch (__ENV['LATE']) {
    case 'writes it twice':
      return { ...reports, 'reports/again.acceptance.json': json };
    case 'cuts it off':
      return { ...reports, [path]: json.slice(0, -20) };
    case 'edits it':
      return { ...reports, [path]: json.replace('"samples": ', '"samples": 1') };
    default:
      return reports;
  }
}

export default test.iteration(() => {
  test.call('read');
  if (exec.vu.idInTest > 1) return sleep(0.02);
  sleep(__ENV['LATE'] === 'takes its time' ? 5 : 1.5);
  if (__ENV['LATE'] === 'aborts') exec.test.abort('too late to show');
  if (__ENV['LATE'] === 'fails') exec.test.fail('too late to show');
});
