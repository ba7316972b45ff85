// Documents as text, made without the library's renderer: by Node's own JSON, encoder and zlib.
import { crc32 } from 'node:zlib';

/** The value with its fields in order, for JSON. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, inOrder(field)]),
  );
}

/** The content with the digest that belongs to it. */
export function withDigest(content: object): Record<string, unknown> {
  const { digest: _, ...rest }: Record<string, unknown> = { ...content };
  return {
    ...rest,
    digest: `crc32:${crc32(Buffer.from(JSON.stringify(inOrder(rest))))
      .toString(16)
      .padStart(8, '0')}`,
  };
}

/** The document as text, with the digest that belongs to it. */
export function textOf(content: object): string {
  return JSON.stringify(withDigest(content), null, 2);
}
