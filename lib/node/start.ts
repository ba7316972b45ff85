// `npm start`: from nothing to a verdict. Gets k6, starts the demo service, runs the stress script against it.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stop } from './child-process.ts';
import { startDemoService } from './demo-service.ts';
import { getK6, renderK6 } from './get-k6/get-k6.ts';
import { judgedRun } from './judged-run.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
});

async function main(): Promise<number> {
  const k6 = await getK6();
  process.stderr.write(`${renderK6(k6)}\n`);
  const demo = await startDemoService(join(root, 'dist', 'demo', 'main.js'));
  try {
    return await judgedRun({
      k6: k6.path,
      script: 'dist/stress.js',
      options: ['-e', `BASE_URL=${demo.url}`],
      reportFolder: 'reports',
      workingDirectory: root,
    });
  } finally {
    await stop(demo, 3000);
  }
}
