/**
 * The CRC-32 of the bytes, from 0 to 2³² − 1: polynomial 0x04C11DB7, bits reflected, as in gzip and PNG.
 *
 * @param bytes A text whose characters are the bytes, U+0000 to U+00FF: an array of them would cost the engine of k6 a
 * second for a large document.
 * @see RFC 1952, section 8
 */
export function crc32(bytes: string): number {
  const table = remainders();
  const { length } = bytes;
  // Signed throughout: what does not fit into 32 signed bits is a slower kind of number.
  let remainder = -1;
  for (let index = 0; index < length; index += 1) {
    remainder = (table[(remainder ^ bytes.charCodeAt(index)) & 0xff] ?? 0) ^ (remainder >>> 8);
  }
  return ~remainder >>> 0;
}

/** The remainder of each byte. */
function remainders(): number[] {
  return Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = (remainder & 1) === 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    }
    return remainder | 0;
  });
}
