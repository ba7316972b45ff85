/**
 * The name of the environment variable by which k6 takes the target's requests through a proxy; null where it takes
 * them there itself. Loopback never goes through one, nor what `NO_PROXY` names: the host, one of its parent domains,
 * or `*`. A range of addresses in `NO_PROXY` is not looked at.
 *
 * @param target An http or https URL.
 * @see https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config, which k6 asks.
 */
export function proxyVariableOf(
  target: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const [, scheme = '', bracketed, name, port] =
    /^(https?):\/\/(?:\[([^\]]+)\]|([^/:]+))(?::(\d+))?/i.exec(target) ?? [];
  const host = bracketed ?? name ?? '';
  const given = (variable: string): string | undefined =>
    [variable, variable.toLowerCase()].find((spelling) => environment[spelling]);
  const variable = given(`${scheme.toUpperCase()}_PROXY`);
  if (variable === undefined || isLoopback(host)) return null;
  const exempt = environment[given('NO_PROXY') ?? ''] ?? '';
  const isSecure = scheme.toLowerCase() === 'https';
  return exempt
    .split(',')
    .some((pattern) => isNamed(pattern.trim().toLowerCase(), host.toLowerCase(), port ?? (isSecure ? '443' : '80')))
    ? null
    : variable;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function isNamed(pattern: string, host: string, port: string): boolean {
  if (pattern === '*') return true;
  const [, bracketed, bare = '', ownPort] = /^(?:\[([^\]]+)\]|([^:]*|.*:.*:.*?))(?::(\d+))?$/.exec(pattern) ?? [];
  const name = (bracketed ?? bare).replace(/^\*(?=\.)/, '');
  if (name === '' || (ownPort !== undefined && ownPort !== port)) return false;
  return name.startsWith('.') ? host.endsWith(name) : host === name || host.endsWith(`.${name}`);
}
