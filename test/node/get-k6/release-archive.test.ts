import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { tarFor } from '../../../lib/node/get-k6/download-k6.ts';
import { checksumFor, releaseArchiveFor } from '../../../lib/node/get-k6/release-archive.ts';
import { type Answer, archivePath, checksums, checksumsPath, mirror, releaseArchive } from './fixtures/mirror.ts';
import { type Sandbox, executable, fakeK6, sandbox } from './fixtures/sandbox.ts';

/** A mirror of this box's own with these answers; what `find` gave or why it failed. */
async function download(box: Sandbox, answers: Readonly<Record<string, Answer>>, stallMs = 30_000) {
  const { base, asked } = await mirror(answers);
  const env = { ...box.env, K6_DOWNLOAD_BASE: base };
  const outcome = await box.find({ env, limits: { stallMs } }).catch((error: unknown) => String(error));
  return { outcome, asked, base };
}

test('a good archive ends in the cache and is found there from then on', async () => {
  const box = sandbox();
  const archive = releaseArchive(box.root);
  const { outcome, asked, base } = await download(box, {
    [archivePath]: archive,
    [checksumsPath]: checksums(archive),
  });
  expect(outcome).toEqual({ path: box.target, version: '2.2.0', source: 'downloaded' });
  expect(asked).toEqual([checksumsPath, archivePath]);
  expect(box.said).toEqual([`Downloading ${base}${archivePath}, once.`, `Downloaded and checked: ${box.target}.`]);
  expect(box.inCache()).toEqual(['k6-v2.2.0-linux-x64']);
  expect((await box.find()).source).toBe('cache');
});

test('a good archive replaces a cached k6 that does not run', async () => {
  const box = sandbox();
  executable(box.target, '#!/bin/sh\nexit 1\n');
  const archive = releaseArchive(box.root);
  const { outcome } = await download(box, { [archivePath]: archive, [checksumsPath]: checksums(archive) });
  expect(outcome).toMatchObject({ source: 'downloaded' });
  expect((await box.find()).source).toBe('cache');
});

test('a slash at the end of the mirror changes nothing', async () => {
  const box = sandbox();
  const archive = releaseArchive(box.root);
  const { base } = await mirror({ [archivePath]: archive, [checksumsPath]: checksums(archive) });
  const found = await box.find({ env: { ...box.env, K6_DOWNLOAD_BASE: `${base}//` } });
  expect(found.source).toBe('downloaded');
});

test('an archive that takes longer than the server may be silent is taken', async () => {
  const box = sandbox();
  const archive = releaseArchive(box.root);
  const parts = 13;
  const slowly = async (response: ServerResponse): Promise<void> => {
    for (let part = 0; part < parts; part += 1) {
      response.write(archive.subarray((part * archive.length) / parts, ((part + 1) * archive.length) / parts));
      await sleep(250);
    }
    response.end();
  };
  const answers = { [archivePath]: (response: ServerResponse) => void slowly(response) };
  const startedAt = Date.now();
  const { outcome } = await download(box, { ...answers, [checksumsPath]: checksums(archive) }, 3000);
  expect(outcome).toMatchObject({ source: 'downloaded' });
  expect(Date.now() - startedAt).toBeGreaterThan(3000);
});

function flipped(archive: Buffer): Buffer {
  const copy = Buffer.from(archive);
  const middle = Math.floor(copy.length / 2);
  copy.writeUInt8(copy.readUInt8(middle) ^ 1, middle);
  return copy;
}

function half(archive: Buffer): Buffer {
  return archive.subarray(0, archive.length / 2);
}

/** Promises the whole, sends a half and hangs up. */
function breaks(archive: Buffer): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(200, { 'content-length': archive.length });
    response.write(half(archive), () => response.destroy());
  };
}

/** Promises the whole, sends a half and then nothing. */
function stalls(archive: Buffer): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(200, { 'content-length': archive.length });
    response.write(half(archive));
  };
}

const mismatch = /release archive: .*linux-amd64\.tar\.gz has the SHA-256 [0-9a-f]{64}, published is [0-9a-f]{64}/;
const otherSum = `${'0'.repeat(64)}  k6-v2.2.0-linux-arm64.tar.gz\n`;

