import { invalid } from '../../core/language/invalid.ts';
import { k6Version } from './k6-version.ts';
import { executableName } from './on-path.ts';

/** The archives of a k6 release, by Node's platform and architecture. The folder inside is named as the archive is. */
const releases: ReadonlyMap<string, { readonly name: string; readonly format: string }> = new Map([
  ['linux-x64', { name: 'linux-amd64', format: 'tar.gz' }],
  ['linux-arm64', { name: 'linux-arm64', format: 'tar.gz' }],
  ['darwin-x64', { name: 'macos-amd64', format: 'zip' }],
  ['darwin-arm64', { name: 'macos-arm64', format: 'zip' }],
  ['win32-x64', { name: 'windows-amd64', format: 'zip' }],
]);

const officialBase = 'https://github.com/grafana/k6/releases/download';

export type ReleaseArchive = {
  readonly platform: NodeJS.Platform;
  /** The archive's address. */
  readonly url: string;
  /** The file name of the archive, as the checksums list it. */
  readonly file: string;
  readonly checksumsUrl: string;
  /** The path of k6 inside the archive, with forward slashes. */
  readonly member: string;
};

/**
 * Where the pinned release has its archive for this platform, and what is inside. `K6_DOWNLOAD_BASE` names a mirror.
 *
 * @throws When k6 is not released for the platform, or `K6_DOWNLOAD_BASE` is not an http or https address.
 * @see https://github.com/grafana/k6/blob/v2.2.0/build-release.sh
 */
export function releaseArchiveFor(platform: NodeJS.Platform, arch: string, env: NodeJS.ProcessEnv): ReleaseArchive {
  const release = releases.get(`${platform}-${arch}`);
  if (release === undefined) throw new Error(`k6 is not released for ${platform} on ${arch}`);
  const base = `${downloadBase(env)}/v${k6Version}`;
  const folder = `k6-v${k6Version}-${release.name}`;
  const file = `${folder}.${release.format}`;
  return {
    platform,
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

function downloadBase(env: NodeJS.ProcessEnv): string {
  const value = env['K6_DOWNLOAD_BASE'] || officialBase;
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) {
    throw invalid(
      'K6_DOWNLOAD_BASE',
      'an http or https address',
      value,
      `Set it to a mirror of ${officialBase}, or unset it`,
    );
  }
  return value.replace(/\/+$/, '');
}
