import {
  isObject,
  stringifyJson,
  type ArrayChange,
  type Change,
  type Edit,
  type JsonValue,
  type MembersChange,
  type ObjectChange,
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
  /** Names the place: it stays when the difference is another, and what a reader opened stays open. */
  readonly id: string;
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

export function diffRows(edit: Edit, open: OpenState, secrets: Secrets, showUnchanged = false): Row[] {
  const builder = new Builder(open, secrets, showUnchanged);
  builder.root(edit);
  return builder.rows;
}

class Builder {
  readonly rows: Row[] = [];
  readonly #open: OpenState;
  readonly #secrets: Secrets;
  readonly #showUnchanged: boolean;
  #parent = -1;

  constructor(open: OpenState, secrets: Secrets, showUnchanged: boolean) {
    this.#open = open;
    this.#secrets = secrets;
    this.#showUnchanged = showUnchanged;
  }

  /** The outermost object or array has no row of its own: what is in it begins at the edge. */
  root({ change, before, after }: Edit): void {
    if (!change) {
      if (this.#showUnchanged && before !== undefined) this.#insideOf(before, 'same', [], 0);
      return;
    }
    if (change.kind === 'set') this.#change(change, before, after, null, [], 0);
    else this.#inside(change, before, after, [], 0);
  }

  #push(row: Omit<Row, 'parent'>): void {
    this.rows.push({ ...row, parent: this.#parent });
  }

  /** Rows inside another; `draw` is called when it is open. */
  #container(row: Omit<Row, 'parent' | 'kind'>, openAtFirst: boolean, draw: () => void): void {
    const isOpen = this.#open.get(row.id) ?? openAtFirst;
    this.#push({ ...row, kind: 'open', isOpen });
    if (!isOpen) return;
    const outer = this.#parent;
    this.#parent = this.rows.length - 1;
    draw();
    this.#parent = outer;
    const { mark, depth, path, bracket } = row;
    const sides = { ...('before' in row && { before: null }), ...('after' in row && { after: null }) };
    this.#push({ id: `${row.id}/end`, kind: 'close', mark, depth, path, key: null, bracket: bracket ?? '{', ...sides });
  }

  #change(
    change: Change,
    before: JsonValue | undefined,
    after: JsonValue | undefined,
    key: string | null,
    path: Path,
    depth: number,
    moved?: { mark: 'to'; place: number },
  ): void {
    const mark = moved?.mark ?? 'change';
    if (change.kind === 'set') {
      const { unknown } = change;
      const secret = this.#secrets.hides(path, change.before) || this.#secrets.hides(path, change.after);
      if (secret || unknown || (this.#isLine(change.before, path) && this.#isLine(change.after, path))) {
        this.#push({
          id: idOf(path),
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
        this.#value(change.before, 'remove', key, path, depth);
        this.#value(change.after, 'add', key, path, depth);
      }
      return;
    }
    if (this.#secrets.hidesPath(path)) {
      this.#push({
        id: idOf(path),
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
      this.#push({ id: idOf(path), kind: 'deep', mark: 'change', depth, path, key, before: null, after: null });
      return;
    }
    const label = key === null ? this.#labelOf(after ?? before, path) : undefined;
    const row = {
      id: idOf(path),
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
    this.#container(row, true, () => this.#inside(change, before, after, path, depth + 1));
  }

  #inside(
    change: Exclude<Change, { kind: 'set' }>,
    before: JsonValue | undefined,
    after: JsonValue | undefined,
    path: Path,
    depth: number,
  ): void {
    if (change.kind === 'object') this.#fields(change, asObject(before), asObject(after), path, depth);
    else if (change.kind === 'array') this.#items(change, asArray(before), asArray(after), path, depth);
    else this.#members(change, path, depth);
  }

  #fields(
    change: ObjectChange,
    before: Record<string, JsonValue> | undefined,
    after: Record<string, JsonValue> | undefined,
    path: Path,
    depth: number,
  ): void {
    const fields = new Map(change.fields.map(field => [field.key, field]));
    const drawn = new Set<string>();
    const draw = (key: string) => {
      drawn.add(key);
      const field = fields.get(key)!;
      const at = [...path, key];
      if (field.op === 'change') {
        this.#change(field.change, ownOf(before, key), ownOf(after, key), key, at, depth);
      } else if (field.unknown) {
        const mark = field.op;
        const side = mark === 'add' ? { after: null } : { before: null };
        this.#push({ id: idOf(at), kind: 'line', mark, depth, path: at, key, unknown: field.unknown, ...side });
      } else this.#value(field.op === 'add' ? field.after : field.before, field.op, key, at, depth);
    };
    if (!before || !after) {
      for (const { key } of change.fields) draw(key);
      return;
    }
    // Added fields stand behind the one that they follow in the object after.
    const added = new Map<string | null, string[]>();
    let last: string | null = null;
    for (const key of Object.keys(after)) {
      if (fields.get(key)?.op !== 'add') last = key;
      else if (added.has(last)) added.get(last)!.push(key);
      else added.set(last, [key]);
    }
    const run: string[] = [];
    const drawAdded = (behind: string | null) => {
      const keys = added.get(behind);
      if (!keys) return;
      this.#unchangedFields(run, before, path, depth);
      for (const key of keys) draw(key);
    };
    drawAdded(null);
    for (const key of Object.keys(before)) {
      if (fields.has(key)) {
        this.#unchangedFields(run, before, path, depth);
        draw(key);
      } else run.push(key);
      drawAdded(key);
    }
    this.#unchangedFields(run, before, path, depth);
    // An edit of which only part is recorded has changes of fields whose values are not.
    for (const { key } of change.fields) if (!drawn.has(key)) draw(key);
  }

  /** Empties the run. */
  #unchangedFields(run: string[], object: Record<string, JsonValue>, path: Path, depth: number): void {
    const keys = run.splice(0);
    if (keys.length === 0) return;
    const draw = () => {
      for (const key of keys) this.#value(object[key]!, 'same', key, [...path, key], depth);
    };
    this.#fold(`${idOf(path)}:${keys[0]!}`, keys.length, keys.slice(0, NAMES), path, depth, draw);
  }

  #fold(id: string, size: number, names: readonly string[], path: Path, depth: number, draw: () => void): void {
    const isOpen = this.#open.get(`fold ${id}`) ?? this.#showUnchanged;
    if (!this.#showUnchanged || !isOpen) {
      this.#push({ id: `fold ${id}`, kind: 'fold', mark: 'same', depth, path, key: null, size, names, isOpen });
    }
    if (isOpen) draw();
  }

  #items(
    { items }: ArrayChange,
    before: readonly JsonValue[] | undefined,
    after: readonly JsonValue[] | undefined,
    path: Path,
    depth: number,
  ): void {
    if (!before || !after) {
      this.#loneItems(items, path, depth);
      return;
    }
    const gone = new Map<number, (typeof items)[number]>();
    const come = new Map<number, (typeof items)[number]>();
    for (const item of items) {
      if (item.op === 'delete' || item.op === 'move') gone.set(item.from, item);
      if (item.op !== 'delete') come.set(item.to, item);
    }
    const run: number[] = [];
    const flush = () => {
      const indexes = run.splice(0);
      if (indexes.length === 0) return;
      this.#fold(`${idOf(path)}:${indexes[0]!}`, indexes.length, [], path, depth, () => {
        for (const index of indexes) this.#value(after[index]!, 'same', null, [...path, index], depth);
      });
    };
    let i = 0;
    let j = 0;
    while (i < before.length || j < after.length) {
      const leaving = gone.get(i);
      if (leaving) {
        flush();
        const value = before[i]!;
        if (leaving.op === 'move') this.#value(value, 'from', null, [...path, i], depth, leaving.to);
        else this.#value(value, 'remove', null, [...path, i], depth);
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
      flush();
      const at = [...path, j];
      if (item.op === 'insert') this.#value(item.after, 'add', null, at, depth);
      else if (item.op === 'move') {
        const moved = { mark: 'to' as const, place: item.from };
        if (item.change) this.#change(item.change, before[item.from], after[j], null, at, depth, moved);
        else this.#value(after[j]!, 'to', null, at, depth, item.from);
      } else if (item.op === 'change') {
        this.#change(item.change, before[i], after[j], null, at, depth);
        i += 1;
      }
      j += 1;
    }
    flush();
  }

  /** Elements of an array that is not there itself: an edit that came without its values. */
  #loneItems(items: ArrayChange['items'], path: Path, depth: number): void {
    for (const item of items) {
      if (item.op === 'delete') this.#value(item.before, 'remove', null, [...path, item.from], depth);
      else if (item.op === 'insert') this.#value(item.after, 'add', null, [...path, item.to], depth);
      else {
        const at = [...path, item.to];
        const moved = item.op === 'move' ? ({ mark: 'to', place: item.from } as const) : undefined;
        if (item.change) this.#change(item.change, undefined, undefined, null, at, depth, moved);
        else
          this.#push({
            id: idOf(at),
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

  #members({ added, removed, cleared }: MembersChange, path: Path, depth: number): void {
    if (cleared) {
      const id = `${idOf(path)}:cleared`;
      this.#push({ id, kind: 'line', mark: 'remove', depth, path, key: null, before: null, cleared: true });
    }
    removed.forEach((value, i) => this.#value(value, 'remove', null, [...path, i], depth));
    added.forEach((value, i) => this.#value(value, 'add', null, [...path, i], depth));
  }

  /** A value that is at one side only, or the same at both. */
  #value(
    value: JsonValue,
    mark: Exclude<Mark, 'change'>,
    key: string | null,
    path: Path,
    depth: number,
    place?: number,
  ): void {
    const before = mark === 'same' || mark === 'remove' || mark === 'from';
    const after = mark === 'same' || mark === 'add' || mark === 'to';
    const sides = (shown: JsonValue) => ({ ...(before && { before: shown }), ...(after && { after: shown }) });
    const moved = place === undefined ? {} : { place };
    const id = `${mark} ${idOf(path)}`;
    const secret = this.#secrets.hides(path, value);
    if (secret || this.#isLine(value, path)) {
      this.#push({ id, kind: 'line', mark, depth, path, key, secret, ...sides(value), ...moved });
      return;
    }
    if (depth > DEPTH_MAX) {
      this.#push({ id, kind: 'deep', mark, depth, path, key, ...sides(null), ...moved });
      return;
    }
    const label = key === null ? this.#labelOf(value, path) : undefined;
    const size = sizeOf(value);
    const openAtFirst = size <= OPEN_SIZE && mark !== 'from' && mark !== 'to' && mark !== 'same';
    const bracket = Array.isArray(value) ? ('[' as const) : ('{' as const);
    this.#container(
      { id, mark, depth, path, key, bracket, size, ...sides(null), ...moved, ...(label !== undefined && { label }) },
      openAtFirst,
      () => this.#insideOf(value, mark, path, depth + 1),
    );
  }

  #insideOf(value: JsonValue, mark: Exclude<Mark, 'change'>, path: Path, depth: number): void {
    if (Array.isArray(value)) value.forEach((item, i) => this.#value(item, mark, null, [...path, i], depth));
    else if (isObject(value)) {
      for (const key of Object.keys(value)) this.#value(value[key] as JsonValue, mark, key, [...path, key], depth);
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

function idOf(path: Path): string {
  return path.length === 0 ? '/' : path.map(key => `/${String(key)}`).join('');
}

function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

function asObject(value: JsonValue | undefined): Record<string, JsonValue> | undefined {
  return isObject(value) ? (value as Record<string, JsonValue>) : undefined;
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
