import { compareText, orderingKey, parseOrdering } from '../model/order.js';
import { getPath } from '../model/path.js';
import type { EventRecord, OrderingField, OrderingTerm } from '../model/index.js';
import { instant } from '../model/instant.js';
import { finish, sortSteps, STRETCH, type Steps } from '../model/steps.js';

/** Positions in an array of records, in some order. Most orders of a log are the array's own, which takes no memory. */
export interface Positions {
  readonly length: number;
  /** The position in the array of the `i`th in this order. */
  at(i: number): number;
}

export const straight = (length: number): Positions => ({ length, at: i => i });
export const reversed = (length: number): Positions => ({ length, at: i => length - 1 - i });
export const listed = (positions: Uint32Array): Positions => ({ length: positions.length, at: i => positions[i]! });

/**
 * The order of `sortRecords` as positions, without copying or touching a record, in steps. A log that already lies in order
 * of time, either way round, is seen as such in one pass.
 *
 * @param pkOf - the key records are told apart by when all else is equal
 */
export function* orderSteps(
  records: readonly EventRecord[],
  ordering: string,
  pkOf: (position: number) => string,
): Steps<Positions> {
  const terms = parseOrdering(ordering);
  const descending = byTime(terms);
  if (descending !== null) {
    const run = yield* timeRun(records, pkOf);
    if (run !== 0) return run < 0 === descending ? straight(records.length) : reversed(records.length);
  }
  return listed(yield* sorted(records, terms, pkOf));
}

/** Whether an order is that of time and nothing else: `true` for newest first, `false` for oldest first, `null` for another. */
function byTime(terms: readonly OrderingTerm[]): boolean | null {
  const [first] = terms;
  return terms.length === 1 && first?.field === 'created' ? first.descending : null;
}

/** Shorter arrays are read whole before a frame is over. */
const LONG = 20 * STRETCH;
/** Looked at by {@link apparentOrder}: so many in front, so many at the end, and so many in between. */
const LOOKS = STRETCH / 2;

/**
 * The order of a long array as it seems from its ends, where events are added, and a sample of what lies between: its own, either
 * way round. `null` for an array that is short, or seems to be in another order. Only {@link orderSteps} knows for certain.
 */
export function apparentOrder(
  records: readonly EventRecord[],
  ordering: string,
  pkOf: (position: number) => string,
): Positions | null {
  const { length } = records;
  const descending = byTime(parseOrdering(ordering));
  if (descending === null || length < LONG) return null;
  const looks = Array.from({ length: 3 * LOOKS }, (_, i) =>
    i < LOOKS ? i : i < 2 * LOOKS ? Math.floor(((i - LOOKS + 0.5) / LOOKS) * length) : length - 3 * LOOKS + i,
  ).sort((a, b) => a - b);
  const run = finish(
    timeRun(
      looks.map(position => records[position]!),
      look => pkOf(looks[look]!),
    ),
  );
  if (run === 0) return null;
  return run < 0 === descending ? straight(length) : reversed(length);
}

/**
 * A UTC time that exists, in the form that sorts as text. All that pass and are equally long are compared as texts, at a
 * tenth of the cost of reading them; at most six digits of fraction, for beyond those records count as simultaneous.
 */
const DAY = /\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)/
  .source;
const LEAP_DAY = /\d\d(?:0[48]|[2468][048]|[13579][26])-02-29/.source;
const TIME = /T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z/.source;
/** Several of them, a line each: to test a text by itself costs four times what the test does. */
const SORTABLE_TIMES = new RegExp(`^(?:(?:${DAY}|${LEAP_DAY})${TIME}\n)*$`);
/** The longest of them. A text no longer than this has no room for two, so lines are told apart for certain. */
const LONGEST_TIME = '2024-01-30T09:00:00.123456Z'.length;

const CREATED = ['created'];

