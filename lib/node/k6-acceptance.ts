#!/usr/bin/env node
// The command `k6-acceptance`: finds the sub-command and shows why it failed. Each sub-command has a file of its own.
import { printable } from '../core/render/printable.ts';
import type { Command } from './command.ts';
import { planCommand } from './plan-command.ts';

const commands: readonly Command[] = [planCommand];

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.split('\n').map(printable).join('\n')}\n`);
  // 2 says the same everywhere: nothing is proved.
  return 2;
});

async function main([name, ...args]: readonly string[]): Promise<number> {
  if ([name, ...args].some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(usage());
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const complaint = name === undefined ? '' : `Invalid command: expected one of these, received "${printable(name)}".\n\n`;
    process.stderr.write(complaint + usage());
    return 2;
  }
  return command.run(args);
}

function usage(): string {
  return `Usage:\n${commands.map((command) => `  k6-acceptance ${command.usage}\n      ${command.summary}\n`).join('')}`;
}
