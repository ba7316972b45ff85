import { parseSync } from '@babel/core';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Declares by `let` what a bundle declares by `var` at its top: esbuild writes `var` there whatever the source says, and k6
 * then keeps a table of the names in every VU, some 2 kB. Both words are of one length, so that source maps stay right.
 *
 * @returns {import('esbuild').Plugin}
 */
export function lexicalTopLevel() {
  return {
    name: 'lexical-top-level',
    setup({ initialOptions, onEnd }) {
      const isWritten = initialOptions.write !== false;
      initialOptions.write = false;
      onEnd(async ({ outputFiles = [] }) => {
        for (const file of outputFiles) {
          if (file.path.endsWith('.js')) file.contents = new TextEncoder().encode(withLet(file.text));
          if (!isWritten) continue;
          await mkdir(dirname(file.path), { recursive: true });
          await writeFile(file.path, file.contents);
        }
      });
    },
  };
}

/** @param {string} bundle An ES module. */
export function withLet(bundle) {
  const program = parseSync(bundle, { sourceType: 'module', babelrc: false, configFile: false })?.program;
  let text = bundle;
  for (const statement of program?.body ?? []) {
    const { type, start } = statement;
    if (type !== 'VariableDeclaration' || statement.kind !== 'var' || typeof start !== 'number') continue;
    text = `${text.slice(0, start)}let${text.slice(start + 3)}`;
  }
  return text;
}
