import type { Fault, FaultCode } from '../../document/fault.ts';
import type { Plan } from '../../plan/plan.ts';
import { namesOf } from '../../plan/profile.ts';

/** A fault of this version. */
export function faultOf(code: FaultCode, message: string, phases: readonly string[]): Fault {
  return { code, message, phases };
}

/** A fault that spoils every phase. */
export function faultEverywhere(plan: Plan, code: FaultCode, message: string): Fault {
  return faultOf(code, message, namesOf(plan.phases));
}
