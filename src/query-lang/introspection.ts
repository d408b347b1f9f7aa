import { isObject } from '../model/record.js';
import { EVENT_MODEL, eventSchema } from './event-schema.js';
import {
  FIELD_TYPES,
  mergeSchemas,
  type FieldType,
  type Model,
  type Option,
  type Schema,
  type SchemaField,
} from './schema.js';

/**
 * The schema of a server that speaks DjangoQL, from its introspection: `{current_model, models: {MODEL: {FIELD: {type,
 * nullable, options, relation}}}}`, which authentik calls `autocomplete`.
 *
 * `options` may be a list, null, or (with DjangoQL's suggestions API) true or false. Nothing is taken for granted: what does
 * not have the expected form is left out, and anything but an object gives an empty schema. A relation whose model is missing
 * or empty, and authentik's JSON fields, may have any part. For authentik's events, what {@link eventSchema} knows of labels
 * and of the keys inside JSON is added.
 */
export function schemaFromIntrospection(json: unknown): Schema {
  const source = isObject(json) ? json : {};
  const current = typeof source.current_model === 'string' ? source.current_model : '';
  const models = new Map<string, Model>();
  if (isObject(source.models)) {
    for (const [name, fields] of Object.entries(source.models)) models.set(name, readModel(name, fields, current));
  }
  const url = source.suggestions_api_url;
  const schema: Schema = {
    current,
    models,
    dialect: 'djangoql',
    ...(typeof url === 'string' && url !== '' && { suggestionsUrl: url }),
  };
  return current === EVENT_MODEL ? mergeSchemas(eventSchema, schema) : schema;
}

function readModel(name: string, source: unknown, current: string): Model {
  const fields = new Map<string, SchemaField>();
  if (isObject(source)) {
    for (const [key, value] of Object.entries(source)) if (isObject(value)) fields.set(key, readField(value));
  }
  // authentik names the model of a JSON field after its model and itself: "authentik_events.event_context".
  return {
    fields,
    open: name !== current && (fields.size === 0 || (current !== '' && name.startsWith(`${current}_`))),
  };
}

function readField(source: Record<string, unknown>): SchemaField {
  const type = FIELD_TYPES.includes(source.type as FieldType) ? (source.type as FieldType) : 'unknown';
  const options = Array.isArray(source.options) ? source.options.flatMap(readOption) : [];
  return {
    type,
    nullable: source.nullable === true,
    ...(typeof source.relation === 'string' && { relation: source.relation }),
    ...(options.length > 0 && { options }),
    ...(source.options === true && { suggests: true }),
  };
}

function readOption(source: unknown): Option[] {
  switch (typeof source) {
    case 'string':
      return [{ value: source }];
    case 'number':
    case 'bigint':
      return [{ value: String(source) }];
    default:
      return [];
  }
}
