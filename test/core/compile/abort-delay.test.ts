import { expect, it } from 'vitest';
import { abortDelayMs } from '../../../lib/core/compile/abort-delay.ts';
import { parseProfile } from '../../../lib/core/plan/profile.ts';

const [ramp, hold, pause, users] = parseProfile(
  [
    // 0 → 40/s in 10 s: 200 iterations, of which the square of the time is due.
    { name: 'ramp', ramp: '40/s', duration: '10s' },
    { name: 'hold', hold: '40/s', duration: '10s' },
    { name: 'pause', hold: '0 VUs', duration: '10s' },
    { name: 'users', hold: '5 VUs', duration: '10s' },
  ],
  1,
);
if (ramp === undefined || hold === undefined || pause === undefined || users === undefined) {
  throw new Error('four phases');
}

it.each([
  ['a held rate', [hold], 80, 14_000],
  ['a ramp', [ramp], 50, 7000],
  ['a ramp and what follows it', [ramp, hold], 280, 14_000],
  ['the last of the first phase', [ramp, hold], 200, 10_000],
  ['the first of the second', [ramp, hold], 201, 12_025],
  // No later than the phase ends: then k6 has all that there will be.
  ['a need for nearly all', [hold], 399, 20_000],
  ['a need for all', [hold], 400, 20_000],
  ['a need for more than there will be', [hold], 401, 20_000],
  ['the middle of closed phases', [users], 1, 35_000],
  ['a closed phase after too few', [ramp, hold, pause, users], 601, 35_000],
  ['phases without a load', [pause], 5, 30_000],
])('is the moment of enough samples and 2 s more, for %s', (_, phases, minimum, ms) => {
  expect(abortDelayMs(phases, minimum)).toBeCloseTo(ms, 6);
});
