// `npm start`: from nothing to a verdict. Gets k6, starts the demo service, runs the stress script against it.
import { access, constants, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodes, parseVerdict } from '../core/acceptance/parse-verdict.ts';
import { start, stop, type Started } from './child-process.ts';
import { startDemoService } from './demo-service.ts';
import { k6Binary } from './get-k6/k6-binary.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const document = join(root, 'reports', 'stress.acceptance.json');

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
});

async function main(): Promise<number> {
  const k6 = await k6Binary();
  process.stderr.write(`k6 ${k6.version} (${k6.source}): ${k6.path}\n`);
  const demo = await startDemoService(join(root, 'dist', 'demo', 'main.js'));
  try {
    return await acceptanceOf(k6.path, demo.url);
  } finally {
    await stop(demo, 3000);
  }
}

/** The exit code of one run, by its document. It is 0 only when k6 itself ended with 0 as well. */
async function acceptanceOf(k6: string, baseUrl: string): Promise<number> {
  await mkdir(dirname(document), { recursive: true });
  await access(dirname(document), constants.W_OK);
  await Promise.all([rm(document, { force: true }), rm(document.replace(/json$/, 'md'), { force: true })]);
  const args = ['run', '-e', `BASE_URL=${baseUrl}`, '-e', 'REPORT_DIR=reports', 'dist/stress.js'];
  const run = await start(k6, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const forget = passSignalsTo(run);
  const { code, signal } = await run.ended;
  forget();
  const verdict = parseVerdict(
    await readFile(document, 'utf8').catch(() => {
      throw new Error(`INVALID: k6 wrote no acceptance document (${signal ?? `exit code ${code}`}).`);
    }),
  );
  process.stderr.write(`${document}\n`);
  if (code === 0 || exitCodes[verdict] > 0) return exitCodes[verdict];
  process.stderr.write(`INVALID: the document says ${verdict}, but k6 ended with ${signal ?? `exit code ${code}`}.\n`);
  return 2;
}

/** Passes every interrupt on to k6, which ends its run and still writes its summary. */
function passSignalsTo({ child }: Started): () => void {
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  return () => signals.forEach((signal) => process.off(signal, pass));
}
