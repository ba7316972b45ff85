/**
 * The CRC-32 of the bytes, from 0 to 2³² − 1: polynomial 0x04C11DB7, bits reflected, as in gzip and PNG.
 *
 * @see RFC 1952, section 8
 */
export function crc32(bytes: readonly number[]): number {
  const table = remainders();
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (table[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);
  return (remainder ^ 0xffffffff) >>> 0;
}

/** The remainder of each byte. */
function remainders(): number[] {
  return Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder & 1) === 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    return remainder;
  });
}
