// What the real k6 tells of the stress script, and what the preview makes of it. To write it anew, and then read it:
//   npx vitest run test/goldens --update
import { expect, inject, test } from 'vitest';
import { parseInspection } from '../../lib/core/preview/parse-inspection.ts';
import { previewOf } from '../../lib/core/preview/plan-preview.ts';
import { renderPreview } from '../../lib/core/preview/render-preview.ts';
import { inspectScript } from '../../lib/node/k6-inspect.ts';
import { root } from '../contract/run-k6.ts';
import { roundFigures } from '../core/preview/inspected.ts';

test('the stress script becomes its preview', async () => {
  const inspection = parseInspection(
    await inspectScript(inject('k6'), `${root}/scripts/stress.ts`, ['BASE_URL=http://127.0.0.1:3000']),
  );
  await expect(renderPreview(previewOf(inspection, roundFigures))).toMatchFileSnapshot('stress.preview.txt');
});
