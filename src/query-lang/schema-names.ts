import type { Model, Schema, SchemaField } from './schema.js';

/** A field and the name that it has in a query, or a part of that name. */
export interface NamedField {
  readonly name: string;
  readonly field: SchemaField;
}

/** The fields of a model, in its order. */
export function fieldsOf(schema: Schema, name: string): readonly NamedField[] {
  const model = schema.models.get(name);
  if (!model) return [];
  let fields = fieldsOfModel.get(model);
  if (!fields) {
    fields = [...model.fields].map(([name, field]) => ({ name, field }));
    fieldsOfModel.set(model, fields);
  }
  return fields;
}

const fieldsOfModel = new WeakMap<Model, readonly NamedField[]>();

/** Relations may lead back to where they come from; nobody types deeper names than this. */
const MAX_PARTS = 4;
/** Enough for any real schema, and little enough to look through at every key. */
const MAX_NAMES = 20_000;
const namesOf = new WeakMap<Schema, readonly NamedField[]>();

/** Every name of a schema with its dots, shorter ones first. */
export function allFields(schema: Schema): readonly NamedField[] {
  let names = namesOf.get(schema);
  if (!names) {
    names = collectFields(schema);
    namesOf.set(schema, names);
  }
  return names;
}

function collectFields(schema: Schema): NamedField[] {
  const found: NamedField[] = [];
  let level: { prefix: string; model: string; path: readonly string[] }[] = [
    { prefix: '', model: schema.current, path: [schema.current] },
  ];
  for (let depth = 0; depth < MAX_PARTS && level.length > 0; depth += 1) {
    const next: typeof level = [];
    for (const { prefix, model, path } of level) {
      for (const { name, field } of fieldsOf(schema, model)) {
        if (found.length >= MAX_NAMES) return found;
        found.push({ name: prefix + name, field });
        const { relation } = field;
        // A model that is on the way already would only lead round in a circle.
        if (relation !== undefined && !path.includes(relation))
          next.push({ prefix: `${prefix}${name}.`, model: relation, path: [...path, relation] });
      }
    }
    level = next;
  }
  return found;
}
