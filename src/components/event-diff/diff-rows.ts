import { isObject } from '../../model/record.js';
import { stringifyJson } from '../../model/json.js';
import type {
  ArrayChange,
  Change,
  Edit,
  FieldChange,
  JsonValue,
  MembersChange,
  ObjectChange,
} from '../../model/index.js';
import type { Secrets } from './secrets.js';

/*
 * A difference as the rows of a table: before at one side, after at the other. What did not change becomes one row that says
 * how much there is, so the number of rows follows the changes and not the values. Pure; knows no DOM.
 */

/** What a row says of its line. `from` and `to` are the two places of something that moved. */
export type Mark = 'same' | 'add' | 'remove' | 'change' | 'from' | 'to';

export type Path = readonly (string | number)[];

export interface Row {
  /** `line`: a value. `open`: an object or array, whose end is `close`. `fold`: unchanged things that are hidden. */
  readonly kind: 'line' | 'open' | 'close' | 'fold' | 'deep';
  readonly mark: Mark;
  readonly depth: number;
  readonly path: Path;
  /** Name of the field, where there is one to show. */
  readonly key: string | null;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** The side whose value nobody recorded. */
  readonly unknown?: 'before' | 'after' | 'both';
  readonly secret?: boolean;
  /** All members of a set were removed; `before` and `after` say nothing. */
  readonly cleared?: boolean;
  /** Of something that moved: its index at the other place. */
  readonly place?: number;
  /** Of `open`, `close` and what is folded. */
  readonly isOpen?: boolean;
  readonly bracket?: '{' | '[';
  /** Values in it; of a fold, how many are hidden. */
  readonly size?: number;
  /** Of an element of an array: what to call it. */
  readonly label?: string;
  /** Of a fold: the key or index that it begins with. */
  readonly first?: string | number;
  /** Of a fold: some of the names in it. */
  readonly names?: readonly string[];
  /** Index of the row that this one is inside of, or -1. */
  readonly parent: number;
}

/** What a reader has opened and closed. */
export type OpenState = ReadonlyMap<string, boolean>;

/** Objects and arrays that came or went, and unchanged ones that are shown, are open at first up to so many values. */
const OPEN_SIZE = 30;
/** Longer ones are not written on one line. */
const ONE_LINE = 60;
const DEPTH_MAX = 60;
const NAMES = 3;
const LABEL_KEYS = ['name', 'title', 'slug', 'pk', 'id', 'uuid', 'key', 'Sid'];
const LABEL_MAX = 60;

/** Rows made between two looks at the clock. */
const ROWS_AT_ONCE = 300;

/** Makes the rows of a difference, a stretch at a time: ten thousand changes must not stop the page. */
export class RowMaker {
  /** Those made so far, in order. */
  readonly rows: readonly Row[];
  isDone = false;
  readonly #steps: Steps;

  constructor(edit: Edit, open: OpenState, secrets: Secrets, showUnchanged = false) {
    const builder = new Builder(open, secrets, showUnchanged);
    this.rows = builder.rows;
    this.#steps = builder.root(edit);
  }

  /** Goes on until all are made, or so many milliseconds have passed. */
  run(budgetMs = Infinity): void {
    const deadline = performance.now() + budgetMs;
    do this.isDone = this.#steps.next().done === true;
    while (!this.isDone && performance.now() < deadline);
  }
}

/** Makes rows, and stops now and then. */
type Steps = Generator<undefined, void, undefined>;

class Builder {
  readonly rows: Row[] = [];
  readonly #open: OpenState;
  readonly #secrets: Secrets;
  readonly #showUnchanged: boolean;
  #parent = -1;
  #pauseAt = ROWS_AT_ONCE;

  constructor(open: OpenState, secrets: Secrets, showUnchanged: boolean) {
    this.#open = open;
    this.#secrets = secrets;
    this.#showUnchanged = showUnchanged;
  }

