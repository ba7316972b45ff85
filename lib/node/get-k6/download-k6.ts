import { join } from 'node:path';
import { type DownloadLimits, downloadFile, downloadText } from './download.ts';
import { checksumFor, type ReleaseArchive } from './release-archive.ts';
import { runProcess } from './run-process.ts';

const unpackTimeoutMs = 120_000;

/**
 * The path of the k6 from the release archive. The archive is unpacked only after its checksum was found to be the
 * published one.
 *
 * @param folder An existing folder that takes the archive and k6; whoever made it removes it.
 * @throws When anything is not as published, or the server sends nothing for longer than `limits.stallMs`.
 */
export async function downloadK6(
  archive: ReleaseArchive,
  folder: string,
  env: NodeJS.ProcessEnv,
  limits: DownloadLimits,
): Promise<string> {
  const published = checksumFor(archive.file, await downloadText(archive.checksumsUrl, limits));
  if (published === undefined) throw new Error(`${archive.checksumsUrl} has no checksum for ${archive.file}`);
  const received = await downloadFile(archive.url, join(folder, archive.file), limits);
  if (received !== published) {
    throw new Error(`${archive.url} has the SHA-256 ${received}, published is ${published}`);
  }
  const unpacked = await runProcess(tarFor(archive.platform, env), ['-xf', archive.file, archive.member], {
    cwd: folder,
    env,
    timeoutMs: unpackTimeoutMs,
    signal: limits.signal,
  });
  if ('failure' in unpacked) throw new Error(`tar -xf ${archive.file} ${unpacked.failure}`);
  return join(folder, archive.member);
}

/**
 * The tar of the system. A GNU tar that comes first on PATH, as with Git for Windows or Homebrew, cannot unpack zip.
 */
export function tarFor(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\tar.exe`;
  return platform === 'darwin' ? '/usr/bin/tar' : 'tar';
}
