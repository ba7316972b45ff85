// Values of a JSON Schema, made from the schema itself: so that they cover all of it, whatever is added to it.
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import schema from '../../../lib/core/document/acceptance.schema.json' with { type: 'json' };
import { hostileText } from '../render/hostile.ts';

type Node = Readonly<Record<string, unknown>>;

const ajv = new Ajv({ allErrors: true, strictTypes: false });
ajv.addSchema(schema, 'document');
ajv.addSchema(asLaterVersions(schema), 'later document');

/** Whether a value is a document by the published schema. */
export const isDocument = (value: unknown): boolean => ajv.validate('document', value) === true;

/** Whether a value may be a document of a later minor version: it may have other fields and other codes. */
export const isLaterDocument = (value: unknown): boolean => ajv.validate('later document', value) === true;

/** Every code that a later minor version may have. */
export const anyCode: fc.Arbitrary<string> = fc.stringMatching(/^[a-z][a-z-]*$/);

/** The schema, with any fields beside its own, and any code in place of those that it lists. */
function asLaterVersions(value: unknown): Record<string, unknown> {
  const relaxed = (node: unknown, name = ''): unknown => {
    if (Array.isArray(node)) return node.map((element) => relaxed(element));
    if (typeof node !== 'object' || node === null) return node;
    if (name === 'code') return { type: 'string', pattern: '^[a-z][a-z-]*$' };
    return Object.fromEntries(
      Object.entries(node)
        .filter(([key, field]) => !(key === 'additionalProperties' && field === false))
        .map(([key, field]) => [key, relaxed(field, key)]),
    );
  };
  const { oneOf, ...rest }: Node = Object(relaxed(value));
  // With the fields of both kinds it is one of each.
  return { ...rest, anyOf: oneOf };
}

const understood = new Set([
  '$ref',
  'const',
  'not',
  'enum',
  'oneOf',
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'minItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'pattern',
  'allOf',
  'description',
]);

function arbitraryOf(node: Node): fc.Arbitrary<unknown> {
  const strange = Object.keys(node).find((keyword) => !understood.has(keyword));
  if (strange !== undefined) throw new Error(`the generator does not know the keyword ${strange}`);
  if ('$ref' in node) return arbitraryOf(definition(node));
  if ('const' in node) return fc.constant(node['const']);
  if (Array.isArray(node['enum'])) return fc.constantFrom(...node['enum']);
  if (Array.isArray(node['oneOf'])) return fc.oneof(...node['oneOf'].map(arbitraryOf));
  return fc.oneof(...typesOf(node).map((type) => ofType(type, node)));
}

function definition(node: Node): Node {
  const { $ref: reference } = node;
  const found = Object.entries<Node>(schema.$defs).find(([name]) => reference === `#/$defs/${name}`);
  if (found === undefined) throw new Error(`the schema has no ${reference}`);
  return found[1];
}

function typesOf({ type }: Node): string[] {
  return (Array.isArray(type) ? type : [type]).map(String);
}

function ofType(type: string, node: Node): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return typeof node['pattern'] === 'string' ? fc.stringMatching(new RegExp(node['pattern'])) : hostileText;
    case 'integer':
      return fc.oneof(
        fc.integer({ min: Number(node['minimum'] ?? -1000), max: 1000 }),
        fc.constant(Number(node['minimum'] ?? 0)),
        fc.constant(1e300),
      );
    case 'number':
      return numberOf(node);
    case 'array':
      return fc.array(arbitraryOf(Object(node['items'])), { minLength: Number(node['minItems'] ?? 0), maxLength: 3 });
    case 'object':
      return objectOf(node);
    default:
      throw new Error(`the generator does not know the type ${type}`);
  }
}

function numberOf(node: Node): fc.Arbitrary<number> {
  const above = node['exclusiveMinimum'];
  const [min, max] = [Number(node['minimum'] ?? above ?? -1e308), Number(node['maximum'] ?? 1e308)];
  const ends = [min, max, (Math.max(min, -1) + Math.min(max, 1)) / 2].filter((number) => number !== above);
  return fc
    .oneof(fc.double({ min, max, noNaN: true, minExcluded: above !== undefined }), fc.constantFrom(...ends))
    .map((number) => number + 0);
}

