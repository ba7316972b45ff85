/**
 * The text with a replacement character for everything that acts instead of showing: control characters (a terminal's
 * escape sequences, line breaks), characters that change the direction of text, and unpaired surrogates.
 */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/gu,
    '\uFFFD',
  );
}
