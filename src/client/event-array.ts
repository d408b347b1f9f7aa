import type { EventRecord } from '../model/index.js';
import { instant } from '../model/instant.js';
import { DEFAULT_ORDERING, parseOrdering } from '../model/order.js';
import { getPath } from '../model/path.js';
import { STRETCH, type Steps } from '../model/steps.js';
import type { Matching } from './matching.js';
import { boundsOf, isRelativeEnd, isWithin, type Bounds } from './range.js';
import { apparentOrder, listed, orderSteps, straight, type Positions } from './record-order.js';
import { keyAt, ownKey, standIn, whyNoEvent, withKey } from './stand-in.js';
import { timeSlice } from './time-slice.js';
import { Results } from './turns.js';
import type { ListView } from './types.js';

/** How many orders, and how many results, are remembered: paging and going back stay cheap, memory stays bounded. */
const REMEMBERED = 8;

const CREATED = ['created'];

/** The part of a view that this looks at: what matches is told beside it. */
type Extent = Pick<ListView, 'range' | 'ordering'>;

/** An array of events as a list: which of them are in a view, and in what order. Neither array nor records are ever changed. */
export class EventArray {
  readonly events: readonly EventRecord[];
  readonly #url: string;
  /** Copies of records that came without a `pk`, so that one is the same object each time. */
  readonly #keyed = new WeakMap<object, EventRecord>();
  readonly #orders = new Results<Positions>(REMEMBERED);
  readonly #results = new Results<Positions>(REMEMBERED);

  /** @param url - what errors give for an address */
  constructor(events: readonly EventRecord[], url: string) {
    this.events = events;
    this.#url = url;
  }

  /** What stands for an entry of the array in an answer. */
  record(position: number): EventRecord {
    const entry: unknown = this.events[position];
    const reason = whyNoEvent(entry);
    if (reason !== null) return standIn(entry, position, reason);
    const record = entry as EventRecord;
    if (ownKey(record) !== undefined) return record;
    let copy = this.#keyed.get(record);
    if (!copy) this.#keyed.set(record, (copy = withKey(record, position)));
    return copy;
  }

  readonly #timeAt = (position: number): number => instant(getPath(this.events[position], CREATED));
  readonly #keyAt = (position: number): string => keyAt(this.events[position], position);

  /** The order the array seems to have, when it is not known yet; `null` when that cannot be told by a look at it. */
  apparentOrder(ordering: string): Positions | null {
    return this.#orders.has(ordering) ? null : apparentOrder(this.events, ordering, this.#keyAt);
  }

  /**
   * Which events are in a view, in its order.
   *
   * @param matching - what the view keeps besides its range; `null` for all
   * @param page - Of a list: what counts from now is looked up again for the first page, to which all further ones belong.
   *   `null` for counting, where it is always looked up again, and the order does not matter.
   */
  async positions(
    { range, ordering }: Extent,
    matching: Matching | null,
    page: number | null,
    now: number,
    signal: AbortSignal | undefined,
  ): Promise<Positions> {
    const order = page === null ? null : ordering || DEFAULT_ORDERING;
    const bounds = boundsOf(range, this.#url, now);
    const matches = matching?.test(now) ?? null;
    const ordered =
      order === null
        ? straight(this.events.length)
        : await this.#orders.get(order, () => orderSteps(this.events, order, this.#keyAt), signal);
    if (!matches && !bounds) return ordered;

    const relative = isRelativeEnd(range?.from) || isRelativeEnd(range?.to);
    const ends = relative ? [range?.from, range?.to] : [bounds?.from, bounds?.to];
    const key = JSON.stringify([matching?.key, order, ends.map(String)]);
    if ((page === null || page === 1) && (relative || matching?.dependsOnNow)) this.#results.forget(key);
    return this.#results.get(key, () => this.#filter(ordered, order, bounds, matches), signal);
  }

  *#filter(
    all: Positions,
    order: string | null,
    range: Bounds | null,
    matches: ((record: EventRecord) => boolean) | null,
  ): Steps<Positions> {
    let ordered = all;
    let bounds = range;
    const [first] = order === null ? [] : parseOrdering(order);
    if (bounds && first?.field === 'created') {
      ordered = timeSlice(ordered, first.descending, bounds, this.#timeAt);
      bounds = null;
      if (!matches) return ordered;
    }
    const found = new Uint32Array(ordered.length);
    let count = 0;
    for (let i = 0; i < found.length; i += 1) {
      if (i % STRETCH === STRETCH - 1) yield;
      const position = ordered.at(i);
      const entry = this.events[position];
      // What is listed is what is searched: a stand-in is found by the text in it.
      const record = whyNoEvent(entry) === null ? entry! : this.record(position);
      if (bounds && !isWithin(bounds, instant(getPath(record, CREATED)))) continue;
      if (matches && !matches(record)) continue;
      found[count] = position;
      count += 1;
    }
    return listed(found.slice(0, count));
  }

  /** Looks for the event with this key; -1 when there is none. */
  *find(id: string): Steps<number> {
    const { length } = this.events;
    for (let i = 0; i < length; i += 1) {
      if (i % STRETCH === STRETCH - 1) yield;
      if (this.#keyAt(i) === id) return i;
    }
    const bare = bareUuid(id);
    if (bare === null) return -1;
    const head = bare.slice(0, 8);
    for (let i = 0; i < length; i += 1) {
      if (i % STRETCH === STRETCH - 1) yield;
      const key = this.#keyAt(i);
      if (key.slice(0, 8).toLowerCase() === head && bareUuid(key) === bare) return i;
    }
    return -1;
  }
}

/** A UUID without dashes, in lower case; `null` for anything else. */
function bareUuid(text: string): string | null {
  const bare = text.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(bare) ? bare : null;
}