/**
 * Objects with exactly the fields that they list. Of rules on them, each is `anyOf` some kinds of fields: one object is made for
 * each way of picking a kind from every rule, so that none is made in vain. Ways with more words to choose from come more often.
 */
function objectOf(node: Node): fc.Arbitrary<unknown> {
  const { properties, required, additionalProperties, allOf = [] } = node;
  const fields: Readonly<Record<string, Node>> = Object(properties);
  if (additionalProperties !== false || JSON.stringify(required) !== JSON.stringify(Object.keys(fields))) {
    throw new Error('the generator knows only objects with exactly the fields that they list');
  }
  let ways: Readonly<Record<string, Node>>[] = [fields];
  for (const rule of Array.isArray(allOf) ? allOf : []) {
    const kinds = kindsOf(rule);
    ways = ways.flatMap((way) => kinds.map((kind) => narrowedFields(way, kind)).filter((narrow) => narrow !== null));
  }
  return fc.oneof(
    ...ways.map((way) => ({
      weight: Object.values(way).reduce((product, field) => product * wordsOf(field), 1),
      arbitrary: fc.record(Object.fromEntries(Object.entries(way).map(([name, field]) => [name, arbitraryOf(field)]))),
    })),
  );
}

function kindsOf(rule: Node): Node[] {
  const { anyOf, ...others } = rule;
  if (!Array.isArray(anyOf) || Object.keys(others).length > 0) {
    throw new Error('the generator knows only rules of anyOf');
  }
  return anyOf;
}

function wordsOf(field: Node): number {
  return Array.isArray(field['enum']) ? field['enum'].length : 1;
}

/** The fields with the conditions that a kind lays on some; null where one cannot be met. */
function narrowedFields(
  fields: Readonly<Record<string, Node>>,
  { properties, ...others }: Node,
): Record<string, Node> | null {
  if (Object.keys(others).length > 0) throw new Error('the generator knows only conditions on fields');
  const narrow: Record<string, Node> = { ...fields };
  for (const [name, condition] of Object.entries<Node>(Object(properties))) {
    const field = narrow[name];
    if (field === undefined) throw new Error(`there is a condition on ${name}, which is no field`);
    const met = narrowed(field, condition);
    if (met === null) return null;
    narrow[name] = met;
  }
  return narrow;
}

/** The values of the node that meet the condition; null where there are none. */
function narrowed(node: Node, condition: Node): Node | null {
  if ('$ref' in node) return narrowed(definition(node), condition);
  if (Array.isArray(node['oneOf'])) {
    const met = node['oneOf'].flatMap((one: Node) => narrowed(one, condition) ?? []);
    return met.length === 0 ? null : { oneOf: met };
  }
  const [keyword = '', ...more] = Object.keys(condition);
  if (more.length > 0) throw new Error('the generator knows only conditions of one keyword');
  const { [keyword]: demanded } = condition;
  const words = Array.isArray(node['enum']) ? node['enum'] : null;
  if (words !== null && (keyword === 'const' || keyword === 'not')) {
    const met = words.filter((word) => (keyword === 'const' ? word === demanded : word !== Object(demanded)['const']));
    return met.length === 0 ? null : { enum: met };
  }
  if (keyword === 'type') return typesOf(node).includes(String(demanded)) ? { ...node, type: demanded } : null;
  if (keyword === 'properties') {
    const fields = narrowedFields(Object(node['properties']), condition);
    return fields === null ? null : { ...node, properties: fields };
  }
  throw new Error(`the generator does not know the condition ${keyword} here`);
}

/** Every acceptance document that the schema allows, as plain data. */
export const anyAcceptance: fc.Arbitrary<Record<string, unknown>> = arbitraryOf({ $ref: '#/$defs/acceptance' }).map(
  Object,
);

/** Every emergency document. */
export const anyEmergency: fc.Arbitrary<Record<string, unknown>> = arbitraryOf({ $ref: '#/$defs/emergency' }).map(
  Object,
);
