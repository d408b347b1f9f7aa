import { jsonForm } from '../../model/json-form.js';

/*
 * A JSON value as the rows of a tree. Only what is open becomes rows, and a long object or array opens in stretches, so
 * the cost of a row does not depend on the size of the value. Pure; knows no DOM.
 */

/**
 * What stands at a row. `cycle`: a value inside itself. `unreadable`: reading it threw, as a host's own getter may.
 * `other`: what JSON has no form for, a function or undefined. `range`: a stretch of a long object or array.
 */
export type JsonKind =
  'object' | 'array' | 'string' | 'number' | 'bigint' | 'boolean' | 'null' | 'other' | 'cycle' | 'unreadable' | 'range';

/** A place in a value, whatever stands there: it lives on when the value is replaced, and remembers whether it is open. */
export class JsonNode {
  open = false;
  readonly #children = new Map<string | number, JsonNode>();

  constructor(
    readonly parent: JsonNode | null = null,
    /** Key of an object, index of an array, `null` for the root. Of a range, its first index. */
    readonly key: string | number | null = null,
    /** Of a range: the stretch of the container it stands for, half-open. */
    readonly range: { readonly from: number; readonly to: number } | null = null,
  ) {}

  /** The place of a key, or of a range, below this one. */
  child(key: string | number, range: { from: number; to: number } | null = null): JsonNode {
    // A range is told from a key by a blank number after it: keys of objects are text, and indexes are numbers.
    const name = range ? -1 - range.from : key;
    let child = this.#children.get(name);
    if (!child || child.range?.to !== range?.to) {
      child = new JsonNode(this, key, range);
      this.#children.set(name, child);
    }
    return child;
  }

  /** Keys from the root down; a range has those of its container. */
  get path(): string[] {
    const path: string[] = [];
    const add = (node: JsonNode) => {
      if (!node.range && node.key !== null) path.push(String(node.key));
    };
    add(this);
    for (let at = this.parent; at; at = at.parent) add(at);
    return path.reverse();
  }
}

/** One row of the tree. */
export interface JsonRow {
  readonly node: JsonNode;
  readonly parent: JsonRow | null;
  readonly kind: JsonKind;
  /** The value; of a range, the container it is a stretch of. */
  readonly value: unknown;
  /** From 0. */
  readonly depth: number;
  /** Fields or items inside. */
  readonly size: number;
  /** Whether its children are rows too. */
  readonly open: boolean;
  /** Position among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

/** A container with more than this is shown in stretches, which are no more rows than that. */
export const WHOLE = 150;
/** So many come first; what follows lies in ranges, */
const FIRST = 100;
/** at most so many, each of a power of ten: a few steps lead to any item of a million, and no step draws many rows. */
const RANGES = 50;

/** Reads containers once: a hundred thousand keys are listed when a row is opened, not at every drawing. */
export class JsonReader {
  readonly #keys = new WeakMap<object, readonly string[] | null>();

  /** Own keys, or `null` when the object cannot be read. */
  keys(object: object): readonly string[] | null {
    let keys = this.#keys.get(object);
    if (keys === undefined) this.#keys.set(object, (keys = readKeys(object)));
    return keys;
  }

  /** How many fields or items, 0 for what has none. */
  size(value: unknown): number {
    if (typeof value !== 'object' || value === null) return 0;
    if (isArray(value)) return value.length;
    return this.keys(value)?.length ?? 0;
  }

  /** Key and value at a position. */
  entry(container: object, index: number): [key: string | number, value: unknown] {
    const key = isArray(container) ? index : (this.keys(container)?.[index] ?? '');
    return [key, jsonForm(read(container, key), UNREADABLE)];
  }
}

/** Stands for a value that could not be read. */
const UNREADABLE: unique symbol = Symbol('unreadable');

function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a revoked proxy
  }
}

function read(container: object, key: string | number): unknown {
  try {
    return (container as Record<string | number, unknown>)[key];
  } catch {
    return UNREADABLE;
  }
}

function readKeys(object: object): string[] | null {
  try {
    return Object.keys(object);
  } catch {
    return null;
  }
}