/** 1 when the records lie oldest first, -1 when newest first, 0 when neither can be told at a glance. */
function* timeRun(records: readonly EventRecord[], pkOf: (position: number) => string): Steps<-1 | 0 | 1> {
  let direction: -1 | 0 | 1 = 0;
  let before: string | undefined;
  for (let start = 0; start < records.length; start += STRETCH) {
    if (start > 0) yield;
    const end = Math.min(start + STRETCH, records.length);
    const times: string[] = [];
    for (let i = start; i < end; i += 1) {
      const time = createdOf(records[i]);
      if (typeof time !== 'string' || time.length > LONGEST_TIME) return 0;
      if (before !== undefined) {
        if (time.length !== before.length) return 0;
        // Of simultaneous ones the key decides, in the same direction.
        const step = time < before ? -1 : time > before ? 1 : Math.sign(compareText(pkOf(i - 1), pkOf(i))) * -1;
        if (step !== direction && direction !== 0 && step !== 0) return 0;
        if (step !== 0) direction = step as -1 | 1;
      }
      before = time;
      times.push(time);
    }
    times.push(''); // ends the last line
    if (!SORTABLE_TIMES.test(times.join('\n'))) return 0;
  }
  return direction || 1;
}

/** As `getPath`, and written out: of a plain object, an engine reads a name it knows in a third of the time. */
function createdOf(record: unknown): unknown {
  try {
    const { created } = record as EventRecord;
    if (Object.getPrototypeOf(record) === PLAIN) return created;
  } catch {
    // No object, or one of the host's own making.
  }
  return getPath(record, CREATED);
}
/** Nothing is inherited but by a page that has tampered with it; then no object is plain. */
const PLAIN = 'created' in Object.prototype ? undefined : Object.prototype;

function* sorted(
  records: readonly EventRecord[],
  terms: OrderingTerm[],
  pkOf: (position: number) => string,
): Steps<Uint32Array> {
  let order = new Uint32Array(records.length);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  const columns: Column[] = [];
  for (const term of terms) columns.push(...(yield* columnsOf(records, term, pkOf)));
  // A stable sort by the last column first ends up sorted by the first.
  for (const column of columns.toReversed()) order = yield* sortedByColumn(order, column);
  yield* breakTies(order, columns, terms.at(-1)!.descending, pkOf);
  return order;
}

/** Sorts records that are equal in all columns by their key. */
function* breakTies(
  order: Uint32Array,
  columns: Column[],
  descending: boolean,
  pkOf: (position: number) => string,
): Steps<void> {
  const sign = descending ? -1 : 1;
  let prefixes: Float64Array | undefined;
  const equal = (a: number, b: number) => {
    for (const { values } of columns) if (values[a] !== values[b]) return false;
    return true;
  };
  for (let start = 0, end; start < order.length; start = end) {
    for (end = start + 1; end < order.length && equal(order[start]!, order[end]!);) {
      end += 1;
      if (end % (16 * STRETCH) === STRETCH - 1) yield;
    }
    if (end === start + 1) continue;
    const known = (prefixes ??= yield* prefixesOf(order.length, pkOf));
    const compare = (a: number, b: number) => sign * (known[a]! - known[b]! || compareText(pkOf(a), pkOf(b))) || a - b;
    const ties = sortSteps(
      order.subarray(start, end),
      run => run.sort(compare),
      (a, b) => compare(a, b) > 0,
    );
    order.set(yield* ties, start);
  }
}

/** Whole numbers from 0 to `max`, below 2^53, one a record: records sort as these do. */
interface Column {
  values: Float64Array;
  max: number;
}

function* columnsOf(
  records: readonly EventRecord[],
  { field, descending }: OrderingTerm,
  pkOf: (position: number) => string,
): Steps<Column[]> {
  const columns =
    field === 'created' || field === 'expires'
      ? yield* timeColumns(records, field)
      : [yield* textColumn(records, field, pkOf)];
  if (descending) columns.forEach(turnRound);
  return columns;
}

function turnRound({ values, max }: Column): void {
  for (let i = 0; i < values.length; i += 1) values[i] = max - values[i]!;
}

const PREFIX_LENGTH = 7;
const PREFIX_BASE = 128;

/**
 * The first seven letters of each key as one number, whose order is that of the keys as far as it goes: seven digits to
 * the base 128, the last of which stands for all that lies beyond ASCII, and ends it.
 */
function* prefixesOf(length: number, pkOf: (position: number) => string): Steps<Float64Array> {
  const prefixes = new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    if (i % STRETCH === STRETCH - 1) yield;
    const text = pkOf(i);
    let prefix = 0;
    let more = true;
    for (let at = 0; at < PREFIX_LENGTH; at += 1) {
      const unit = more && at < text.length ? Math.min(text.charCodeAt(at), PREFIX_BASE - 1) : 0;
      if (unit === PREFIX_BASE - 1) more = false;
      prefix = prefix * PREFIX_BASE + unit;
    }
    prefixes[i] = prefix;
  }
  return prefixes;
}

