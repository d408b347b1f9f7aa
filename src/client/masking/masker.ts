import { formatPath, getPath } from '../../model/path.js';
import type { EventRecord } from '../../model/index.js';
import { compileMasks, DOTS, type CompiledMask, type Mask, type MaskValue } from './mask.js';

/** That a value is masked, and what to ask for to see it. */
export interface MaskedValue {
  /** Path to reveal: the value's own, or that of the masked value which occurs in it. */
  path: string;
  revealable: boolean;
}

/** Shorter texts occur in others by chance, and fewer digits in other numbers. */
const TEXT_MIN = 4;
const DIGITS_MIN = 6;
/** What is nested deeper is masked whole. */
const DEPTH_MAX = 1_000;

const NONE: ReadonlyMap<string, MaskedValue> = new Map();

/** What a copy was made of. Module-private: nothing else leads from a copy to its original. */
interface Origin {
  original: EventRecord;
  by: Masker;
  /** How many values of the event were revealed when it was made. */
  revealed: number;
  masked: ReadonlyMap<string, MaskedValue>;
}
const origins = new WeakMap<object, Origin>();

/** What is masked in a record, by path as `formatPath` writes it. Empty for a record that no mask has changed. */
export function maskedIn(record: unknown): ReadonlyMap<string, MaskedValue> {
  return (typeof record === 'object' && record !== null && origins.get(record)?.masked) || NONE;
}

/**
 * Puts masks over records, and lifts them value by value. A record is copied where a mask changes it, and is otherwise
 * handed out as it is; the same record gives the same copy until something in it is revealed.
 *
 * What is masked at its path is masked in all of the event: where the same value stands elsewhere, and inside longer texts
 * (`context.message`, the untouched original in `context.raw`).
 */
export class Masker {
  readonly masks: readonly CompiledMask[];
  readonly #copies = new WeakMap<EventRecord, EventRecord>();
  /** Paths that may be seen, by id of the event. */
  readonly #revealed = new Map<string, Set<string>>();

  constructor(masks: Mask | readonly Mask[] | null) {
    this.masks = compileMasks(masks);
  }

  /** The record as it may be seen now. Given a copy of its own making, it starts from what that was made of. */
  show(record: EventRecord): EventRecord {
    if (this.masks.length === 0 || typeof record !== 'object' || record === null) return record;
    const known = origins.get(record);
    const original = known?.by === this ? known.original : record;
    const revealed = this.#revealed.get(idOf(original));
    const before = this.#copies.get(original);
    if (before && (origins.get(before)?.revealed ?? 0) === (revealed?.size ?? 0)) return before;
    const { copy, masked } = new Masking(this.masks, idOf(original), revealed).run(original);
    // Even of a record in which nothing is masked now, a copy knows what it came from.
    const shown = copy === original && before !== undefined ? { ...original } : copy;
    if (shown !== original) origins.set(shown, { original, by: this, revealed: revealed?.size ?? 0, masked });
    this.#copies.set(original, shown);
    return shown;
  }

  /** Lets the value at a path of an event be seen from now on, where its mask allows that. */
  reveal(id: string, path: string): void {
    if (id === '') return; // would be all events without one
    const paths = this.#revealed.get(id) ?? new Set();
    paths.add(path);
    this.#revealed.set(id, paths);
  }
}

/** The key of an event; empty for one without. */
function idOf(record: EventRecord): string {
  const pk: unknown = getPath(record, 'pk');
  return typeof pk === 'string' || typeof pk === 'number' || typeof pk === 'bigint' ? String(pk) : '';
}

/** Whether a key of an object is the `pk` of the event, which says which event it is and is never masked. */
function isId(path: readonly string[], key: string): boolean {
  return path.length === 0 && key === 'pk';
}

/** How far a pattern has come on the way down. */
interface State {
  mask: CompiledMask;
  pattern: readonly string[];
  at: number;
}

/** A value that was masked, to be found in the rest of the event. */
interface Secret {
  text: string;
  replacement: MaskValue;
  found: MaskedValue;
}

/** One passage over one record. */
class Masking {
  readonly #masks: readonly CompiledMask[];
  readonly #id: string;
  readonly #revealed: ReadonlySet<string> | undefined;
  readonly #masked = new Map<string, MaskedValue>();
  readonly #secrets = new Map<string, Secret>();

  constructor(masks: readonly CompiledMask[], id: string, revealed: ReadonlySet<string> | undefined) {
    this.#masks = masks;
    this.#id = id;
    this.#revealed = revealed;
  }

