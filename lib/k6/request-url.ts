import type { CallValues } from './acceptance-test.ts';

/** A URL whose path waits for values: text and name in turn, from the first text to the last. */
export type UrlParts = readonly string[];

/**
 * The URL of a path, taken apart at each `{name}`; one text where there is none. Braces around nothing, or around other
 * braces, are text.
 */
export function urlOf(baseUrl: string, path: string): string | UrlParts {
  // Without a regular expression: the first one costs a VU 17 kB.
  const parts: string[] = [];
  let text = baseUrl;
  let rest = path;
  for (let end = rest.indexOf('}'); end >= 0; end = rest.indexOf('}')) {
    const start = rest.lastIndexOf('{', end);
    const name = rest.slice(start + 1, end);
    if (start < 0 || name === '') {
      text += rest.slice(0, end + 1);
    } else {
      parts.push(text + rest.slice(0, start), name);
      text = '';
    }
    rest = rest.slice(end + 1);
  }
  text += rest;
  if (parts.length === 0) return text;
  parts.push(text);
  return parts;
}

/**
 * The URL with a value in place of each name, encoded so that it stays within its segment.
 *
 * @throws When a value is missing, is empty or dots, is no finite number, or belongs to no name. Values can be secret:
 *   the error does not show them.
 */
export function filledUrl(url: string | UrlParts, values: CallValues['path'], endpoint: string): string {
  const parts = typeof url === 'string' ? [url] : url;
  let filled = '';
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const value: unknown = values?.[parts[index + 1] ?? ''];
    if (!isPathValue(value)) {
      throw new Error(
        `Invalid call of "${endpoint}": expected a value for each {name} of its path, received ${typeof value} for {${parts[index + 1]}}. Give a text other than . and .., or a finite number.`,
      );
    }
    filled += `${parts[index]}${encodeURIComponent(value)}`;
  }
  const given = values === undefined ? [] : Object.keys(values);
  for (let index = 0; index < given.length; index += 1) {
    const name = given[index] ?? '';
    if (!hasName(parts, name)) {
      throw new Error(
        `Invalid call of "${endpoint}": expected values for the {names} of its path alone, received ${JSON.stringify(name)}. Check its spelling.`,
      );
    }
  }
  return `${filled}${parts[parts.length - 1]}`;
}

function hasName(parts: UrlParts, name: string): boolean {
  for (let index = 1; index < parts.length; index += 2) if (parts[index] === name) return true;
  return false;
}

function isPathValue(value: unknown): value is string | number {
  // The dots would lead out of their segment.
  return typeof value === 'string'
    ? value !== '' && value !== '.' && value !== '..'
    : typeof value === 'number' && Number.isFinite(value);
}
