// Arithmetic on counts of which k6 may not have shown some. What is made of an unknown count is unknown, and never 0.

/** A count, and null where k6 did not show it. */
export type KnownCount = number | null;

/** The sum of counts; null where one of them is not known. */
export function total(counts: readonly KnownCount[]): KnownCount {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** What is left of a count without a part; null where one of the two is not known. */
export function difference(whole: KnownCount, part: KnownCount): KnownCount {
  return whole === null || part === null ? null : whole - part;
}

/** The smaller of two counts; null where one of them is not known. */
export function least(one: KnownCount, other: KnownCount): KnownCount {
  return one === null || other === null ? null : Math.min(one, other);
}

/** A share from 0 to 1; null when there is nothing to share. */
export function ratio(part: KnownCount, whole: KnownCount): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

/** Whether a count is known to be more than another number. */
export function exceeds(count: KnownCount, limit: number | null): boolean {
  return count !== null && limit !== null && count > limit;
}