  /** The outermost object or array has no row of its own: what is in it begins at the edge. */
  *root({ change, before, after }: Edit): Steps {
    if (!change) {
      if (this.#showUnchanged && before !== undefined) yield* this.#insideOf(before, 'same', [], 0);
      return;
    }
    if (change.kind === 'set') yield* this.#change(change, before, after, null, [], 0);
    else yield* this.#inside(change, before, after, [], 0);
  }

  /** What a reader has made of it, if anything. */
  #isOpen(row: Omit<Row, 'parent'>): boolean | undefined {
    return this.#open.size === 0 ? undefined : this.#open.get(rowId(row));
  }

  #push(row: Omit<Row, 'parent'>): void {
    this.rows.push({ ...row, parent: this.#parent });
  }

  /** Rows inside another; they are made when it is open. */
  *#container(row: Omit<Row, 'parent' | 'kind'>, openAtFirst: boolean, inside: Steps): Steps {
    const shown = { ...row, kind: 'open' as const };
    const isOpen = this.#isOpen(shown) ?? openAtFirst;
    this.#push({ ...shown, isOpen });
    if (!isOpen) return;
    const outer = this.#parent;
    this.#parent = this.rows.length - 1;
    yield* inside;
    this.#parent = outer;
    const { mark, depth, path, bracket } = row;
    const sides = { ...('before' in row && { before: null }), ...('after' in row && { after: null }) };
    this.#push({ kind: 'close', mark, depth, path, key: null, bracket: bracket ?? '{', ...sides });
  }

