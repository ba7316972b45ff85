import { codeOf, described, list, object, text, type TypeOf } from '../language/shape.ts';

/** What can make a run unsound. */
const faultCodes = [
  'plan-replaced',
  'preflight-failed',
  'thresholds-disabled',
  'metrics-missing',
  'teardown-missing',
  'cut-short',
  'iterations-interrupted',
  'untagged-iterations',
  'script-exception',
  'generator-errors',
  'unsent-requests',
  'load-not-delivered',
  'unexplained-threshold',
] as const;
export type FaultCode = (typeof faultCodes)[number];

export const faultShape = object({
  code: codeOf(faultCodes),
  message: text,
  phases: described(list(text), 'The phases whose evidence it spoils.'),
});

/** What makes the run itself unsound. */
export type Fault = TypeOf<typeof faultShape>;

/** Whether a fault spoils what was measured in a phase; in the whole run (null) where it spoils any. */
export function touches({ phases }: Fault, phase: string | null): boolean {
  return phase === null ? phases.length > 0 : phases.includes(phase);
}
