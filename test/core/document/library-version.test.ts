import { expect, it } from 'vitest';
import { libraryVersion } from '../../../lib/core/document/library-version.ts';
import manifest from '../../../package.json' with { type: 'json' };

it('the version that documents name is that of the package', () => {
  expect(libraryVersion).toBe(manifest.version);
});
