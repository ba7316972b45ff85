import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A world of its own for a run of k6: namespaces of Linux, and what is done in them. */
export type Isolated = {
  /** Options of unshare beside the user namespace: `n` network, `m` mounts. */
  readonly namespaces: string;
  /** Lines of sh around `"$@"`, which is the run of k6. */
  readonly shell: string;
};

/** Runs the command that follows it beside a target on port 3000 of its own loopback. */
const withTarget = `"${process.execPath}" "${fileURLToPath(new URL('inside/with-target.mjs', import.meta.url))}"`;

/** No more local ports than a dozen. */
export const fewPorts: Isolated = {
  namespaces: 'n',
  shell: `set -e; ip link set lo up; echo '40000 40011' > /proc/sys/net/ipv4/ip_local_port_range; exec ${withTarget} "$@"`,
};

/** An address of its own for the target, which goes away in mid-run: the network is unreachable then. */
export const vanishingNetwork: Isolated = {
  namespaces: 'n',
  shell: `set -e; ip link set lo up; ip address add 192.0.2.1/32 dev lo; exec ${withTarget} --listen 192.0.2.1 --after-ms 1200 'ip address del 192.0.2.1/32 dev lo' "$@"`,
};

/** A name server that knows shop.test at first, and later nobody. */
export const vanishingName: Isolated = {
  namespaces: 'nm',
  shell: `set -e; ip link set lo up; echo 'nameserver 127.0.0.1' > resolv.conf; mount --bind resolv.conf /etc/resolv.conf; exec ${withTarget} --name shop.test --known-ms 1200 "$@"`,
};

/** A loopback and nothing else. */
export const noNetwork: Isolated = { namespaces: 'n', shell: 'set -e; ip link set lo up; exec "$@"' };

/** A report folder without a free byte; what k6 could leave in it is copied to where the other runs have theirs. */
export const fullDisk: Isolated = {
  namespaces: 'mn',
  shell: `set -e; ip link set lo up; mkdir -p full; mount -t tmpfs -o size=64k none full; head -c 1m /dev/zero > full/filler 2> /dev/null || true
${withTarget} "$@" && code=0 || code=$?
mkdir -p reports; cp full/*.acceptance.* reports/ 2> /dev/null || true; exit $code`,
};

const ways = (namespaces: string): readonly (readonly string[])[] => [
  ['unshare', `-Ur${namespaces}`],
  ['sudo', '-n', '--preserve-env', 'unshare', `-${namespaces}`],
];

/** What stands before a command that is to run in that world; nothing where the machine refuses it. */
export function prefixFor({ namespaces, shell }: Isolated, cwd: string): readonly string[] | undefined {
  return ways(namespaces)
    .map((way) => [...way, 'sh', '-c', shell, 'sh'])
    .find(([command = '', ...args]) => spawnSync(command, [...args, 'true'], { cwd, stdio: 'ignore' }).status === 0);
}
