// Values of a JSON Schema, made from the schema itself: so that they cover all of it, whatever is added to it.
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import schema from '../../../lib/core/document/acceptance.schema.json' with { type: 'json' };
import { hostileText } from '../render/hostile.ts';

type Node = Readonly<Record<string, unknown>>;

const ajv = new Ajv({ allErrors: true, strictTypes: false });
ajv.addSchema(schema, 'document');

/** Whether a value is a document by the published schema. */
export const isDocument = (value: unknown): boolean => ajv.validate('document', value) === true;

const understood = new Set([
  '$ref',
  'const',
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
  if (typeof node['$ref'] === 'string') return arbitraryOf(definition(node['$ref']));
  if ('const' in node) return fc.constant(node['const']);
  if (Array.isArray(node['enum'])) return fc.constantFrom(...node['enum']);
  if (Array.isArray(node['oneOf'])) return fc.oneof(...node['oneOf'].map(arbitraryOf));
  const types = Array.isArray(node['type']) ? node['type'] : [node['type']];
  return fc.oneof(...types.map((type) => ofType(String(type), node)));
}

function definition(reference: string): Node {
  const found = Object.entries<Node>(schema.$defs).find(([name]) => reference === `#/$defs/${name}`);
  if (found === undefined) throw new Error(`the schema has no ${reference}`);
  return found[1];
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

/** Conditions in `allOf` are met by looking which objects meet them. */
function objectOf(node: Node): fc.Arbitrary<unknown> {
  const { properties, required, additionalProperties, allOf } = node;
  const fields = Object.entries<Node>(Object(properties));
  if (additionalProperties !== false || JSON.stringify(required) !== JSON.stringify(fields.map(([name]) => name))) {
    throw new Error('the generator knows only objects with exactly the fields that they list');
  }
  const whole = fc.record(Object.fromEntries(fields.map(([name, field]) => [name, arbitraryOf(field)])));
  if (allOf === undefined) return whole;
  const meets = ajv.compile({ allOf });
  return whole.filter((value) => meets(value));
}

/** Every acceptance document that the schema allows, as plain data. */
export const anyAcceptance: fc.Arbitrary<Record<string, unknown>> = arbitraryOf({ $ref: '#/$defs/acceptance' }).map(
  Object,
);

/** Every emergency document. */
export const anyEmergency: fc.Arbitrary<Record<string, unknown>> = arbitraryOf({ $ref: '#/$defs/emergency' }).map(
  Object,
);
