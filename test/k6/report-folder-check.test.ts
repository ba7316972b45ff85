import { beforeEach, expect, test, vi } from 'vitest';
import { requireReportFolder } from '../../lib/k6/report-folder-check.ts';
import { resetK6 } from './k6-stub.ts';

const workingDirectory = '/proc/self/cwd';

beforeEach(() => {
  resetK6();
  return () => vi.unstubAllGlobals();
});

/** What k6's `open` does, where these folders and files are there. */
function stubOpen(folders: readonly string[], files: readonly string[] = []): void {
  vi.stubGlobal('open', (path: string) => {
    if (files.includes(path)) return 'text';
    throw new Error(
      folders.includes(path)
        ? `open() can't be used with directories, path: "${path}"`
        : `The moduleSpecifier "${path}" couldn't be found on local disk.`,
    );
  });
}

const message = (folder: string): string =>
  `Invalid REPORT_DIR: expected a folder that exists, received ${JSON.stringify(folder)}. Create it (k6 creates no folders), or set REPORT_DIR to another.`;

test.each(['reports', './a/b', '/var/reports', 'C:\\reports', 'c:/reports'])('accepts the folder %s', (folder) => {
  const isAbsolute = /^(?:\/|c:)/i.test(folder);
  stubOpen([workingDirectory, isAbsolute ? folder : `${workingDirectory}/${folder}`]);
  expect(() => requireReportFolder(folder)).not.toThrow();
});

test.each(['reports', '/var/reports', 'C:\\reports'])('refuses %s where it is not there', (folder) => {
  stubOpen([workingDirectory]);
  expect(() => requireReportFolder(folder)).toThrow(message(folder));
});

test('refuses a file', () => {
  stubOpen([workingDirectory], [`${workingDirectory}/reports`]);
  expect(() => requireReportFolder('reports')).toThrow(message('reports'));
});

test('looks below the working directory, and not beside the script', () => {
  stubOpen([workingDirectory, 'reports']);
  expect(() => requireReportFolder('reports')).toThrow(message('reports'));
});

test('cannot tell where the working directory is not known, as in an archive', () => {
  stubOpen([]);
  expect(() => requireReportFolder('reports')).not.toThrow();
});
