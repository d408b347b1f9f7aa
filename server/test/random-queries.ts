import { getPath, type EventRecord } from 'event-elements/model';

/** A small generator of numbers (mulberry32), so that a failure can be had again. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Names that a query can say, collected from events: columns, and paths into their JSON. */
function fieldsOf(records: readonly EventRecord[]): string[] {
  const fields = new Set(['action', 'app', 'client_ip', 'created', 'event_uuid', 'user', 'brand', 'context']);
  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 4) return;
    for (const [key, inner] of Object.entries(value)) {
      if (!NAME.test(key)) continue;
      fields.add(`${path}.${key}`);
      visit(inner, `${path}.${key}`, depth + 1);
    }
  };
  for (const record of records) {
    visit(record.user, 'user', 0);
    visit(record.brand, 'brand', 0);
    visit(record.context, 'context', 0);
  }
  return [...fields];
}

/** Makes queries about these events: mostly with values they have, so that many match some. */
export function queryMaker(records: readonly EventRecord[], seed: number): () => string {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const fields = fieldsOf(records);
  const common = [
    'action',
    'app',
    'client_ip',
    'created',
    'user.username',
    'user.pk',
    'context.odd',
    'context.geo.country',
  ];

  const valueAt = (field: string): unknown => {
    const path = field === 'event_uuid' ? 'pk' : field;
    return getPath(pick(records), path.split('.'));
  };
  const text = (value: string): string => JSON.stringify(value);
  const piece = (value: string): string => {
    const letters = Array.from(value).slice(0, 60);
    const from = Math.floor(next() * letters.length);
    const part = letters.slice(from, from + 1 + Math.floor(next() * 8)).join('');
    return next() < 0.3 ? part.toUpperCase() : part;
  };
  const constant = (field: string): string => {
    const value = valueAt(field);
    if (typeof value === 'string' && value.length < 500) return text(value);
    if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)))
      return String(value).replace('+', '');
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    return pick(['"x"', '0', '41', 'True', '""', '"2026-11-20"', '9007199254740993']);
  };
  const comparison = (): string => {
    const field = pick(next() < 0.5 ? common : fields);
    const roll = next();
    if (roll < 0.08) {
      const names = Array.from({ length: 1 + Math.floor(next() * 2) }, () => text(pick(fields)));
      return next() < 0.5
        ? `missing ${pick(['=', '!='])} ${names[0]!}`
        : `missing ${pick(['in', 'not in'])} (${names.join(', ')})`;
    }
    if (roll < 0.35) {
      const value = next() < 0.1 ? 'None' : constant(field);
      return `${field} ${pick(['=', '!='])} ${value}`;
    }
    if (roll < 0.5) {
      const items = Array.from({ length: 1 + Math.floor(next() * 3) }, () => constant(field));
      return `${field} ${pick(['in', 'not in'])} (${items.join(', ')})`;
    }
    if (roll < 0.75) {
      const value = valueAt(field);
      const needle =
        typeof value === 'string' && value !== '' ? piece(value) : pick(['a', 'E', '1', '": ', 'null', 'ß', '_', '%']);
      return `${field} ${pick(['~', '!~', 'startswith', 'not startswith', 'endswith', 'not endswith'])} ${text(needle)}`;
    }
    const value = constant(field);
    return `${field} ${pick(['<', '<=', '>', '>='])} ${/^(True|False)$/.test(value) ? '"m"' : value}`;
  };
  const condition = (depth: number): string => {
    const roll = next();
    if (depth === 0 || roll < 0.5) return comparison();
    if (roll < 0.6) return `not (${condition(depth - 1)})`;
    const operands = Array.from({ length: 2 + Math.floor(next() * 2) }, () => condition(depth - 1));
    return `(${operands.join(pick([' and ', ' or ']))})`;
  };
  return () => condition(3);
}