/**
 * Seconds, and microseconds within them: as one number, they could be too far apart for a double where a log holds a zero
 * date of the year 1 beside those of today. What has no time comes last.
 */
function* timeColumns(records: readonly EventRecord[], field: OrderingField): Steps<Column[]> {
  const SECOND = 1_000_000;
  const path = [field];
  const seconds = new Float64Array(records.length);
  const micros = new Float64Array(records.length);
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < seconds.length; i += 1) {
    if (i % STRETCH === STRETCH - 1) yield;
    const time = instant(getPath(records[i], path));
    const second = Math.floor(time / SECOND);
    seconds[i] = second;
    micros[i] = Number.isNaN(time) ? 0 : time - second * SECOND;
    if (second < first) first = second;
    if (second > last) last = second;
  }
  const none = last >= first ? last - first + 1 : 0;
  for (let i = 0; i < seconds.length; i += 1) seconds[i] = Number.isNaN(seconds[i]) ? none : seconds[i]! - first;
  return [
    { values: seconds, max: none },
    { values: micros, max: SECOND - 1 },
  ];
}

/** Ranks of the different texts, which are often few. What has no text comes last. */
function* textColumn(
  records: readonly EventRecord[],
  field: OrderingField,
  pkOf: (position: number) => string,
): Steps<Column> {
  const ranks = new Map<string, number>();
  const texts: string[] = [];
  const keys = new Array<string | null>(records.length);
  // Without surrogates the order is the engine's own, in which it sorts several times faster.
  let isPlain = true;
  for (let i = 0; i < keys.length; i += 1) {
    if (i % STRETCH === STRETCH - 1) yield;
    const key = field === 'pk' ? pkOf(i) : (orderingKey(field, records[i]!) as string | null);
    keys[i] = key;
    if (key === null || ranks.has(key)) continue;
    ranks.set(key, 0);
    texts.push(key);
    isPlain &&= !/[\ud800-\udfff]/.test(key);
  }
  const sortedTexts = isPlain
    ? yield* sortSteps(
        texts,
        run => run.sort(),
        (a, b) => a > b,
      )
    : yield* sortSteps(
        texts,
        run => run.sort(compareText),
        (a, b) => compareText(a, b) > 0,
      );
  for (let rank = 0; rank < sortedTexts.length; rank += 1) {
    if (rank % STRETCH === STRETCH - 1) yield;
    ranks.set(sortedTexts[rank]!, rank);
  }
  const values = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i += 1) {
    if (i % STRETCH === STRETCH - 1) yield;
    values[i] = keys[i] === null ? ranks.size : ranks.get(keys[i]!)!;
  }
  return { values, max: ranks.size };
}

/** Radix sort by 16 bits at a time, stable: for a million records a small part of what comparing them would cost. */
function* sortedByColumn(order: Uint32Array<ArrayBuffer>, { values, max }: Column): Steps<Uint32Array<ArrayBuffer>> {
  const MASK = 0xffff;
  let from = order;
  let to = new Uint32Array(order.length);
  for (let unit = 1; unit <= max; unit *= 2 ** 32) {
    const words = new Uint32Array(values.length);
    for (let i = 0; i < words.length; i += 1) words[i] = values[i]! / unit;
    for (const shift of max / unit > MASK ? [0, 16] : [0]) {
      if (words.length > STRETCH) yield;
      const next = new Uint32Array(MASK + 2);
      for (let i = 0; i < words.length; i += 1) next[((words[i]! >>> shift) & MASK) + 1]! += 1;
      for (let digit = 1; digit <= MASK; digit += 1) next[digit]! += next[digit - 1]!;
      for (let i = 0; i < from.length; i += 1) {
        if (i % (64 * STRETCH) === STRETCH - 1) yield;
        const position = from[i]!;
        const digit = (words[position]! >>> shift) & MASK;
        to[next[digit]!] = position;
        next[digit]! += 1;
      }
      [from, to] = [to, from];
    }
  }
  return from;
}
