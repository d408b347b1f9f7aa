import type { JsonValue } from '../../model/index.js';

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

/** Names the place of a row: the same when the difference is another, so that what a reader opened stays open. */
export function rowId({ kind, mark, path, first = '' }: Omit<Row, 'parent'>): string {
  return `${kind} ${mark} ${first} ${path.map(key => `/${String(key)}`).join('')}`;
}
