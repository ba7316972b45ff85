#!/usr/bin/env node
// The command `k6-acceptance`: finds the sub-command and shows why it failed. Each sub-command has a file of its own.
import { printable } from '../core/language/printable.ts';
import type { Command } from './command.ts';
import { gateCommand } from './gate-command.ts';
import { planCommand } from './plan-command.ts';
import { runCommand } from './run-command.ts';

const commands: readonly Command[] = [planCommand, runCommand, gateCommand];

// Whoever reads may stop reading: the exit code still tells.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.split('\n').map(printable).join('\n')}\n`);
  // 2 says the same everywhere: nothing is proved.
  return 2;
});

async function main([name, ...args]: readonly string[]): Promise<number> {
  // Only in front: behind a script, options are k6's.
  if ([name, args[0]].some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(usage());
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const complaint =
      name === undefined ? '' : `Invalid command: expected one of these, received "${printable(name)}".\n\n`;
    process.stderr.write(complaint + usage());
    return 2;
  }
  return command.run(args);
}

function usage(): string {
  return `Usage:\n${commands.map((command) => `  k6-acceptance ${command.usage}\n      ${command.summary}\n`).join('')}`;
}
