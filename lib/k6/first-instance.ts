let declarations = 0;

/**
 * Whether k6 runs the script for the first time. It makes four VU 0s, asks the first for the options, and uses the
 * others for setup, teardown and the summary: what they need not do shows in the memory and the start of every run.
 *
 * @param plan The plan's name.
 */
export function isFirstInstance(plan: string): boolean {
  // Not imported, because then every VU would have the module.
  const load: unknown = Reflect.get(globalThis, 'require');
  if (typeof load !== 'function') return true;
  const { SharedArray } = load('k6/data');
  let isFirst = false;
  declarations += 1;
  // k6 fills an array that is shared by that name once in each run.
  void new SharedArray(`k6-acceptance ${plan} ${declarations}`, () => {
    isFirst = true;
    return [];
  });
  return isFirst;
}
