// Captures from the real k6 what plan-differences.test.ts and the other tests of this folder read:
//   node test/core/measure/captured/capture.mjs <path of k6>
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [, , k6 = 'k6'] = process.argv;
const script = new URL('script.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'captured-'));
const config = join(folder, 'config.json');
writeFileSync(config, JSON.stringify({ vus: 3, iterations: 5 }));
const hosts = join(folder, 'hosts.json');
writeFileSync(hosts, JSON.stringify({ hosts: { 'shop.test': '127.0.0.1:8080' } }));

/** @type {(args: readonly string[], env?: Readonly<Record<string, string>>) => string} */
const output = (args, env = {}) => spawnSync(k6, args, { encoding: 'utf8', env: { ...process.env, ...env } }).stdout;
// The script aborts its run, so the exit code is not 0.
/** @type {(args: readonly string[], env?: Readonly<Record<string, string>>) => { planned: unknown, actual: Record<string, unknown>, data: { config: { script?: string } } }} */
const run = (args, env) => JSON.parse(output(['run', '--quiet', '--log-output', 'none', ...args, script], env));
/** @type {Record<string, [readonly string[], Record<string, string>?]>} */
const deviations = {
  '--vus 3 --iterations 5': [['--vus', '3', '--iterations', '5']],
  '--vus 3 --duration 5s': [['--vus', '3', '--duration', '5s']],
  'K6_VUS=3 K6_DURATION=5s': [[], { K6_VUS: '3', K6_DURATION: '5s' }],
  '--stage 1s:3': [['--stage', '1s:3']],
  '--config with vus and iterations': [['--config', config]],
  '--no-setup': [['--no-setup']],
  '--rps 5': [['--rps', '5']],
  '--min-iteration-duration 2s': [['--min-iteration-duration', '2s']],
  '--execution-segment 0:1/2': [['--execution-segment', '0:1/2']],
  '--throw': [['--throw']],
  '--discard-response-bodies': [['--discard-response-bodies']],
  '--summary-trend-stats avg,p(95)': [['--summary-trend-stats', 'avg,p(95)']],
  '--system-tags method,url': [['--system-tags', 'method,url']],
  '--tag phase=peak': [['--tag', 'phase=peak']],
  '--tag name=x --tag error_class=y': [['--tag', 'name=x', '--tag', 'error_class=y']],
  '--tag build=7': [['--tag', 'build=7']],
  '--no-thresholds': [['--no-thresholds']],
  '--no-teardown': [['--no-teardown']],
  '--user-agent me': [['--user-agent', 'me']],
  '--no-connection-reuse': [['--no-connection-reuse']],
  '--insecure-skip-tls-verify': [['--insecure-skip-tls-verify']],
  '--dns ttl=0': [['--dns', 'ttl=0']],
  '--blacklist-ip 10.0.0.0/8': [['--blacklist-ip', '10.0.0.0/8']],
  '--max-redirects 0': [['--max-redirects', '0']],
  '--batch 5': [['--batch', '5']],
  '--no-color --http-debug': [['--no-color', '--http-debug']],
  '--config with hosts': [['--config', hosts]],
  '--no-vu-connection-reuse': [['--no-vu-connection-reuse']],
  '--block-hostnames shop.test': [['--block-hostnames', 'shop.test']],
  '--local-ips 127.0.0.1': [['--local-ips', '127.0.0.1']],
  '--summary-time-unit s': [['--summary-time-unit', 's']],
  '--console-output /dev/null': [['--console-output', '/dev/null']],
  'K6_SETUP_TIMEOUT=5s K6_TEARDOWN_TIMEOUT=6s': [[], { K6_SETUP_TIMEOUT: '5s', K6_TEARDOWN_TIMEOUT: '6s' }],
};

const { planned, actual, data } = run([]);
/** @type {Record<string, Record<string, unknown>>} */
const changed = {};
for (const [what, [args, env]] of Object.entries(deviations)) {
  const { actual: other } = run(args, env);
  const differing = [...new Set([...Object.keys(actual), ...Object.keys(other)])].filter(
    (key) => JSON.stringify(actual[key]) !== JSON.stringify(other[key]),
  );
  changed[what] = Object.fromEntries(differing.map((key) => [key, other[key] ?? null]));
}
const version = output(['version']).trim();
const machineReadable = run([], { K6_NEW_MACHINE_READABLE_SUMMARY: 'true' }).data;
delete machineReadable.config.script;
/** @type {(name: string, value: unknown) => void} */
const write = (name, value) => writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(value)}\n`);
write('options.json', { version, planned, actual, changed });
write('data.json', { version, data, machineReadable });
rmSync(folder, { recursive: true });
