import { expect, test } from 'vitest';
import { runBlocks, type Arm } from '../../bench/blocks.ts';
import { use } from './use.ts';

const quiet = (): void => undefined;

/** Arms that note their order and whose n-th run sends the n-th number of requests, or fails where there is none. */
function noted(requests: Readonly<Record<'a' | 'b', readonly (number | undefined)[]>>): {
  arms: Arm<'a' | 'b'>[];
  order: string[];
} {
  const order: string[] = [];
  const runs = { a: 0, b: 0 };
  const arms = (['a', 'b'] as const).map((name): Arm<'a' | 'b'> => ({
    name,
    async run() {
      order.push(name);
      const sent = requests[name][runs[name]++];
      if (sent === undefined) throw new Error('k6 ended with 99');
      return use({ requests: sent });
    },
  }));
  return { arms, order };
}

test('every other block runs in reverse', async () => {
  const { arms, order } = noted({ a: [1, 1, 1], b: [1, 1, 1] });
  await runBlocks(arms, { blocks: 3, requestTolerance: 0, say: quiet });
  expect(order.join('')).toBe('abbaab');
});

test('the uses of an arm come in the order of the blocks', async () => {
  const { arms } = noted({ a: [100, 99], b: [99, 100] });
  const usesOf = await runBlocks(arms, { blocks: 2, requestTolerance: 0.01, say: quiet });
  expect(usesOf('a').map((each) => each.requests)).toEqual([100, 99]);
  expect(usesOf('b').map((each) => each.requests)).toEqual([99, 100]);
});

test('a block with unequal requests is run again, and so is one that fails', async () => {
  const { arms } = noted({ a: [100, 100, 100], b: [98, undefined, 100] });
  const lines: string[] = [];
  const usesOf = await runBlocks(arms, { blocks: 1, requestTolerance: 0.01, say: (line) => lines.push(line) });
  expect(usesOf('b').map((each) => each.requests)).toEqual([100]);
  expect(lines.filter((line) => line.includes('run again'))).toEqual([
    'block 1 is run again: The arms sent unequal numbers of requests: 100, 98.',
    'block 1 is run again: k6 ended with 99',
  ]);
});

test('more than three disturbed blocks end the bench', async () => {
  const { arms } = noted({ a: [100, 100, 100, 100, 100], b: [98, 98, 98, 98, 100] });
  await expect(runBlocks(arms, { blocks: 1, requestTolerance: 0.01, say: quiet })).rejects.toThrow(
    'unequal numbers of requests: 100, 98.',
  );
});
