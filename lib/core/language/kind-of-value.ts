/** What kind of a value it is, for errors about values that can be secret: `a text`, `nothing`, `a Map`. */
export function kindOfValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'boolean':
      return String(value);
    case 'number':
      return Number.isFinite(value) ? 'a number' : String(value);
    case 'object':
      return kindOfObject(value);
    default:
      return `a ${typeof value}`;
  }
}

function kindOfObject(value: object): string {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind === 'Object') return 'an object';
  return kind === 'Array' ? 'a list' : `a ${kind}`;
}
