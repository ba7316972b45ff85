import type { Mutant } from '../mutant.ts';
import { abortSlips } from './abort-slips.ts';
import { deliverySlips } from './delivery-slips.ts';
import { faultSlips } from './fault-slips.ts';
import { gateSlips } from './gate-slips.ts';
import { measureSlips } from './measure-slips.ts';
import { observationSlips } from './observation-slips.ts';
import { planSlips } from './plan-slips.ts';
import { thresholdSlips } from './threshold-slips.ts';
import { verdictSlips } from './verdict-slips.ts';

/** Slips of the pen in what judges: a unit test has to fail for each. */
export const slips: readonly Mutant[] = [
  ...verdictSlips,
  ...observationSlips,
  ...faultSlips,
  ...deliverySlips,
  ...abortSlips,
  ...measureSlips,
  ...planSlips,
  ...thresholdSlips,
  ...gateSlips,
];
