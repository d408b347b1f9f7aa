import { ACTION_GROUPS, actionInfo } from '../actions.js';
import { canonicalJson } from '../json.js';
import { compareText } from '../order.js';
import { getPath, parsePath } from '../path.js';
import { finish, leadingSteps } from '../steps.js';
import { AggregateError, BY_GROUP, MAX_TOP, MISSING_KEY, OTHER_KEY, VALUE_LENGTH, type JsonScalar } from './types.js';

/** The events to count, in any order. An array is one. */
export interface EventSource {
  readonly length: number;
  at(index: number): unknown;
}

/** Roots of a record that hold a text, and those that hold JSON. A root that is none of them is looked up under `context`. */
const TEXT_ROOTS: ReadonlySet<string> = new Set(['pk', 'action', 'app', 'client_ip']);
const JSON_ROOTS: ReadonlySet<string> = new Set(['user', 'brand', 'context']);

/** Where a path leads in a record, as a query would read it. */
export interface FieldPath {
  readonly root: string;
  /** Within a JSON root; empty for the root itself. */
  readonly keys: readonly string[];
  readonly json: boolean;
}

/**
 * Reads a path as a query reads a name: `event_uuid` is `pk`, and a root no record has is looked up under `context`.
 *
 * @throws AggregateError for times, of which every event has another, and for no path at all
 */
export function fieldPath(path: string, option: string): FieldPath {
  const [first = '', ...rest] = parsePath(path);
  if (path === '') throw new AggregateError(option, 'Name a field.');
  if (first === 'created' || first === 'expires')
    throw new AggregateError(option, `${first} is a time: count it with a histogram.`);
  const root = first === 'event_uuid' ? 'pk' : first;
  if (TEXT_ROOTS.has(root)) return { root, keys: rest, json: false };
  return JSON_ROOTS.has(root)
    ? { root, keys: rest, json: true }
    : { root: 'context', keys: [first, ...rest], json: true };
}

/** What an event has at a field: a scalar, null, an object, or undefined for nothing. Never throws. */
export type ValueReader = (event: unknown) => unknown;

export function valueReader({ root, keys, json }: FieldPath): ValueReader {
  const path = [root, ...keys];
  if (!json) {
    if (keys.length > 0) return () => undefined;
    const read = root === 'action' ? readAction : (event: unknown) => getPath(event, path);
    return event => {
      const value = read(event);
      // As a column of texts would hold it.
      return typeof value === 'string' ? value : value === undefined || value === null ? null : canonicalJson(value);
    };
  }
  return keys.length > 0 ? event => getPath(event, path) : event => getPath(event, path) ?? null;
}

/** Written out, for engines read a name they know much faster than one they are told; asked a million times. */
function readAction(event: unknown): unknown {
  try {
    return (event as { action?: unknown } | null | undefined)?.action;
  } catch {
    return undefined;
  }
}

/** The same for the time. */
export function readCreated(event: unknown): unknown {
  try {
    return (event as { created?: unknown } | null | undefined)?.created;
  } catch {
    return undefined;
  }
}

const GROUPS: ReadonlySet<unknown> = new Set(ACTION_GROUPS);

/** The kind of an event's action, as `actionInfo` tells it. */
function groupReader(): ValueReader {
  const known = new Map<unknown, string | null>();
  return event => {
    const action = readAction(event);
    let group = known.get(action);
    if (group === undefined) {
      const info = actionInfo(action);
      group = info.known ? info.group : null;
      if (typeof action === 'string' && known.size < 10_000) known.set(action, group);
    }
    if (group !== null) return group;
    const own = getPath(event, GROUP_PATH);
    return GROUPS.has(own) ? own : 'system';
  };
}
const GROUP_PATH = ['context', 'group'];

/** Reads what splits a bucket or a place: a path, or `BY_GROUP`. */
export function keyReader(by: string): ValueReader {
  return by === BY_GROUP ? groupReader() : valueReader(fieldPath(by, 'by'));
}

