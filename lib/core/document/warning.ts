import { codeOf, object, text, type TypeOf } from '../language/shape.ts';

const warningCodes = [
  'trial',
  'proxied',
  'options-differ',
  'target-saturated',
  'coordinated-omission',
  'dropped-iterations',
  'allowed-exceptions',
  'requests-without-endpoint',
  'unclassified-errors',
  'verdicts-disagree',
] as const;
export type WarningCode = (typeof warningCodes)[number];

export const warningShape = object({ code: codeOf(warningCodes), message: text });

/** What a reader should know before trusting the tables. It changes no verdict. */
export type Warning = TypeOf<typeof warningShape>;