  *#change(
    change: Change,
    before: JsonValue | undefined,
    after: JsonValue | undefined,
    key: string | null,
    path: Path,
    depth: number,
    moved?: { mark: 'to'; place: number },
  ): Steps {
    if (this.rows.length >= this.#pauseAt) {
      this.#pauseAt = this.rows.length + ROWS_AT_ONCE;
      yield;
    }
    const mark = moved?.mark ?? 'change';
    if (change.kind === 'set') {
      const { unknown } = change;
      const secret = this.#secrets.hides(path, change.before) || this.#secrets.hides(path, change.after);
      if (secret || unknown || (this.#isLine(change.before, path) && this.#isLine(change.after, path))) {
        this.#push({
          kind: 'line',
          mark,
          depth,
          path,
          key,
          before: change.before,
          after: change.after,
          secret,
          ...(unknown && { unknown }),
          ...moved,
        });
      } else {
        yield* this.#value(change.before, 'remove', key, path, depth);
        yield* this.#value(change.after, 'add', key, path, depth);
      }
      return;
    }
    if (this.#secrets.hidesPath(path)) {
      this.#push({
        kind: 'line',
        mark: 'change',
        depth,
        path,
        key,
        before: null,
        after: null,
        secret: true,
      });
      return;
    }
    if (depth > DEPTH_MAX) {
      this.#push({ kind: 'deep', mark: 'change', depth, path, key, before: null, after: null });
      return;
    }
    const label = key === null ? this.#labelOf(after ?? before, path) : undefined;
    const row = {
      mark: moved ? ('to' as const) : ('same' as const),
      depth,
      path,
      key,
      before: null,
      after: null,
      bracket: change.kind === 'object' ? ('{' as const) : ('[' as const),
      size: sizeOf(after ?? before),
      ...(label !== undefined && { label }),
      ...moved,
    };
    yield* this.#container(row, true, this.#inside(change, before, after, path, depth + 1));
  }

  *#inside(
    change: Exclude<Change, { kind: 'set' }>,
    before: JsonValue | undefined,
    after: JsonValue | undefined,
    path: Path,
    depth: number,
  ): Steps {
    if (change.kind === 'object') yield* this.#fields(change, asObject(before), asObject(after), path, depth);
    else if (change.kind === 'array') yield* this.#items(change, asArray(before), asArray(after), path, depth);
    else yield* this.#members(change, path, depth);
  }

  *#fields(
    change: ObjectChange,
    before: Record<string, JsonValue> | undefined,
    after: Record<string, JsonValue> | undefined,
    path: Path,
    depth: number,
  ): Steps {
    const known = { before, after };
    if (!before || !after) {
      for (const field of change.fields) yield* this.#field(field, known, path, depth);
      return;
    }
    const fields = new Map(change.fields.map(field => [field.key, field]));
    // Added fields stand behind the one that they follow in the object after.
    const added = new Map<string | null, FieldChange[]>();
    let last: string | null = null;
    if (change.fields.some(field => field.op === 'add')) {
      for (const key of Object.keys(after)) {
        const field = fields.get(key);
        if (field?.op !== 'add') last = key;
        else if (added.has(last)) added.get(last)!.push(field);
        else added.set(last, [field]);
      }
    }
    const run: string[] = [];
    for (const key of [null, ...Object.keys(before)]) {
      const field = key === null ? undefined : fields.get(key);
      const behind = added.get(key);
      if (key !== null && !field) run.push(key);
      if (field || behind) yield* this.#unchangedFields(run.splice(0), before, path, depth);
      for (const next of [...(field ? [field] : []), ...(behind ?? [])]) {
        fields.delete(next.key);
        yield* this.#field(next, known, path, depth);
      }
    }
    yield* this.#unchangedFields(run, before, path, depth);
    // An edit of which only part is recorded has changes of fields whose values are not.
    for (const field of fields.values()) yield* this.#field(field, known, path, depth);
  }

  *#field(
    field: FieldChange,
    { before, after }: { before: Record<string, JsonValue> | undefined; after: Record<string, JsonValue> | undefined },
    path: Path,
    depth: number,
  ): Steps {
    const { key } = field;
    const at = [...path, key];
    if (field.op === 'change') {
      yield* this.#change(field.change, ownOf(before, key), ownOf(after, key), key, at, depth);
    } else if (field.unknown) {
      const mark = field.op;
      const side = mark === 'add' ? { after: null } : { before: null };
      this.#push({ kind: 'line', mark, depth, path: at, key, unknown: field.unknown, ...side });
    } else yield* this.#value(field.op === 'add' ? field.after : field.before, field.op, key, at, depth);
  }

  *#unchangedFields(keys: readonly string[], object: Record<string, JsonValue>, path: Path, depth: number): Steps {
    if (keys.length === 0) return;
    const first = keys[0]!;
    const rows = this.#sameFields(keys, object, path, depth);
    // A single short value takes no more room than the row that would hide it.
    if (keys.length === 1 && this.#isLine(object[first]!, [...path, first])) yield* rows;
    else yield* this.#fold(first, keys.length, keys.slice(0, NAMES), path, depth, rows);
  }

  *#sameFields(keys: readonly string[], object: Record<string, JsonValue>, path: Path, depth: number): Steps {
    for (const key of keys) yield* this.#value(object[key]!, 'same', key, [...path, key], depth);
  }

  *#sameItems(indexes: readonly number[], array: readonly JsonValue[], path: Path, depth: number): Steps {
    for (const index of indexes) yield* this.#value(array[index]!, 'same', null, [...path, index], depth);
  }

  *#fold(
    first: string | number,
    size: number,
    names: readonly string[],
    path: Path,
    depth: number,
    inside: Steps,
  ): Steps {
    const row = { kind: 'fold', mark: 'same', depth, path, key: null, first, size, names } as const;
    const isOpen = this.#isOpen(row) ?? this.#showUnchanged;
    if (!this.#showUnchanged || !isOpen) this.#push({ ...row, isOpen });
    if (isOpen) yield* inside;
  }

  *#items(
    { items }: ArrayChange,
    before: readonly JsonValue[] | undefined,
    after: readonly JsonValue[] | undefined,
    path: Path,
    depth: number,
  ): Steps {
    if (!before || !after) {
      yield* this.#loneItems(items, path, depth);
      return;
    }
    const gone = new Map<number, (typeof items)[number]>();
    const come = new Map<number, (typeof items)[number]>();
    for (const item of items) {
      if (item.op === 'delete' || item.op === 'move') gone.set(item.from, item);
      if (item.op !== 'delete') come.set(item.to, item);
    }
    const run: number[] = [];
    let i = 0;
    let j = 0;
    while (i < before.length || j < after.length) {
      const leaving = gone.get(i);
      if (leaving) {
        yield* this.#unchangedItems(run.splice(0), after, path, depth);
        const value = before[i]!;
        if (leaving.op === 'move') yield* this.#value(value, 'from', null, [...path, i], depth, leaving.to);
        else yield* this.#value(value, 'remove', null, [...path, i], depth);
        i += 1;
        continue;
      }
      const item = come.get(j);
      if (!item) {
        run.push(j);
        i += 1;
        j += 1;
        continue;
      }
      yield* this.#unchangedItems(run.splice(0), after, path, depth);
      const at = [...path, j];
      if (item.op === 'insert') yield* this.#value(item.after, 'add', null, at, depth);
      else if (item.op === 'move') {
        const moved = { mark: 'to' as const, place: item.from };
        if (item.change) yield* this.#change(item.change, before[item.from], after[j], null, at, depth, moved);
        else yield* this.#value(after[j]!, 'to', null, at, depth, item.from);
      } else if (item.op === 'change') {
        yield* this.#change(item.change, before[i], after[j], null, at, depth);
        i += 1;
      }
      j += 1;
    }
    yield* this.#unchangedItems(run.splice(0), after, path, depth);
  }

  *#unchangedItems(indexes: readonly number[], array: readonly JsonValue[], path: Path, depth: number): Steps {
    if (indexes.length === 0) return;
    const rows = this.#sameItems(indexes, array, path, depth);
    yield* this.#fold(indexes[0]!, indexes.length, [], path, depth, rows);
  }

  /** Elements of an array that is not there itself: an edit that came without its values. */
  *#loneItems(items: ArrayChange['items'], path: Path, depth: number): Steps {
    for (const item of items) {
      if (item.op === 'delete') yield* this.#value(item.before, 'remove', null, [...path, item.from], depth);
      else if (item.op === 'insert') yield* this.#value(item.after, 'add', null, [...path, item.to], depth);
      else {
        const at = [...path, item.to];
        const moved = item.op === 'move' ? ({ mark: 'to', place: item.from } as const) : undefined;
        if (item.change) yield* this.#change(item.change, undefined, undefined, null, at, depth, moved);
        else
          this.#push({
            kind: 'deep',
            depth,
            path: at,
            key: null,
            after: null,
            mark: 'to',
            place: item.op === 'move' ? item.from : 0,
          });
      }
    }
  }

  *#members({ added, removed, cleared }: MembersChange, path: Path, depth: number): Steps {
    if (cleared) {
      this.#push({ kind: 'line', mark: 'remove', depth, path, key: null, before: null, cleared: true });
    }
    for (const [i, value] of removed.entries()) yield* this.#value(value, 'remove', null, [...path, i], depth);
    for (const [i, value] of added.entries()) yield* this.#value(value, 'add', null, [...path, i], depth);
  }

  /** A value that is at one side only, or the same at both. */
  *#value(
    value: JsonValue,
    mark: Exclude<Mark, 'change'>,
    key: string | null,
    path: Path,
    depth: number,
    place?: number,
  ): Steps {
    if (this.rows.length >= this.#pauseAt) {
      this.#pauseAt = this.rows.length + ROWS_AT_ONCE;
      yield;
    }
    const before = mark === 'same' || mark === 'remove' || mark === 'from';
    const after = mark === 'same' || mark === 'add' || mark === 'to';
    const sides = (shown: JsonValue) => ({ ...(before && { before: shown }), ...(after && { after: shown }) });
    const moved = place === undefined ? {} : { place };
    const secret = this.#secrets.hides(path, value);
    if (secret || this.#isLine(value, path)) {
      this.#push({ kind: 'line', mark, depth, path, key, secret, ...sides(value), ...moved });
      return;
    }
    if (depth > DEPTH_MAX) {
      this.#push({ kind: 'deep', mark, depth, path, key, ...sides(null), ...moved });
      return;
    }
    const label = key === null ? this.#labelOf(value, path) : undefined;
    const size = sizeOf(value);
    const openAtFirst = size <= OPEN_SIZE && mark !== 'from' && mark !== 'to' && mark !== 'same';
    const bracket = Array.isArray(value) ? ('[' as const) : ('{' as const);
    yield* this.#container(
      { mark, depth, path, key, bracket, size, ...sides(null), ...moved, ...(label !== undefined && { label }) },
      openAtFirst,
      this.#insideOf(value, mark, path, depth + 1),
    );
  }

  *#insideOf(value: JsonValue, mark: Exclude<Mark, 'change'>, path: Path, depth: number): Steps {
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) yield* this.#value(item, mark, null, [...path, i], depth);
    } else if (isObject(value)) {
      for (const key of Object.keys(value))
        yield* this.#value(value[key] as JsonValue, mark, key, [...path, key], depth);
    }
  }

  /** Whether a value stands on one line: a scalar, or something short with nothing to hide in it. */
  #isLine(value: JsonValue, path: Path): boolean {
    if (typeof value !== 'object' || value === null) return true;
    const inside = Object.entries(value);
    if (inside.length > 4) return false;
    let length = 0;
    for (const [key, item] of inside) {
      if (
        (typeof item === 'object' && item !== null && sizeOf(item) > 0) ||
        this.#secrets.hides([...path, key], item)
      ) {
        return false;
      }
      length += key.length + (typeof item === 'string' ? item.length : 6) + 4;
      if (length > ONE_LINE) return false;
    }
    return true;
  }

  /** What an element of an array is called: it has no name of its own. */
  #labelOf(value: JsonValue | undefined, path: Path): string | undefined {
    if (!isObject(value)) return undefined;
    for (const key of LABEL_KEYS) {
      const label = Object.hasOwn(value, key) ? value[key] : undefined;
      if ((typeof label !== 'string' && typeof label !== 'number' && typeof label !== 'bigint') || label === '')
        continue;
      if (!this.#secrets.hides([...path, key], label)) return stringifyJson(label).slice(0, LABEL_MAX);
    }
    return undefined;
  }
}

