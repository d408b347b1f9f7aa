/** The types of DjangoQL's introspection. */
export const FIELD_TYPES = ['str', 'int', 'float', 'bool', 'date', 'datetime', 'relation', 'unknown'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** A value that a field may have, and what people call it. */
export interface Option {
  readonly value: string;
  readonly label?: string;
  /** Other names that a server may know it by. */
  readonly aliases?: readonly string[];
  /** How many events have it, where somebody counted. */
  readonly count?: number;
}

/** One field of a {@link Model}. */
export interface SchemaField {
  readonly type: FieldType;
  /** Whether it may be compared with None. */
  readonly nullable: boolean;
  /** For `relation`: the model that its parts belong to. One that the schema lacks counts as empty and open. */
  readonly relation?: string;
  /** Values to offer. */
  readonly options?: readonly Option[];
  /** The options are a closed choice of the server's, which reads a label as its value. */
  readonly choices?: boolean;
  /** The server can be asked for values. */
  readonly suggests?: boolean;
  readonly format?: 'uuid' | 'ip';
  /**
   * No value of an event: stands for the names of the fields that an event lacks, and is compared with names. See
   * {@link ABSENCE_FIELD}.
   */
  readonly absence?: boolean;
  /** Property of the event that holds it, where that has another name: `event_uuid` is `pk`. */
  readonly property?: string;
  /** One sentence: what it means. */
  readonly description?: string;
  /** Values met in events, for hover and completion. */
  readonly examples?: readonly string[];
}

export interface Model {
  readonly fields: ReadonlyMap<string, SchemaField>;
  /** JSON: any other key may be there, too, and a missing one is unknown rather than null. */
  readonly open: boolean;
}

/** What can be asked for. Plain data: `structuredClone` carries it. */
export interface Schema {
  /** Name of the model that queries start from. */
  readonly current: string;
  readonly models: ReadonlyMap<string, Model>;
  /** What the server behind it reads: our language, or DjangoQL, which lacks some of it. */
  readonly dialect: 'event-query' | 'djangoql';
  /** Where the server may be asked for values (DjangoQL's suggestions API). */
  readonly suggestionsUrl?: string;
}

/** Where a name leads. */
export interface Resolved {
  /** The whole name: as typed, or under `context` when the schema has no such root. */
  readonly path: readonly string[];
  /** Moved under `context`. */
  readonly moved: boolean;
  /** What the schema knows of it; null for a key of open JSON that it does not list. */
  readonly field: SchemaField | null;
  /** Inside JSON: a missing value is unknown. Otherwise it is a column, whose missing value is null. */
  readonly json: boolean;
}

/** A name that leads nowhere. */
export interface Unresolved {
  /** Which part of the name is unknown. */
  readonly unknownPart: number;
  /** The names that could stand there; empty when the part before has none. */
  readonly choices: readonly string[];
}

/** The root under which other roots are looked up. */
export const FALLBACK_ROOT = 'context';

/**
 * The virtual field of events: `missing = "context.geo.city"` finds events without a city. A key of that name is
 * `context.missing`; what has parts (`missing.x`) is looked up under `context` as ever.
 */
export const ABSENCE_FIELD = 'missing';

/** Finds what a dotted name stands for. */
export function resolveField(schema: Schema, path: readonly string[]): Resolved | Unresolved {
  const root = schema.models.get(schema.current);
  const first = root?.fields.get(path[0]!);
  const moved =
    (!first || (first.absence === true && path.length > 1)) && root?.fields.get(FALLBACK_ROOT)?.type === 'relation';
  const full = moved ? [FALLBACK_ROOT, ...path] : path;
  let model = root;
  let field: SchemaField | null = null;
  let json = false;
  for (let i = 0; i < full.length; i += 1) {
    if (field && field.type !== 'relation') {
      if (!json) return { unknownPart: moved ? i - 1 : i, choices: [] };
      field = null;
    }
    const known: SchemaField | undefined = model?.fields.get(full[i]!);
    if (!known) {
      if (i === 0 ? root && root.fields.size > 0 : !json) {
        return { unknownPart: i, choices: [...(model?.fields.keys() ?? [])] };
      }
      return { path: full, moved, field: null, json };
    }
    field = known;
    if (known.type === 'relation') {
      model = schema.models.get(known.relation ?? '');
      const inside = i + 1 < full.length;
      if (inside) json = !model || model.open;
    } else if (i + 1 < full.length) model = undefined;
  }
  return { path: full, moved, field, json };
}

export function isResolved(resolution: Resolved | Unresolved): resolution is Resolved {
  return 'path' in resolution;
}

/**
 * Whether a relation leads to another table, and not into JSON: DjangoQL compares such a one with None whether or not it calls
 * it nullable.
 */
export function isForeignKey(schema: Schema, field: SchemaField): boolean {
  return field.type === 'relation' && schema.models.get(field.relation ?? '')?.open === false;
}

/** The value that a label stands for in a closed choice; null when it is no label, or is a value itself. */
export function valueOfLabel(field: SchemaField, text: string): string | null {
  let found: string | null = null;
  for (const { value, label, aliases } of field.options ?? []) {
    if (value === text) return null;
    if (label === text || aliases?.includes(text)) found ??= value;
  }
  return found;
}

/**
 * One schema out of two: what `over` says wins, what only `base` knows is kept: descriptions, labels, and keys of open JSON. What
 * belongs together is told by its place from the current model on, for two servers may name the models of JSON fields
 * otherwise; models that neither leads to, by their name. The current model, the dialect and the closed models are those of
 * `over`.
 */
export function mergeSchemas(base: Schema, over: Schema): Schema {
  const models = new Map([...base.models, ...over.models]);
  const merged = new Set<string>();
  const merge = (known: string, name: string): void => {
    const [from, to] = [base.models.get(known), over.models.get(name)];
    if (!from || merged.has(name)) return;
    merged.add(name);
    if (!to) {
      // A relation to a model that the server does not tell of.
      if (from.open) models.set(name, from);
      return;
    }
    // A server tells of what is in its events; what is asked of an event as a whole is the language's own.
    const added = onlyIn(from.fields, to.fields).filter(([, field]) => to.open || field.absence);
    const fields = new Map([...to.fields, ...added]);
    for (const [key, field] of to.fields) {
      const same = from.fields.get(key);
      if (!same) continue;
      fields.set(key, mergeFields(same, field));
      if (same.type === 'relation' && field.type === 'relation') merge(same.relation ?? '', field.relation ?? '');
    }
    models.set(name, { open: to.open, fields });
  };
  merge(base.current, over.current);
  for (const name of over.models.keys()) merge(name, name);
  return { ...over, models };
}

function onlyIn<T>(map: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>): [string, T][] {
  return [...map].filter(([key]) => !other.has(key));
}

function mergeFields(base: SchemaField, over: SchemaField): SchemaField {
  const options = over.options?.length ? over.options : base.options;
  const labels = new Map(base.options?.map(option => [option.value, option]));
  return {
    ...base,
    ...over,
    type: over.type === 'unknown' ? base.type : over.type,
    ...(options && {
      options: options.map(option => (option.label ? option : { ...labels.get(option.value), ...option })),
    }),
  };
}
