import { isObject } from '../../model/record.js';
import { stringifyJson } from '../../model/json.js';
import type { ViewStore } from './view-store.js';

/** What of a view an address can hold, by the name of its parameter. */
const NAMES = ['q', 'from', 'to', 'order', 'zone', 'event', 'layout'] as const;
type Name = (typeof NAMES)[number];
type Values = Record<Name, string>;

/**
 * What a reader goes back to: an earlier search, range, order or zone. Not the chosen event and the layout, which change with every
 * step through a list and would bury the searches.
 */
const STEPS: readonly Name[] = ['q', 'from', 'to', 'order', 'zone'];

/** What becomes of a change that a reader asked for: an entry of its own in the history of the page, or the same entry. */
export type UrlHistory = 'push' | 'replace';

/** Addresses that are longer are cut by servers, chats and browsers. */
const LAYOUT_MAX = 1_000;

/**
 * Mirrors a view to the address of the page, and back: a link shows what its sender saw. What is as the page set it at first is not
 * written, so that a page nobody has touched keeps its address.
 *
 * What a reader asked for becomes an entry of the history, so that Back undoes it; whatever else changes the view is written into the
 * entry that is there. It plays along with a router of the page: parameters of others, the hash and `history.state` stay, and
 * `popstate` is heard.
 */
export class UrlState {
  readonly #store: ViewStore;
  readonly #prefix: string;
  readonly #history: () => UrlHistory;
  #initial: Values;
  /** What the entry of the history holds. */
  #held: Values;
  #unsubscribe: (() => void) | undefined;
  #queued = false;
  #isAsked = false;

  /**
   * @param prefix stands before the name of each parameter
   * @param history what a reader's change becomes; `replace` where a router of the page owns the history
   */
  constructor(store: ViewStore, prefix: string, history: () => UrlHistory) {
    this.#store = store;
    this.#prefix = prefix;
    this.#history = history;
    this.#held = this.#initial = valuesOf(store);
  }

  /** Takes the view from the address, and keeps the two alike from now on. */
  connect(): void {
    this.#initial = valuesOf(this.#store);
    this.#read();
    this.#unsubscribe = this.#store.subscribe(() => this.#queue());
    window.addEventListener('popstate', this.#read);
    this.#store.address = () => this.#address;
  }

  disconnect(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#store.address = null;
    window.removeEventListener('popstate', this.#read);
  }

  /** A reader asks for what changes in this turn. */
  asked(): void {
    this.#isAsked = true;
    this.#queue();
  }

  readonly #read = (): void => {
    const params = new URLSearchParams(location.search);
    const values = Object.fromEntries(
      NAMES.map(name => [name, params.get(this.#prefix + name) ?? this.#initial[name]]),
    ) as Values;
    apply(this.#store, values);
    this.#held = valuesOf(this.#store);
  };

  /** Once for all changes of one turn: a browser refuses more than some hundred writes a minute. */
  #queue(): void {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      const held = this.#held;
      const values = (this.#held = valuesOf(this.#store));
      const isStep = this.#isAsked && this.#history() !== 'replace' && STEPS.some(name => values[name] !== held[name]);
      this.#queued = this.#isAsked = false;
      if (this.#unsubscribe) this.#write(isStep);
    });
  }

  /** The address of the page with the view in it. */
  get #address(): string {
    const url = new URL(location.href);
    const values = valuesOf(this.#store);
    for (const name of NAMES) {
      if (values[name] === this.#initial[name]) url.searchParams.delete(this.#prefix + name);
      else url.searchParams.set(this.#prefix + name, values[name]);
    }
    return url.href;
  }

  #write(isStep: boolean): void {
    const url = this.#address;
    if (url === location.href) return;
    try {
      if (isStep) history.pushState(history.state, '', url);
      else history.replaceState(history.state, '', url);
    } catch {
      // A sandboxed page, or one that was written to too often: the view is right, its address is not.
    }
  }
}

function valuesOf({ state }: ViewStore): Values {
  const { view, range, timeZone, layout } = state;
  const layoutText = Object.keys(layout).length === 0 ? '' : stringifyJson(layout);
  return {
    q: view.search,
    from: range.from ?? '',
    to: range.to ?? '',
    order: view.ordering,
    zone: timeZone,
    event: view.selected ?? '',
    layout: layoutText.length > LAYOUT_MAX ? '' : layoutText,
  };
}

/** What an address says is somebody else's text: what cannot be used counts as not given, as with any other setting. */
function apply(store: ViewStore, { q, from, to, order, zone, event, layout }: Values): void {
  store.setTimeZone(zone);
  store.setRange({ from, to });
  store.setView({ search: q, ordering: order, selected: event === '' ? null : event });
  store.setLayout(readLayout(layout));
}

function readLayout(text: string): Record<string, unknown> {
  if (text === '' || text.length > LAYOUT_MAX) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
