import { createInterface } from 'node:readline';
import { start, type Started } from './child-process.ts';

/** The running demo service, on a free port of the loopback interface. */
export type DemoService = Started & { readonly url: string };

/**
 * Starts the demo service and waits until it answers.
 *
 * @param script The built demo.
 * @throws When it ends before it says where it listens.
 */
export async function startDemoService(script: string): Promise<DemoService> {
  const env = { ...process.env, PORT: '0', DEMO_EXIT_WITH_STDIN: '1' };
  const service = await start(process.execPath, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdout } = service.child;
  if (stdout === null) throw new Error('The demo service has no standard output.');
  for await (const line of createInterface({ input: stdout })) {
    const url = /^demo service on (http:\S+)$/.exec(line)?.[1];
    if (url !== undefined) return { ...service, url };
  }
  const { code, signal } = await service.ended;
  throw new Error(`The demo service ended before it listened (${signal ?? `exit code ${code}`}).`);
}