describe('nothing is left in the cache, and the error says why, when', () => {
  test.each<[string, (archive: Buffer) => { archive?: Answer; checksums?: Answer }, string | RegExp, stallMs?: number]>(
    [
      [
        'one byte of the archive is flipped',
        (good) => ({ archive: flipped(good), checksums: checksums(good) }),
        mismatch,
      ],
      ['the archive is truncated', (good) => ({ archive: good.subarray(0, -1), checksums: checksums(good) }), mismatch],
      [
        'the archive was truncated before its checksum was made',
        (good) => ({ archive: half(good), checksums: checksums(half(good)) }),
        /release archive: tar -xf k6-v2\.2\.0-linux-amd64\.tar\.gz ended with exit code \d+: ./,
      ],
      [
        'the connection breaks within the archive',
        (good) => ({ archive: breaks(good), checksums: checksums(good) }),
        'linux-amd64.tar.gz: terminated',
      ],
      [
        'the archive stalls',
        (good) => ({ archive: stalls(good), checksums: checksums(good) }),
        'linux-amd64.tar.gz: nothing came for 2 s',
        // The checksums, which come before, have to come in time.
        2000,
      ],
      [
        'the server never answers',
        () => ({ checksums: () => undefined }),
        'checksums.txt: nothing came for 0.3 s',
        300,
      ],
      [
        'the archive has no checksum',
        (good) => ({ archive: good, checksums: otherSum }),
        'checksums.txt has no checksum for k6-v2.2.0-linux-amd64.tar.gz',
      ],
      ['there are no checksums', (good) => ({ archive: good }), 'checksums.txt: the server answered 404 Not Found'],
      ['there is no archive', (good) => ({ checksums: checksums(good) }), 'tar.gz: the server answered 404 Not Found'],
    ],
  )('%s', async (_, answersFor, reason, stallMs) => {
    const box = sandbox();
    const { archive, checksums: list } = answersFor(releaseArchive(box.root));
    const answers = {
      ...(archive === undefined ? {} : { [archivePath]: archive }),
      ...(list === undefined ? {} : { [checksumsPath]: list }),
    };
    const { outcome } = await download(box, answers, stallMs);
    expect(outcome).toMatch(reason);
    expect(box.inCache()).toEqual([]);
  });

  test('the archive holds another version', async () => {
    const box = sandbox();
    const archive = releaseArchive(box.root, fakeK6('k6 v2.1.0 (go1.26.8, linux/amd64)'));
    const { outcome } = await download(box, { [archivePath]: archive, [checksumsPath]: checksums(archive) });
    expect(outcome).toMatch('release archive: what came of it is k6 2.1.0, not 2.2.0');
    expect(box.inCache()).toEqual([]);
  });

  test('the archive has no k6 where it belongs', async () => {
    const box = sandbox();
    const archive = releaseArchive(box.root, fakeK6(), 'k6-v2.1.0-linux-amd64');
    const { outcome } = await download(box, { [archivePath]: archive, [checksumsPath]: checksums(archive) });
    expect(outcome).toMatch(/tar -xf k6-v2\.2\.0-linux-amd64\.tar\.gz ended with exit code/);
    expect(box.inCache()).toEqual([]);
  });

  test('there is no tar', async () => {
    const box = sandbox();
    const archive = releaseArchive(box.root);
    const { base } = await mirror({ [archivePath]: archive, [checksumsPath]: checksums(archive) });
    const finding = box.find({ env: { PATH: join(box.root, 'nothing'), K6_DOWNLOAD_BASE: base } });
    await expect(finding).rejects.toThrow('tar.gz cannot be run: no such file or directory');
    expect(box.inCache()).toEqual([]);
  });
});

test.each([
  ['linux', 'x64', 'k6-v2.2.0-linux-amd64.tar.gz', 'k6-v2.2.0-linux-amd64/k6'],
  ['linux', 'arm64', 'k6-v2.2.0-linux-arm64.tar.gz', 'k6-v2.2.0-linux-arm64/k6'],
  ['darwin', 'x64', 'k6-v2.2.0-macos-amd64.zip', 'k6-v2.2.0-macos-amd64/k6'],
  ['darwin', 'arm64', 'k6-v2.2.0-macos-arm64.zip', 'k6-v2.2.0-macos-arm64/k6'],
  ['win32', 'x64', 'k6-v2.2.0-windows-amd64.zip', 'k6-v2.2.0-windows-amd64/k6.exe'],
] as const)('the official archive for %s on %s is %s', (platform, arch, file, member) => {
  const base = 'https://github.com/grafana/k6/releases/download/v2.2.0';
  expect(releaseArchiveFor(platform, arch, {})).toMatchObject({
    url: `${base}/${file}`,
    checksumsUrl: `${base}/k6-v2.2.0-checksums.txt`,
    file,
    member,
  });
});

test.each([
  ['linux', {}, 'tar'],
  ['darwin', {}, '/usr/bin/tar'],
  ['win32', { SystemRoot: 'D:\\Windows' }, 'D:\\Windows\\System32\\tar.exe'],
  ['win32', {}, 'C:\\Windows\\System32\\tar.exe'],
] as const)('the tar of %s with %o is the one that unpacks zip', (platform, env, command) => {
  expect(tarFor(platform, env)).toBe(command);
});

const sum = 'a1'.repeat(32);
test.each([
  ['a text line', `${sum}  k6.zip\n`, sum],
  ['a binary line', `${sum} *k6.zip\n`, sum],
  ['an upper-case line', `${sum.toUpperCase()}  k6.zip\n`, sum],
  ['a line with a carriage return', `${sum}  k6.zip\r\n`, sum],
  ['the last line without its end', `${'0'.repeat(64)}  other.zip\n${sum}  k6.zip`, sum],
  ['no line of a longer name', `${sum}  k6.zip.sig\n${sum}  my-k6.zip\n`, undefined],
  ['no line of a shorter sum', `${sum.slice(1)}  k6.zip\n`, undefined],
  ['no line of a longer sum', `${sum}0  k6.zip\n`, undefined],
])('the checksum is read from %s', (_, text, expected) => {
  expect(checksumFor('k6.zip', text)).toBe(expected);
});
