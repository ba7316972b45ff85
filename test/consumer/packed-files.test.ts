import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packed } from './packed.ts';

// After a change that is meant: npx vitest run test/consumer/packed-files.test.ts --update
test('the package holds the files of packed-files.txt, and no other', async () => {
  const { files } = await packed(await mkdtemp(join(tmpdir(), 'k6-acceptance-home-')), '--dry-run');
  await expect(`${files.toSorted().join('\n')}\n`).toMatchFileSnapshot('packed-files.txt');
});
