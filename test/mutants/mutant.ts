import { parseSync, type types } from '@babel/core';
import type { Modules } from './modules.ts';

/** A change of what one name of a module stands for. Some test has to notice it. */
export type Mutant = {
  /** What is wrong then. Differs from all others. */
  readonly what: string;
  /** Below the root of the repository. */
  readonly file: string;
  /** A function, class or constant at the top of the file. */
  readonly name: string;
  /** The code of a function from the original to what takes its place. It knows nothing but the language and the original. */
  readonly replacement: string;
};

/** Takes out what detects faults of the fault table: each of their tests has to fail then. */
export type Detector = Mutant & {
  /** Of the fault table, by their names. */
  readonly faults: readonly string[];
};

/** Makes mutants of one file: `mutant('holds', 'everything holds', (original) => () => true)`. */
export type MutantMaker<File extends keyof Modules> = <Name extends keyof Modules[File] & string>(
  name: Name,
  what: string,
  replacement: (original: Modules[File][Name]) => Modules[File][Name],
) => Mutant;

/** The maker of mutants of the file. A replacement is written and checked in TypeScript; k6 and the tests get its JavaScript. */
export function mutantsOf<File extends keyof Modules>(file: File): MutantMaker<File> {
  return (name, what, replacement) => ({ what, file, name, replacement: replacement.toString() });
}

/**
 * The source in which the name stands for its replacement, also where the module itself uses it.
 *
 * A function stays one that can be called before its place is reached. Of a constant, the first value is replaced.
 *
 * @throws When the name is not there, or is there more than once: then nobody knows what was replaced.
 */
export function mutate(source: string, { what, file, name, replacement }: Mutant): string {
  const program = parseSync(source, {
    babelrc: false,
    configFile: false,
    sourceType: 'module',
    parserOpts: { plugins: ['typescript'] },
  })?.program;
  const places = (program?.body ?? []).flatMap((statement) => placesIn(statement, name));
  const [place] = places;
  if (place === undefined || places.length > 1) {
    throw new Error(
      `Invalid mutant "${what}": expected ${name} once at the top of ${file}, received ${places.length}. Adapt it to the source.`,
    );
  }
  const { start, end } = place;
  return source.slice(0, start) + place.mutated(source.slice(start, end), replacement) + source.slice(end);
}

/** What has to be replaced in a source, and by what. */
type MutablePlace = {
  readonly start: number;
  readonly end: number;
  readonly mutated: (code: string, replacement: string) => string;
};

function placesIn(statement: types.Statement, name: string): MutablePlace[] {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  const exported = declaration === statement ? '' : 'export ';
  switch (declaration?.type) {
    case 'FunctionDeclaration':
      return placeOf(statement, declaration.id, name, (original, replacement) =>
        [
          original,
          // What takes its place is kept on the function: a variable might not be there yet when it is called.
          `${exported}function ${name}() { return (${name}.mutated ??= (${replacement})(${name}__original)).apply(this, arguments); }`,
        ].join('\n'),
      );
    case 'ClassDeclaration':
      return placeOf(statement, declaration.id, name, (original, replacement) =>
        [original, `${exported}const ${name} = (${replacement})(${name}__original);`].join('\n'),
      );
    case 'VariableDeclaration':
      return declaration.declarations.flatMap(({ id, init }) => {
        if (id.type !== 'Identifier' || id.name !== name || typeof init?.start !== 'number') return [];
        const mutated = (code: string, replacement: string): string => `(${replacement})(${code})`;
        return [{ start: init.start, end: init.end ?? init.start, mutated }];
      });
    default:
      return [];
  }
}

/** The statement, if it declares the name. The original gets another name and is not exported. */
function placeOf(
  { start, end }: types.Statement,
  id: types.Identifier | null | undefined,
  name: string,
  mutated: (original: string, replacement: string) => string,
): MutablePlace[] {
  const endOfId = id?.name === name ? id.end : null;
  if (typeof start !== 'number' || typeof end !== 'number' || typeof endOfId !== 'number') return [];
  const endOfName = endOfId - start;
  const renamed = (code: string): string =>
    `${code.slice(0, endOfName)}__original${code.slice(endOfName)}`.replace(/^export /, '');
  return [{ start, end, mutated: (code, replacement) => mutated(renamed(code), replacement) }];
}
