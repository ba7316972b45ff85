/** Tags of k6 by their names. Names of the plan that stand in them have passed `parseName`. */
export type Tags = Readonly<Record<string, string>>;

/**
 * The tags of everything that a plan's scenarios do. k6 sets the tag by itself on every sample of a scenario, and on
 * none of setup and teardown. Without it the pre-flight alone could satisfy a criterion on the whole run.
 */
export function planTags(plan: string): Tags {
  return { plan };
}
