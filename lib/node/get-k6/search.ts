import { homedir } from 'node:os';
import { cachedK6PathFor, cacheFolderFor } from './cache-folder.ts';
import { type K6Probe, probeK6, type WantedK6 } from './probe-k6.ts';

/** How long each step may take, in milliseconds. */
type SearchLimits = {
  /** For `k6 version` to answer. */
  readonly probeMs: number;
  readonly buildMs: number;
  /** For a server to send nothing. */
  readonly stallMs: number;
  /** For another process that is putting k6 into the cache. */
  readonly lockMs: number;
};

/** A build takes a minute on two cores. */
const defaultLimits: SearchLimits = {
  probeMs: 20_000,
  buildMs: 15 * 60_000,
  stallMs: 30_000,
  lockMs: 20 * 60_000,
};

export type GetK6Options = {
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly arch?: string;
  /** The user's home folder. */
  readonly home?: string;
  /** The folder of the go.mod that pins k6; the one of this package when left out. */
  readonly moduleFolder?: string;
  /** Takes one line on what is going on; standard error when left out. */
  readonly say?: (line: string) => void;
  readonly limits?: Partial<SearchLimits>;
};

/** A search for k6: where to look, what to say, and what was tried in vain so far. */
export type Search = {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** The cache folder; it need not exist. */
  readonly cache: string;
  /** Where the pinned k6 belongs, inside the cache. */
  readonly target: string;
  /** `undefined` for the one of this package. */
  readonly moduleFolder: string | undefined;
  readonly limits: SearchLimits;
  readonly say: (line: string) => void;
  /** Whether the file at a path is a k6 that will do. */
  readonly probe: (path: string, wanted: WantedK6) => Promise<K6Probe>;
  /** Takes each way to k6 that failed, with the reason. */
  readonly tried: string[];
};

/** A search with the machine's own settings where none are given. */
export function searchFor(options: GetK6Options): Search {
  const { env = process.env, platform = process.platform, arch = process.arch, home = homedir() } = options;
  const cache = cacheFolderFor(platform, env, home);
  const limits = { ...defaultLimits, ...options.limits };
  return {
    env,
    platform,
    arch,
    cache,
    target: cachedK6PathFor(cache, platform, arch),
    moduleFolder: options.moduleFolder,
    limits,
    say: options.say ?? ((line) => void process.stderr.write(`${line}\n`)),
    probe: (path, wanted) => probeK6(path, wanted, env, limits.probeMs),
    tried: [],
  };
}
