// Which room of the house may import from which, and inside lib/core which floor from which.

/** Which room may import from which; a pattern without a room is a package. */
const rooms = [
  { room: /^scripts\//, may: [/^lib\/(?:k6|core)\//, /^thresholds\//] },
  { room: /^thresholds\//, may: [/^lib\/core\//] },
  { room: /^lib\/core\//, may: [/^lib\/core\//] },
  { room: /^lib\/k6\//, may: [/^lib\/(?:k6|core)\//, /^k6(?:\/|$)/, /^https:/] },
  { room: /^lib\/node\//, may: [/^lib\/(?:node|core)\//, /^bench\/results\.json$/, /^node:/] },
  { room: /^demo\//, may: [/^demo\//, /^node:/, /^(?!lib\/|scripts\/|thresholds\/|k6(?:\/|$))[\w@]/] },
];

/** The floors of lib/core, the lowest first: a file imports from its own floor and from those before it. */
const floors = ['language', 'statistics', 'document', 'plan', 'compile', 'measure', 'judge', 'render', 'preview'];

/**
 * Whether a file may import from another, or from a package.
 *
 * @param {string} file Below the root of the repository.
 * @param {string} imported Likewise, or a package's name.
 */
export function mayImport(file, imported) {
  const rule = rooms.find(({ room }) => room.test(file));
  if (rule === undefined) return true;
  return rule.may.some((pattern) => pattern.test(imported)) && isOnFloorBelow(file, imported);
}

/** @param {string} file @param {string} imported */
function isOnFloorBelow(file, imported) {
  const [from, to] = [floorOf(file), floorOf(imported)];
  return from === null || to === null || to <= from;
}

/**
 * The place of a file's floor, from the lowest; null of what stands on none, such as the table of contents of lib/core.
 *
 * @param {string} file
 */
function floorOf(file) {
  const [, floor] = /^lib\/core\/(\w+)\//.exec(file) ?? [];
  if (floor === undefined) return null;
  const place = floors.indexOf(floor);
  if (place !== -1) return place;
  throw new Error(
    `Invalid floor: expected one of ${floors.join(', ')}, received "${floor}". Name it in build/rooms.mjs.`,
  );
}

/**
 * The imports that go where their room may not, one sentence each.
 *
 * @param {import('esbuild').Metafile[]} metafiles
 */
export function forbiddenImports(metafiles) {
  return metafiles.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { imports }]) =>
      imports
        .filter(({ path }) => path !== '<runtime>' && !mayImport(file, path))
        .map(({ path, original }) => `${file} must not import ${original ?? path}`),
    ),
  );
}
