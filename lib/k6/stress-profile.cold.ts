// A profile is made in VU 0, by the plan's `profile` function.
export { stressProfile } from '../core/plan/stress-profile.ts';
