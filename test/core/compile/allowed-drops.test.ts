import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { allowedDrops } from '../../../lib/core/compile/allowed-drops.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import { requiredIterations } from '../../../lib/core/plan/delivered-load.ts';
import { intendedIterations } from '../../../lib/core/plan/profile.ts';
import { planOf } from '../run-data.ts';

it('drops beyond what is allowed leave some phase short: the count by itself never spoils a run', () => {
  const hold = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.constantFrom('s', 'm'), fc.integer({ min: 1, max: 90 }));
  fc.assert(
    fc.property(fc.array(hold, { minLength: 1, maxLength: 4 }), (holds) => {
      const profile = holds.map(([rate, period, seconds], index) => ({
        name: `p${index}`,
        hold: `${rate}/${period}` as const,
        duration: `${seconds}s`,
      }));
      const plan = planOf({ profile, metrics: [], criteria: [{ indicator: 'latency', target: 'avg<5' }] });
      const [scenario, ...others] = allowedDrops(plan);
      expect(others).toEqual([]);
      expect(scenario?.scenario).toBe('plan-1');
      const allowed = scenario?.allowed ?? NaN;
      expect(k6OptionsFor(plan).thresholds['dropped_iterations{scenario:plan-1}']).toEqual([`count<=${allowed}`]);
      const due = plan.phases.reduce((sum, phase) => sum + (intendedIterations(phase) ?? 0), 0);
      const needed = plan.phases.reduce((sum, phase) => sum + (requiredIterations(phase) ?? 0), 0);
      // k6 starts at most as many as are due.
      expect(due - (allowed + 1)).toBeLessThan(needed);
    }),
  );
});
