import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isSupportedK6, k6Version, parseK6Version } from '../../../lib/node/get-k6/k6-version.ts';

test.each([
  ['a release', 'k6 v2.2.0 (go1.26.8, linux/amd64)\n', '2.2.0'],
  ['an official binary with its commit', 'k6 v2.2.0 (commit/1f2e3d4c5b, go1.26.8, darwin/arm64)\n', '2.2.0'],
  ['a development build', 'k6 v2.3.0 (commit/devel, go1.27.0, linux/amd64)\n', '2.3.0'],
  ['a changed working tree', 'k6 v2.3.0 (commit/1f2e3d4c5b-dirty, go1.27.0, linux/amd64)\n', '2.3.0'],
  ['a release candidate', 'k6 v2.3.0-rc1 (commit/abc, go1.26.8, linux/amd64)\n', '2.3.0-rc1'],
  [
    'a Go pseudo-version',
    'k6 v2.2.1-0.20260801120000-1f2e3d4c5b6a (go1.26.8, linux/amd64)\n',
    '2.2.1-0.20260801120000-1f2e3d4c5b6a',
  ],
  ['build metadata', 'k6 v2.2.1+dirty (go1.26.8, linux/amd64)\n', '2.2.1+dirty'],
  ['an old one', 'k6 v0.47.0 (2023-10-05T13:05:20+0000/v0.47.0-0-gd8bb8b9, go1.20.8, linux/amd64)\n', '0.47.0'],
  ['two-digit parts', 'k6 v10.20.30 (go1.26.8, linux/amd64)\n', '10.20.30'],
  ['Windows', 'k6.exe v2.2.0 (go1.26.8, windows/amd64)\r\n', '2.2.0'],
  ['a file of another name', 'k6-nightly v2.2.0 (go1.26.8, linux/amd64)\n', '2.2.0'],
  [
    'one with extensions',
    'k6 v2.2.0 (go1.26.8, linux/amd64)\nExtensions:\n  github.com/a/b v1.0.0, k6/x/b [js]\n',
    '2.2.0',
  ],
])('reads the version of %s', (_, output, version) => {
  expect(parseK6Version(output)).toBe(version);
});

test.each([
  ['nothing', ''],
  ['another program', 'Terraform v2.2.0\non linux_amd64\n'],
  ['Go', 'go version go1.26.8 linux/amd64\n'],
  ['two numbers only', 'k6 v2.2 (go1.26.8, linux/amd64)\n'],
  ['no v', 'k6 2.2.0 (go1.26.8, linux/amd64)\n'],
  ['no platform', 'k6 v2.2.0\n'],
])('reads no version from %s', (_, output) => {
  expect(parseK6Version(output)).toBeUndefined();
});

test.each([
  ['0.58.0', false],
  ['1.99.99', false],
  ['2.0.0-rc1', false],
  ['2.0.0-rc1+abc', false],
  ['2.0.0', true],
  ['2.0.0+abc-dirty', true],
  ['2.0.1-rc1', true],
  ['2.0.1', true],
  ['2.1.0', true],
  ['2.10.0', true],
  ['3.0.0', true],
  ['10.0.0', true],
])('tells whether %s is 2.0.0 or later: %s', (version, supported) => {
  expect(isSupportedK6(version)).toBe(supported);
});

test('is the version that the Go module pins', () => {
  const goMod = readFileSync(new URL('../../../lib/node/get-k6/module/go.mod', import.meta.url), 'utf8');
  expect(/^\s*go\.k6\.io\/k6\/v2 v(\S+)/m.exec(goMod)?.[1]).toBe(k6Version);
});
