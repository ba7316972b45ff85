/**
 * The text's bytes in UTF-8, as the characters U+0000 to U+00FF of a text. k6 and Node share no encoder but this part
 * of the language.
 *
 * @throws When the text holds an unpaired surrogate, which has no bytes.
 */
export function utf8(text: string): string {
  return text.replace(/[^\u0000-\u007f]+/g, (part) =>
    encodeURIComponent(part).replace(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
  );
}