  run(record: EventRecord): { copy: EventRecord; masked: ReadonlyMap<string, MaskedValue> } {
    const states = this.#masks.flatMap(mask => mask.patterns.map(pattern => ({ mask, pattern, at: 0 })));
    const masked = this.#byPath(record, [], states, []);
    const secrets = [...this.#secrets.values()].sort((a, b) => b.text.length - a.text.length);
    const copy = secrets.length > 0 ? this.#byValue(masked, [], secrets, []) : masked;
    return { copy: copy as EventRecord, masked: this.#masked };
  }

  /** Masks what patterns lead to. Parts that none leads into are not looked at. */
  #byPath(given: unknown, path: readonly string[], states: readonly State[], inside: readonly unknown[]): unknown {
    const live = states.flatMap(state => withoutLeap(state));
    if (live.length === 0) return given;
    const value = jsonForm(given);
    const done = live.find(({ pattern, at }) => at === pattern.length);
    if (done) return this.#whole(value, path, done.mask, inside);
    return mapChildren(value, inside, (child, key) =>
      isId(path, key)
        ? child
        : this.#byPath(
            child,
            [...path, key],
            live.flatMap(state => step(state, key)),
            [...inside, value],
          ),
    );
  }

  /** Masks every value in a value. */
  #whole(given: unknown, path: readonly string[], mask: CompiledMask, inside: readonly unknown[]): unknown {
    const value = jsonForm(given);
    if (typeof value === 'object' && value !== null) {
      return mapChildren(value, inside, (child, key) =>
        isId(path, key) ? child : this.#whole(child, [...path, key], mask, [...inside, value]),
      );
    }
    if (!isMaskable(value)) return value;
    const name = formatPath(path);
    if (mask.revealable && this.#revealed?.has(name)) return value;
    const replacement = mask.replace(value, { path, id: this.#id });
    if (replacement === value) return value; // the page's function lets this one pass
    const found = { path: name, revealable: mask.revealable && this.#id !== '' };
    this.#masked.set(name, found);
    const text = String(value);
    if (text.length >= (typeof value === 'string' ? TEXT_MIN : DIGITS_MIN) && !this.#secrets.has(text)) {
      this.#secrets.set(text, { text, replacement, found });
    }
    return replacement;
  }

  /** Masks where masked values stand elsewhere. */
  #byValue(given: unknown, path: readonly string[], secrets: readonly Secret[], inside: readonly unknown[]): unknown {
    const value = jsonForm(given);
    if (typeof value === 'object' && value !== null) {
      return mapChildren(value, inside, (child, key) =>
        isId(path, key) ? child : this.#byValue(child, [...path, key], secrets, [...inside, value]),
      );
    }
    if (!isMaskable(value)) return value;
    const text = String(value);
    const hits = secrets.filter(secret =>
      typeof value === 'string' ? text.includes(secret.text) : text === secret.text,
    );
    const name = hits.length > 0 ? formatPath(path) : '';
    if (hits.length === 0 || this.#masked.has(name)) return value;
    this.#masked.set(name, hits[0]!.found);
    if (text === hits[0]!.text) return hits[0]!.replacement;
    // A function, for in a text "$&" would mean something.
    return hits.reduce((shown, secret) => shown.replaceAll(secret.text, () => String(secret.replacement)), text);
  }
}

/** What a mask is for. Nothing is behind a missing value, `null` and an empty text. */
function isMaskable(value: unknown): value is MaskValue {
  return (
    (typeof value === 'string' && value !== '') ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean'
  );
}

/** The states that one at `**` stands for: before it and after it. */
function withoutLeap(state: State): State[] {
  return state.pattern[state.at] === '**' ? [state, ...withoutLeap({ ...state, at: state.at + 1 })] : [state];
}

function step(state: State, key: string): State[] {
  const segment = state.pattern[state.at];
  if (segment === '**') return [state];
  return segment === '*' || segment === key ? [{ ...state, at: state.at + 1 }] : [];
}

/** A value as JSON would write it, a Date as its text. */
function jsonForm(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  try {
    const { toJSON } = value as { toJSON?: unknown };
    return typeof toJSON === 'function' ? (toJSON.call(value, '') as unknown) : value;
  } catch {
    return DOTS;
  }
}

/** A copy with other children, or the value itself when none is another. What cannot be read, or lies too deep, is dots. */
function mapChildren(
  value: unknown,
  inside: readonly unknown[],
  change: (child: unknown, key: string) => unknown,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (inside.length >= DEPTH_MAX || inside.includes(value)) return DOTS;
  try {
    if (Array.isArray(value)) {
      const items = value.map((item, index) => change(item, String(index)));
      return items.every((item, index) => item === (value as unknown[])[index]) ? value : items;
    }
    let changed = false;
    const entries = Object.entries(value).map(([key, child]): [string, unknown] => {
      const next = change(child, key);
      changed ||= next !== child;
      return [key, next];
    });
    // Defines each key, so that "__proto__" is one like any other.
    return changed ? Object.fromEntries(entries) : value;
  } catch {
    return DOTS; // a getter or a proxy of the host's own making
  }
}
