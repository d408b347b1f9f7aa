import { isObject } from '../../model/record.js';
import type {
  ArrayChange,
  Change,
  Edit,
  FieldChange,
  JsonValue,
  MembersChange,
  ObjectChange,
} from '../../model/index.js';
import { isLine, labelOf, sizeOf } from './one-line.js';
import { rowId, type Mark, type OpenState, type Path, type Row } from './row.js';
import type { Secrets } from './secrets.js';

/*
 * A difference as the rows of a table: before at one side, after at the other. What did not change becomes one row that says
 * how much there is, so the number of rows follows the changes and not the values. Pure; knows no DOM.
 */

/** Objects and arrays that came or went, and unchanged ones that are shown, are open at first up to so many values. */
const OPEN_SIZE = 30;
const DEPTH_MAX = 60;
const NAMES = 3;

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

  #isTurnOver(): boolean {
    if (this.rows.length < this.#pauseAt) return false;
    this.#pauseAt = this.rows.length + ROWS_AT_ONCE;
    return true;
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
    if (this.#isTurnOver()) yield;
    const mark = moved?.mark ?? 'change';
    if (change.kind === 'set') {
      const { unknown } = change;
      const secret = this.#secrets.hides(path, change.before) || this.#secrets.hides(path, change.after);
      if (
        secret ||
        unknown ||
        (isLine(change.before, path, this.#secrets) && isLine(change.after, path, this.#secrets))
      ) {
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
    const label = key === null ? labelOf(after ?? before, path, this.#secrets) : undefined;
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
    if (keys.length === 1 && isLine(object[first]!, [...path, first], this.#secrets)) yield* rows;
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
        else if (moved) this.#push({ kind: 'deep', depth, path: at, key: null, after: null, ...moved });
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
    if (this.#isTurnOver()) yield;
    const before = mark === 'same' || mark === 'remove' || mark === 'from';
    const after = mark === 'same' || mark === 'add' || mark === 'to';
    const sides = (shown: JsonValue) => ({ ...(before && { before: shown }), ...(after && { after: shown }) });
    const moved = place === undefined ? {} : { place };
    const secret = this.#secrets.hides(path, value);
    if (secret || isLine(value, path, this.#secrets)) {
      this.#push({ kind: 'line', mark, depth, path, key, secret, ...sides(value), ...moved });
      return;
    }
    if (depth > DEPTH_MAX) {
      this.#push({ kind: 'deep', mark, depth, path, key, ...sides(null), ...moved });
      return;
    }
    const label = key === null ? labelOf(value, path, this.#secrets) : undefined;
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
