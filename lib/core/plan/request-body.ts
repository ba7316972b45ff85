import { isObject } from '../language/is-object.ts';

/** A value that JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What k6's `http.file()` returns. */
export type File = {
  readonly data: string | ArrayBuffer;
  readonly filename?: string;
  readonly content_type?: string;
};

/** A value of a form's field; a list stands for several fields of one name. */
export type FormValue = string | number | boolean | readonly (string | number | boolean)[];

/** What a request can carry. */
export type Body = Json | ArrayBuffer | ArrayBufferView | { readonly [field: string]: FormValue | File };

/** How a body is written. Fields with a file are multipart, and it is k6 that writes them. */
export type BodyKind = 'text' | 'bytes' | 'multipart' | 'form' | 'json';

/** A body as k6 takes it. */
export type EncodedBody = string | ArrayBuffer | Readonly<Record<string, unknown>>;

/**
 * How k6 gets a body: text and bytes as they are, fields with a file as multipart, any other value as a form where the
 * content type says so, and as JSON where it does not.
 *
 * @param contentType What a header says.
 */
export function bodyKind(body: unknown, contentType: string | undefined): BodyKind {
  if (typeof body === 'string') return 'text';
  // Not by `instanceof` of all of them: the first look at ArrayBuffer weighs more in a VU than most bodies.
  if (isObject(body) && body['byteLength'] !== undefined && isBytes(body)) return 'bytes';
  if (hasFile(body)) return 'multipart';
  return contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true ? 'form' : 'json';
}

/** The body as k6 takes it. What cannot be sent so is told by `checkBody`. */
export function encodeBody(body: unknown, kind: BodyKind): EncodedBody {
  if (typeof body === 'string') return body;
  if (kind === 'json' || !isObject(body)) return JSON.stringify(body);
  if (kind === 'bytes' && isBytes(body)) return body instanceof ArrayBuffer ? body : bytesOf(body);
  return kind === 'form' ? formText(body) : body;
}

function isBytes(body: object): body is ArrayBuffer | ArrayBufferView {
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body);
}

/** The content type that headers name: the last of that name is what k6 sends, whatever its case. */
export function contentTypeOf(headers: Readonly<Record<string, string>> | undefined): string | undefined {
  if (headers === undefined) return undefined;
  let contentType: string | undefined;
  const names = Object.keys(headers);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? '';
    if (name.toLowerCase() === 'content-type') contentType = headers[name];
  }
  return contentType;
}

/**
 * Whether `http.file()` of k6 made the value. Of a literal with the same fields k6 would send Go's own words for it. A
 * field of an object of Go cannot be taken away, though the object is neither sealed nor frozen.
 */
export function isFile(value: unknown): value is File {
  if (!isObject(value) || !('filename' in value) || !('content_type' in value)) return false;
  return Object.getOwnPropertyDescriptor(value, 'data')?.configurable === false && Object.isExtensible(value);
}

// Index loops here and above: a VU that works runs this, and a closure or an iterator weighs more in it than all names.
function hasFile(body: unknown): boolean {
  if (!isObject(body)) return false;
  const names = Object.keys(body);
  for (let index = 0; index < names.length; index += 1) {
    if (isFile(body[names[index] ?? ''])) return true;
  }
  return false;
}

/** The bytes that a view shows, which may be a part of its buffer. */
function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBuffer {
  const bytes = new Uint8Array(byteLength);
  bytes.set(new Uint8Array(buffer, byteOffset, byteLength));
  return bytes.buffer;
}

/** A form as text. A query is the same, but for its spaces. */
export function formText(form: Readonly<Record<string, unknown>>): string {
  let text = '';
  const names = Object.keys(form);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? '';
    const value = form[name];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (let place = 0; place < values.length; place += 1) {
      text += `${text === '' ? '' : '&'}${formEncoded(name)}=${formEncoded(String(values[place]))}`;
    }
  }
  return text;
}

/** As browsers write forms: what encodeURIComponent leaves alone beside letters and digits is encoded, a space is +. */
function formEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+');
}