function kindOf(value: unknown, parent: JsonRow | null, reader: JsonReader): JsonKind {
  const type = typeof value;
  switch (type) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return Number.isNaN(value) ? 'null' : type; // JSON has no NaN
    case 'object':
      if (value === null) return 'null';
      for (let at = parent; at; at = at.parent) if (at.value === value && at.kind !== 'range') return 'cycle';
      if (isArray(value)) return 'array';
      return reader.keys(value as object) ? 'object' : 'unreadable';
    default:
      return value === UNREADABLE ? 'unreadable' : 'other';
  }
}

function row(
  node: JsonNode,
  value: unknown,
  parent: JsonRow | null,
  [position, siblings]: [number, number],
  reader: JsonReader,
): JsonRow {
  const kind = kindOf(value, parent, reader);
  const size = kind === 'object' || kind === 'array' ? reader.size(value) : 0;
  const depth = parent ? parent.depth + 1 : 0;
  return { node, parent, kind, value, depth, size, open: node.open && size > 0, position, siblings };
}

function rangeRow(node: JsonNode, parent: JsonRow, size: number, [position, siblings]: [number, number]): JsonRow {
  const { value, depth } = parent;
  return { node, parent, kind: 'range', value, depth: depth + 1, size, open: node.open, position, siblings };
}

/** The rows right below a container or range. */
export function childRows(parent: JsonRow, reader: JsonReader): JsonRow[] {
  const container = parent.value as object;
  const { from, to } = parent.node.range ?? { from: 0, to: parent.size };
  // Places belong to the container, so that a value keeps its own in whichever range it is shown.
  let home = parent.node;
  while (home.range && home.parent) home = home.parent;

  const direct = to - from <= WHOLE ? to : from + FIRST;
  const step = Math.max(FIRST, 10 ** Math.ceil(Math.log10((to - from) / RANGES)));
  const starts: number[] = [];
  for (let at = direct; at < to; at = Math.floor(at / step + 1) * step) starts.push(at);
  const siblings = direct - from + starts.length;

  const rows: JsonRow[] = [];
  for (let index = from; index < direct; index += 1) {
    const [key, value] = reader.entry(container, index);
    rows.push(row(home.child(key), value, parent, [index - from + 1, siblings], reader));
  }
  starts.forEach((start, n) => {
    const range = { from: start, to: starts[n + 1] ?? to };
    const node = parent.node.child(start, range);
    rows.push(rangeRow(node, parent, range.to - range.from, [direct - from + n + 1, siblings]));
  });
  return rows;
}

/** Opens all that a place lies in, and gives the place; null when nothing is there. */
export function openPlace(
  root: JsonNode,
  value: unknown,
  reader: JsonReader,
  place: readonly (string | number)[],
): JsonNode | null {
  let at = row(root, jsonForm(value, UNREADABLE), null, [1, 1], reader);
  for (const key of place) {
    const container = at;
    const index = typeof key === 'number' ? key : (reader.keys(container.value as object)?.indexOf(key) ?? -1);
    if (container.size === 0 || index < 0) return null;
    for (let inside: JsonRow | undefined = container; inside;) {
      inside.node.open = true;
      const children: JsonRow[] = childRows(inside, reader);
      const found = children.find(({ node, kind }) => kind !== 'range' && node.key === key);
      if (found) at = found;
      inside = found
        ? undefined
        : children.find(({ node: { range } }) => range && range.from <= index && index < range.to);
    }
    if (at === container) return null;
  }
  return at.node;
}

/** All rows of what is open, in reading order. */
export function visibleRows(root: JsonNode, value: unknown, reader: JsonReader): JsonRow[] {
  const rows: JsonRow[] = [];
  // A stack and not recursion: a value may be nested ten thousand deep, and be open all the way.
  const waiting = [row(root, jsonForm(value, UNREADABLE), null, [1, 1], reader)];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    rows.push(next);
    if (next.open) waiting.push(...childRows(next, reader).reverse());
  }
  return rows;
}
