import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './run-k6.ts';

/** What the first argument says is written to the range of local ports; the rest is run. */
const shell =
  '(ip link set lo up || ifconfig lo up) && { test -z "$0" || echo "$0" > /proc/sys/net/ipv4/ip_local_port_range; } && exec "$@"';

/** Whether this machine lets an ordinary process have a network of its own. */
export const hasOwnNetworks = spawnSync('unshare', ['-Urn', 'sh', '-c', shell, '40000 40003', 'true']).status === 0;

/** Where the target of such a network listens. */
export const ownTarget = 'http://127.0.0.1:3000';

/**
 * The words before a command that give it a network of its own: loopback, no route to anywhere, and a target on `ownTarget`.
 *
 * @param ports The range of local ports, for example `40000 40003`; the system's own when empty.
 */
export function inOwnNetwork(ports = ''): string[] {
  return [
    'unshare',
    '-Urn',
    'sh',
    '-c',
    shell,
    ports,
    process.execPath,
    join(root, 'test', 'contract', 'own-network-target.mjs'),
  ];
}
