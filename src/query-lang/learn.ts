import { isObject } from '../model/record.js';
import type { Model, Schema, SchemaField } from './schema.js';

const MAX_EVENTS = 500;
const MAX_DEPTH = 6;
/** Names of one object; an object with more is a table, whose keys are data. */
const MAX_KEYS = 100;
const MAX_VALUES = 20;
/** Longer texts are prose: nobody picks them from a list. */
const MAX_VALUE_LENGTH = 80;

const NAME = /^[A-Za-z_]\w*$/;

interface Node {
  fields: Map<string, Node>;
  values: Map<string, number>;
  types: Set<SchemaField['type']>;
}

/**
 * The schema with what events show besides: names inside open JSON that it does not list, with the types of their values, and
 * for fields without options the commonest values as examples. Looks at the first 500 events; reads plain data of any shape and
 * never throws. The schema given is not changed.
 */
export function learnFromEvents(schema: Schema, events: readonly unknown[]): Schema {
  const root = newNode();
  for (const event of events.slice(0, MAX_EVENTS)) {
    try {
      collect(root, event, 0);
    } catch {
      // A host's own object that will not be read has nothing to teach.
    }
  }
  const models = new Map(schema.models);
  extend(schema.current, root, models, true);
  return { ...schema, models };
}

function newNode(): Node {
  return { fields: new Map(), values: new Map(), types: new Set() };
}

function collect(node: Node, value: unknown, depth: number): void {
  if (isObject(value)) {
    node.types.add('relation');
    if (depth >= MAX_DEPTH) return;
    for (const [key, inner] of Object.entries(value)) {
      if (!NAME.test(key)) continue;
      let child = node.fields.get(key);
      if (!child) {
        if (node.fields.size >= MAX_KEYS) continue;
        child = newNode();
        node.fields.set(key, child);
      }
      collect(child, inner, depth + 1);
    }
    return;
  }
  const type = typeOf(value);
  if (!type) return;
  node.types.add(type);
  const text = String(value);
  if (type !== 'bool' && text !== '' && text.length <= MAX_VALUE_LENGTH)
    node.values.set(text, (node.values.get(text) ?? 0) + 1);
}

function typeOf(value: unknown): SchemaField['type'] | null {
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'bigint':
      return 'int';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float';
    case 'boolean':
      return 'bool';
    default:
      return null;
  }
}

/** Adds to a model what its node has seen; new models are named after their place. */
function extend(name: string, node: Node, models: Map<string, Model>, isRoot: boolean): void {
  const model: Model = models.get(name) ?? { fields: new Map<string, SchemaField>(), open: true };
  const fields = new Map(model.fields);
  for (const [key, child] of node.fields) {
    const known = fields.get(key);
    // The columns of an event are what the schema says they are.
    if (!known && (isRoot || !model.open)) continue;
    const field = known ? withExamples(known, child) : newField(`${name}.${key}`, child);
    fields.set(key, field);
    if (field.type === 'relation' && child.fields.size > 0) extend(field.relation ?? '', child, models, false);
  }
  // `event_uuid` is `pk` in the record: its values come from there.
  for (const [key, field] of fields) {
    const source = field.property === undefined ? undefined : node.fields.get(field.property);
    if (source) fields.set(key, withExamples(field, source));
  }
  models.set(name, { ...model, fields });
}

function newField(relation: string, node: Node): SchemaField {
  const [type, ...others] = [...node.types];
  if (node.fields.size > 0) return { type: 'relation', nullable: true, relation };
  const one =
    type !== undefined &&
    type !== 'relation' &&
    (others.length === 0 || [...node.types].every(each => each === 'int' || each === 'float'));
  return withExamples({ type: one ? (others.length > 0 ? 'float' : type) : 'unknown', nullable: true }, node);
}

function withExamples(field: SchemaField, node: Node): SchemaField {
  if (field.options?.length || field.type === 'relation' || field.type === 'datetime' || node.values.size === 0)
    return field;
  const examples = [...node.values].sort((a, b) => b[1] - a[1]).slice(0, MAX_VALUES);
  return { ...field, examples: examples.map(([value]) => value) };
}
