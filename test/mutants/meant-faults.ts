import type { Fault } from '../faults/fault.ts';

/** The names of the faults that are meant. */
export const named = (faults: readonly Fault[], isMeant: (fault: Fault) => boolean): string[] =>
  faults.filter(isMeant).map(({ fault }) => fault);

/** The names of the faults whose reason begins so. */
export const saying = (faults: readonly Fault[], reason: string): string[] =>
  named(faults, (fault) => fault.reason.startsWith(reason));
