import { join } from 'node:path';
import { invalid } from '../../core/invalid.ts';
import { downloadFile, downloadText } from './k6-download.ts';
import { executableName } from './k6-on-path.ts';
import { runProcess } from './k6-process.ts';
import { k6Version } from './k6-version.ts';

/** The archives of a k6 release, by Node's platform and architecture. The package inside k6 is named as they are. */
const releasePackages: ReadonlyMap<string, { readonly name: string; readonly kind: string }> = new Map([
  ['linux-x64', { name: 'linux-amd64', kind: 'tar.gz' }],
  ['linux-arm64', { name: 'linux-arm64', kind: 'tar.gz' }],
  ['darwin-x64', { name: 'macos-amd64', kind: 'zip' }],
  ['darwin-arm64', { name: 'macos-arm64', kind: 'zip' }],
  ['win32-x64', { name: 'windows-amd64', kind: 'zip' }],
]);

const unpackTimeoutMs = 120_000;

export interface K6Archive {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** The archive's address. */
  readonly url: string;
  /** The file name of the archive, as the checksums list it. */
  readonly file: string;
  readonly checksumsUrl: string;
  /** The path of k6 inside the archive, with forward slashes. */
  readonly member: string;
}

/**
 * Where the pinned release keeps its archive for this platform and what is inside. `K6_DOWNLOAD_BASE` names a mirror.
 *
 * @throws Error if k6 is not released for the platform.
 * @throws InvalidInputError if `K6_DOWNLOAD_BASE` is not an http or https address.
 * @see https://github.com/grafana/k6/blob/v2.2.0/build-release.sh
 */
export function k6Archive(platform: NodeJS.Platform, arch: string, env: NodeJS.ProcessEnv): K6Archive {
  const found = releasePackages.get(`${platform}-${arch}`);
  if (found === undefined) throw new Error(`k6 is not released for ${platform} on ${arch}`);
  const base = `${downloadBase(env)}/v${k6Version}`;
  const folder = `k6-v${k6Version}-${found.name}`;
  const file = `${folder}.${found.kind}`;
  return {
    platform,
    arch,
    file,
    url: `${base}/${file}`,
    checksumsUrl: `${base}/k6-v${k6Version}-checksums.txt`,
    member: `${folder}/${executableName('k6', platform)}`,
  };
}

/** The SHA-256 that a list made by `sha256sum` gives for this file, in lower case; `undefined` if it is not listed. */
export function checksumFor(file: string, checksums: string): string | undefined {
  for (const line of checksums.split('\n')) {
    const [, sum, name] = /^([0-9a-f]{64}) [ *](.+?)\r?$/i.exec(line) ?? [];
    if (name === file) return sum?.toLowerCase();
  }
  return undefined;
}

/**
 * The path of the k6 unpacked from the release archive, which was first found to have the published checksum.
 *
 * @param folder An existing folder that takes the archive and k6; whoever made it removes it.
 * @throws Error if anything is not as published, or if the server stalls for longer than `stallMs`.
 */
export async function downloadK6(
  archive: K6Archive,
  folder: string,
  env: NodeJS.ProcessEnv,
  limits: { readonly stallMs: number; readonly signal: AbortSignal },
): Promise<string> {
  const published = checksumFor(archive.file, await downloadText(archive.checksumsUrl, limits));
  if (published === undefined) throw new Error(`${archive.checksumsUrl} has no checksum for ${archive.file}`);
  const path = join(folder, archive.file);
  const received = await downloadFile(archive.url, path, limits);
  if (received !== published) {
    throw new Error(`${archive.url} has the SHA-256 ${received}, published is ${published}`);
  }
  const unpacked = await runProcess(tarCommand(archive.platform, env), ['-xf', archive.file, archive.member], {
    cwd: folder,
    env,
    timeoutMs: unpackTimeoutMs,
    signal: limits.signal,
  });
  if ('fault' in unpacked) throw new Error(`tar -xf ${archive.file} ${unpacked.fault}`);
  return join(folder, archive.member);
}

/** The tar of the system. A GNU tar that comes first on PATH, as with Git for Windows or Homebrew, cannot unpack zip. */
export function tarCommand(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\tar.exe`;
  return platform === 'darwin' ? '/usr/bin/tar' : 'tar';
}

function downloadBase(env: NodeJS.ProcessEnv): string {
  const value = env['K6_DOWNLOAD_BASE'] || 'https://github.com/grafana/k6/releases/download';
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) {
    throw invalid(
      'K6_DOWNLOAD_BASE',
      'an http or https address',
      value,
      'Set it to a mirror of https://github.com/grafana/k6/releases/download, or unset it',
    );
  }
  return value.replace(/\/+$/, '');
}
