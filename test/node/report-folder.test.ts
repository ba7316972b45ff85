// What k6 makes of each call was seen by running k6 2.2.0.
import { expect, test } from 'vitest';
import { reportFolderOf } from '../../lib/node/report-folder.ts';

test.each<[options: string[], folder: string]>([
  [[], 'of the environment'],
  [['--quiet', '-e', 'BASE_URL=http://x'], 'of the environment'],
  [['-e', 'REPORT_DIR=a b/c'], 'a b/c'],
  [['-eREPORT_DIR=a'], 'a'],
  [['-e=REPORT_DIR=a'], 'a'],
  [['--env', 'REPORT_DIR=a=b'], 'a=b'],
  [['--env=REPORT_DIR=a'], 'a'],
  [['-qe', 'REPORT_DIR=a'], 'a'],
  [['-qveREPORT_DIR=a'], 'a'],
  [['-e', 'REPORT_DIR=a', '--env', 'REPORT_DIR=b'], 'b'],
  [['-e', 'REPORT_DIR=a', '-e', 'REPORT_DIR='], 'reports'],
  [['-e', 'REPORT_DIR='], 'reports'],
  [['-e', 'REPORT_DIR'], 'reports'],
  [['-e', 'REPORT_DIRS=a', '-e', 'report_dir=b'], 'of the environment'],
  [['-oeREPORT_DIR=a'], 'of the environment'],
  [['--environment=REPORT_DIR=a'], 'of the environment'],
  [['-e'], 'of the environment'],
])('with %j the report folder is %j', (options, folder) => {
  expect(reportFolderOf(options, { REPORT_DIR: 'of the environment' })).toBe(folder);
});

test.each([[{}], [{ REPORT_DIR: '' }]])('in the environment %j it is reports', (environment) => {
  expect(reportFolderOf([], environment)).toBe('reports');
});
