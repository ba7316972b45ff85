import type { Scope } from '../document/scope.ts';
import { crc32 } from '../document/crc-32.ts';
import { utf8 } from '../document/utf-8.ts';

/** Endpoints whose requests are taken together, in the plan's order. */
export type EndpointSet = { readonly tag: string; readonly endpoints: readonly string[] };

/**
 * The tag that the requests of the endpoints bear, and no others. k6 selects samples by equal tags alone, so that
 * `name` cannot select two endpoints at once. It is made of the names, which can stand in no tag's name themselves.
 */
export function endpointSetTag(endpoints: readonly string[]): string {
  return `endpoints_${crc32(utf8(endpoints.join('\n')))
    .toString(16)
    .padStart(8, '0')}`;
}

/** Whether a tag is one that only the plan may set. */
export function isEndpointSetTag(tag: string): boolean {
  return /^endpoints_[0-9a-f]{8}$/.test(tag);
}

/** The sets of several endpoints that scopes name, each once. */
export function endpointSetsOf(scopes: readonly Scope[]): readonly EndpointSet[] {
  const sets = new Map<string, EndpointSet>();
  for (const { endpoints } of scopes) {
    if (endpoints === null || endpoints.length < 2) continue;
    const tag = endpointSetTag(endpoints);
    sets.set(tag, { tag, endpoints });
  }
  return [...sets.values()];
}