/** Names the place of a row: the same when the difference is another, so that what a reader opened stays open. */
export function rowId({ kind, mark, path, first = '' }: Omit<Row, 'parent'>): string {
  return `${kind} ${mark} ${first} ${path.map(key => `/${String(key)}`).join('')}`;
}

function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

function asObject(value: JsonValue | undefined): Record<string, JsonValue> | undefined {
  return isObject(value) ? value : undefined;
}

function asArray(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function ownOf(object: Record<string, JsonValue> | undefined, key: string): JsonValue | undefined {
  return object && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** How many changes of each kind an edit has. */
export interface Tally {
  added: number;
  removed: number;
  moved: number;
  changed: number;
}

export function tallyOf(edit: Edit): Tally {
  const tally: Tally = { added: 0, removed: 0, moved: 0, changed: 0 };
  const waiting: (Change | null)[] = [edit.change];
  while (waiting.length > 0) {
    const change = waiting.pop();
    if (!change) continue;
    if (change.kind === 'set') tally.changed += 1;
    else if (change.kind === 'members') {
      tally.added += change.added.length;
      tally.removed += change.removed.length + Number(change.cleared);
    } else if (change.kind === 'object') {
      for (const field of change.fields) {
        if (field.op === 'add') tally.added += 1;
        else if (field.op === 'remove') tally.removed += 1;
        else waiting.push(field.change);
      }
    } else {
      for (const item of change.items) {
        if (item.op === 'insert') tally.added += 1;
        else if (item.op === 'delete') tally.removed += 1;
        else {
          if (item.op === 'move') tally.moved += 1;
          waiting.push(item.change);
        }
      }
    }
  }
  return tally;
}
