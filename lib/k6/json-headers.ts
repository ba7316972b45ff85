/** The headers of a request with a JSON body: they have its content type, unless they name another. */
export function jsonHeaders(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return { 'Content-Type': 'application/json', ...headers };
}
