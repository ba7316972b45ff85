import { invalid, InvalidInputError } from '../language/invalid.ts';

/**
 * A list of a plan, or a function that gives it. Only who parses the plan calls the function, so that nobody else has
 * to build and keep the list: in k6 each VU pays for whatever its script makes.
 */
export type GivenList<Item> = readonly Item[] | (() => readonly Item[]);

/**
 * The list beside the function in a signature that infers `Given` from the argument: nothing when a function is given.
 * TypeScript points at the wrong item of a function's list, and not at the whole function, only where no list stands
 * beside it.
 */
export type ListUnlessFunction<Given, Item> = Given extends () => unknown ? never : ListInferring<Given, Item>;

/** A list. The branch that is never taken is where TypeScript infers `Given` from. */
type ListInferring<Given, Item> = [Given] extends [never] ? Given : readonly Item[];

/**
 * The list itself.
 *
 * @param what What the list holds, as the plan's field is called.
 * @throws When the function throws, or gives something else. An error that already says what is invalid is passed on.
 */
export function listOf<Item>(given: GivenList<Item>, what: string): readonly Item[] {
  if (typeof given !== 'function') return given;
  const list = called(given, what);
  if (!Array.isArray(list)) {
    throw invalid(`result of the function ${what} of plan`, 'a list', list, 'Return the list itself');
  }
  return list;
}

function called<Item>(give: () => readonly Item[], what: string): readonly Item[] {
  try {
    return give();
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    throw invalid(
      `function ${what} of plan`,
      'no exception',
      error instanceof Error ? String(error) : error,
      'Correct the function',
    );
  }
}