/** NUL and halves of surrogate pairs, which no database holds: they become U+FFFD, there and here. */
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A value as it counts: texts as they can be stored, whole numbers beyond 2^53 as big integers; undefined for an object. */
export function scalarOf(value: unknown): JsonScalar | undefined {
  switch (typeof value) {
    case 'string':
      return value.replace(UNSTORABLE, '\ufffd');
    case 'number':
      // What no double holds exactly is written as digits everywhere else, too (an infinity as 1e999).
      if (Number.isSafeInteger(value)) return value + 0 || 0;
      if (Number.isFinite(value)) return Number.isInteger(value) ? BigInt(value) : value;
      return Number.isNaN(value) ? null : value > 0 ? 10n ** 999n : -(10n ** 999n);
    case 'bigint':
    case 'boolean':
      return value;
    default:
      return value === null ? null : undefined;
  }
}

/** A scalar as the text that stands for it: a number in plain digits, as PostgreSQL writes it. */
export function scalarText(value: Exclude<JsonScalar, null>): string {
  return typeof value === 'number' ? plainDigits(String(value)) : String(value);
}

/** `1.5e-7` as `0.00000015`. Only small fractions are written with an exponent: bigger numbers are whole. */
function plainDigits(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (!match) return text;
  const [, sign, first, rest = '', exponent] = match;
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${first}${rest}`;
}

/** Whether a text has at most so many code points. */
export function isShort(text: string): boolean {
  if (text.length <= VALUE_LENGTH) return true;
  if (text.length > VALUE_LENGTH * 2) return false;
  let points = 0;
  for (let i = 0; i < text.length; i += 1) {
    points += 1;
    if (text.codePointAt(i)! > 0xffff) i += 1;
  }
  return points <= VALUE_LENGTH;
}

/** @throws AggregateError */
export function readTop(top: number | undefined): number {
  if (top === undefined) return 10;
  if (!Number.isInteger(top) || top < 0 || top > MAX_TOP)
    throw new AggregateError('top', `top is a whole number from 0 to ${MAX_TOP}.`);
  return top;
}

/** Gives each value of a field a small number, so that counting is done in typed arrays. */
export class KeyIndex {
  /** What stands at numbers 0 and 1: nothing, and texts that are too long to be keys. */
  static readonly MISSING = 0;
  static readonly LONG = 1;
  readonly #byValue = new Map<unknown, number>();
  readonly #byText = new Map<string, number>();
  /** The key of each number. */
  readonly texts: string[] = [MISSING_KEY, OTHER_KEY];

  of(value: unknown): number {
    const known = this.#byValue.get(value);
    if (known !== undefined) return known;
    const index = this.#add(value);
    // Objects are each different; to keep them would only fill memory.
    if (typeof value !== 'object' && typeof value !== 'function') this.#byValue.set(value, index);
    return index;
  }

  #add(value: unknown): number {
    const scalar = scalarOf(value);
    if (scalar === undefined || scalar === null) return KeyIndex.MISSING;
    const text = scalarText(scalar);
    if (!isShort(text)) return KeyIndex.LONG;
    let index = this.#byText.get(text);
    if (index === undefined) {
      index = this.texts.push(text) - 1;
      this.#byText.set(text, index);
    }
    return index;
  }
}

/** Which keys are shown, and under which of them each number counts. */
export interface ChosenKeys {
  keys: string[];
  other: boolean;
  /** For each number of the index the position of its column: those of `keys`, then one for all others. */
  columns: Uint32Array;
}

/** @param counts - events of each number of `index` */
export function chooseKeys({ texts }: KeyIndex, counts: ArrayLike<number>, top: number): ChosenKeys {
  const values: number[] = [];
  for (let i = 2; i < texts.length; i += 1) if (counts[i]! > 0) values.push(i);
  const inOrder = (a: number, b: number) => counts[b]! - counts[a]! || compareText(texts[a]!, texts[b]!);
  const chosen = finish(leadingSteps(values, top, inOrder));
  if (counts[KeyIndex.MISSING]! > 0) chosen.push(KeyIndex.MISSING);
  const columns = new Uint32Array(texts.length).fill(chosen.length);
  chosen.forEach((index, column) => (columns[index] = column));
  return {
    keys: chosen.map(index => texts[index]!),
    other: values.length > top || counts[KeyIndex.LONG]! > 0,
    columns,
  };
}

/** An object for counts by key: any text may be a key, `__proto__` too. */
export function countsByKey(): Record<string, number> {
  return Object.create(null) as Record<string, number>;
}
