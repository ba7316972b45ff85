import type { CallValues } from './acceptance-test.ts';

/**
 * The path with a value in place of each `{name}`, encoded so that it stays within its segment. Braces around nothing,
 * or around other braces, are part of the path.
 *
 * @throws When a value is missing, is empty, or is no finite number.
 */
export function filledPath(path: string, values: CallValues['path'], endpoint: string): string {
  // Without a regular expression: the first one costs a VU 17 kB.
  let filled = '';
  let rest = path;
  for (let brace = rest.indexOf('}'); brace >= 0; brace = rest.indexOf('}')) {
    filled += filledPart(rest.slice(0, brace), values, endpoint);
    rest = rest.slice(brace + 1);
  }
  return filled + rest;
}

/** @param part What stands before a closing brace: perhaps text, then perhaps an opening brace and a name. */
function filledPart(part: string, values: CallValues['path'], endpoint: string): string {
  const brace = part.lastIndexOf('{');
  const name = part.slice(brace + 1);
  if (brace < 0 || name === '') return `${part}}`;
  const value: unknown = values?.[name];
  if (isPathValue(value)) return part.slice(0, brace) + encodeURIComponent(value);
  throw new Error(
    `Invalid call of "${endpoint}": expected a value for each {name} of its path, received ${JSON.stringify(values)}. Call it with { path: { … } }.`,
  );
}

function isPathValue(value: unknown): value is string | number {
  return typeof value === 'string' ? value !== '' : typeof value === 'number' && Number.isFinite(value);
}
