import type { Fault } from './fault.ts';
import { fewPorts, fullDisk, noNetwork, vanishingName, vanishingNetwork } from './isolation.ts';

const fewDescriptors = ['sh', '-c', 'ulimit -n 18; exec "$@"', 'sh'];

export const generatorFaults: readonly Fault[] = [
  {
    fault: 'too few VUs', mechanism: 'one VU for 20 iterations per second of 0.2 s', k6: { env: { SCRIPT: 'has too few VUs' } }, target: 'takes 100 ms',
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'Phase "low" started … of 10 intended iterations in 1 s.',
  },
  {
    fault: 'local ports exhausted', mechanism: 'an ip_local_port_range of 12 ports, and more VUs that each keep a connection', isolated: fewPorts,
    k6: { env: { BASE_URL: 'http://127.0.0.1:3000' } },
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'Requests that failed on the side of k6 and not of the target: local ports ….',
  },
  {
    fault: 'file descriptors exhausted', mechanism: 'ulimit -n 18, and more connections at once', target: 'becomes slow',
    k6: { within: fewDescriptors, env: { SCRIPT: 'connects anew' } },
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'Requests that failed on the side of k6 and not of the target: local descriptors ….',
  },
  {
    fault: 'file descriptors exhausted until the end', mechanism: 'ulimit -n 18, and connections that stay open', target: 'takes 100 ms', k6: { within: fewDescriptors },
    exitCode: 99, gate: 2, verdict: 'none', reason: 'It cannot be read: …', log: 'could not open …shop.acceptance.json: too many open files',
  },
  {
    fault: 'a name that does not resolve', mechanism: 'BASE_URL http://shop.invalid', isolated: noNetwork, k6: { env: { BASE_URL: 'http://shop.invalid' } },
    exitCode: 107, gate: 2, verdict: 'INVALID', reason: 'The target http://shop.invalid did not pass the pre-flight: DNS. No load was sent.',
  },
  {
    fault: 'a name that no longer resolves', mechanism: 'the name server forgets the target in mid-run, and nothing keeps its address', isolated: vanishingName,
    k6: { env: { BASE_URL: 'http://shop.test:3000', SCRIPT: 'connects anew' } },
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'Requests that failed on the side of k6 and not of the target: DNS ….',
  },
  {
    fault: 'network unreachable', mechanism: 'no route to the target', isolated: noNetwork, k6: { env: { BASE_URL: 'http://192.0.2.1:3000' } },
    exitCode: 107, gate: 2, verdict: 'INVALID', reason: 'The target http://192.0.2.1:3000 did not pass the pre-flight: network unreachable. No load was sent.',
  },
  {
    fault: 'network no longer reachable', mechanism: 'the route to the target is taken away in mid-run', isolated: vanishingNetwork,
    k6: { env: { BASE_URL: 'http://192.0.2.1:3000', SCRIPT: 'connects anew' } },
    exitCode: 99, gate: 2, verdict: 'INVALID', reason: 'Requests that failed on the side of k6 and not of the target: network unreachable ….',
  },
  {
    fault: 'SIGINT', mechanism: 'sent to k6 in mid-run', k6: { interrupt: { signal: 'SIGINT', afterMs: 1800 } },
    exitCode: 105, gate: 2, verdict: 'INVALID', reason: 'The load ended after … s of 2.5 s.',
  },
  {
    fault: 'SIGTERM', mechanism: 'sent to k6 in mid-run', k6: { interrupt: { signal: 'SIGTERM', afterMs: 1800 } },
    exitCode: 105, gate: 2, verdict: 'INVALID', reason: 'The load ended after … s of 2.5 s.',
  },
  {
    fault: 'SIGINT, with a slow setup and a slow teardown', mechanism: 'the run takes longer than the plan, the load does not', plan: 'edge',
    k6: { env: { EDGE: 'slow hooks' }, interrupt: { signal: 'SIGINT', afterMs: 2500 } },
    exitCode: 105, gate: 2, verdict: 'INVALID', reason: 'The load ended after … s of 2.0 s.',
  },
  {
    fault: 'SIGKILL', mechanism: 'sent to k6 in mid-run', k6: { interrupt: { signal: 'SIGKILL', afterMs: 1800 } },
    exitCode: null, gate: 2, verdict: 'none', reason: 'It cannot be read: …',
  },
  {
    fault: 'report folder not there', mechanism: 'REPORT_DIR=missing', k6: { reportFolder: 'missing' },
    exitCode: 107, gate: 2, verdict: 'none', reason: 'It cannot be read: …', log: 'Invalid REPORT_DIR: expected a folder that exists, received "missing".',
  },
  {
    fault: 'report folder not writable', mechanism: 'REPORT_DIR=/proc', k6: { reportFolder: '/proc' },
    exitCode: 0, gate: 2, verdict: 'none', reason: 'It cannot be read: …', log: '/proc/shop.acceptance.json',
  },
  {
    fault: 'disk full', mechanism: 'a report folder on a file system without a free byte', isolated: fullDisk,
    k6: { reportFolder: 'full', env: { BASE_URL: 'http://127.0.0.1:3000' } },
    exitCode: 0, gate: 2, verdict: 'none', reason: 'Invalid document: expected JSON', log: 'no space left on device',
  },
];
