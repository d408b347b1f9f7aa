import { fixture, html } from '@open-wc/testing';
import type { EventPage, EventsClient, ListView, PageRequest } from '../../../client/index.js';
import { MemoryEventsClient } from '../../../client/memory-events-client.js';
import type { EventRecord } from '../../../model/index.js';
import '../../event-detail/define.js';
import type { EventQueryInput } from '../../event-query-input/index.js';
import '../../event-query-input/define.js';
import '../define.js';
import type { EventLog } from '../index.js';

// What searches is loaded with the first search. Here that is before the tests, whose searches are then answered in the same frame.
before(() => new MemoryEventsClient([]).list({ search: 'a' }, 1));

/** Newest first, a second apart; the newest is an hour old, so that no time changes while a test runs. */
const NEWEST = Date.UTC(2026, 0, 31, 12);

export function event(index: number, change: Partial<EventRecord> = {}): EventRecord {
  return {
    pk: `pk-${index}`,
    action: 'login',
    app: 'authentik.events.signals',
    created: new Date(NEWEST - index * 1000).toISOString(),
    user: { pk: index, username: `user-${index}`, email: '' },
    client_ip: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
    context: { auth_method: 'password', geo: { city: 'Kraków', country: 'PL' } },
    ...change,
  };
}

export function events(count: number): EventRecord[] {
  return Array.from({ length: count }, (_, index) => event(index));
}

/** A list in a box of that height; 400 px show nine rows and a bit. */
export async function list(
  properties: Partial<EventLog>,
  { height = 400, width = 1200, content = html`` } = {},
): Promise<EventLog> {
  const log = await fixture<EventLog>(html`<event-log>${content}</event-log>`);
  log.style.blockSize = `${height}px`;
  log.style.inlineSize = `${width}px`;
  Object.assign(log, { timeZone: 'UTC', ...properties });
  await drawn(log);
  // The rest comes soon after the first paint: menus and messages, and what the plain field gives way to.
  if (!log.compact) await until(() => has(log, '#keys'), 'the late parts');
  if (!log.compact && !log.withoutQuery) await until(() => has(log, 'event-query-input'), 'the query box');
  await frame(); // in which a note among them has taken its room
  return log;
}

/** After the next frame, in which sizes are known and rows drawn. */
export async function drawn(log: EventLog): Promise<void> {
  await log.updateComplete;
  await frame();
  await frame();
  await log.updateComplete;
}

export function frame(): Promise<void> {
  return new Promise(resolve => requestAnimationFrame(() => resolve()));
}

/** Waits for something to become true, looking once a frame. */
export async function until(test: () => boolean, what: string, ms = 5000): Promise<void> {
  const end = performance.now() + ms;
  while (!test()) {
    if (performance.now() > end) throw new Error(`${what}: not within ${ms} ms.`);
    await frame();
  }
}

export const inside = <T extends Element = HTMLElement>(log: EventLog, selector: string): T => {
  const found = log.shadowRoot!.querySelector<T>(selector);
  if (!found) throw new Error(`The list has no ${selector}.`);
  return found;
};
export const all = (log: EventLog, selector: string): HTMLElement[] => [
  ...log.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
export const has = (log: EventLog, selector: string): boolean => log.shadowRoot!.querySelector(selector) !== null;
export const viewport = (log: EventLog): HTMLElement => inside(log, '.viewport');

export const queryBox = (log: EventLog): EventQueryInput => inside<EventQueryInput>(log, 'event-query-input');

/** Types a search and runs it. */
export async function search(log: EventLog, text: string): Promise<void> {
  const box = queryBox(log);
  box.value = text;
  await box.submit();
  await drawn(log);
}

/** Row elements that are in use, from top to bottom. */
export function rows(log: EventLog): HTMLElement[] {
  return all(log, '.row:not([hidden])').sort((a, b) => indexOf(a) - indexOf(b));
}

/** The row an element shows, counted from 0. */
export const indexOf = (row: Element): number => Number(row.getAttribute('aria-rowindex')) - 2;

export function rowAt(log: EventLog, index: number): HTMLElement {
  const found = rows(log).find(row => indexOf(row) === index);
  if (!found) throw new Error(`Row ${index} is not drawn; drawn are ${rows(log).map(indexOf).join(', ')}.`);
  return found;
}

/** Rows of which something can be seen, with the part of the list they are seen in. */
export function inSight(log: EventLog): HTMLElement[] {
  const box = viewport(log).getBoundingClientRect();
  const top = inside(log, '.head').getBoundingClientRect().bottom;
  return rows(log).filter(row => {
    const { top: from, bottom: to } = row.getBoundingClientRect();
    return to > top + 0.5 && from < box.bottom - 0.5;
  });
}

/** Complains unless rows fill the view, in order, without a gap, and each with its own event. */
export function expectWhole(log: EventLog, keyOf: (index: number) => string = index => `user-${index}`): void {
  const seen = inSight(log);
  const box = viewport(log);
  if (seen.length === 0) throw new Error('No row is in sight.');
  let bottom = inside(log, '.head').getBoundingClientRect().bottom;
  const first = seen[0]!.getBoundingClientRect().top;
  if (first > bottom + 1) throw new Error(`The first row in sight begins ${first - bottom} px too low.`);
  bottom = first;
  seen.forEach((row, i) => {
    const rect = row.getBoundingClientRect();
    if (Math.abs(rect.top - bottom) > 1) throw new Error(`A gap of ${rect.top - bottom} px above row ${indexOf(row)}.`);
    if (i > 0 && indexOf(row) !== indexOf(seen[i - 1]!) + 1)
      throw new Error('Rows in sight are not one after the other.');
    const text = row.querySelector('.line')!.textContent ?? '';
    if (!text.includes(keyOf(indexOf(row)))) throw new Error(`Row ${indexOf(row)} shows "${text}".`);
    bottom = rect.bottom;
  });
  const end = box.getBoundingClientRect().top + box.clientHeight;
  if (bottom < end - 1) throw new Error(`Rows end ${end - bottom} px above the end of the view.`);
}

/** Row elements and everything else in the shadow root, counted. */
export const elementCount = (log: EventLog): number => log.shadowRoot!.querySelectorAll('*').length;

export async function scrollTo(log: EventLog, top: number): Promise<void> {
  viewport(log).scrollTop = top;
  await frame();
  await frame();
}

/** A client whose answers the test gives, in any order, or an answer of its own at once. */
export class FakeClient implements EventsClient {
  readonly sortable = ['created', 'action', 'user', 'client_ip'];
  readonly calls: FakeCall[] = [];
  /** Answers by itself when set. */
  auto: ((view: ListView, page: PageRequest) => EventPage | Promise<EventPage>) | undefined;

  constructor(auto?: FakeClient['auto']) {
    this.auto = auto;
  }

  list(view: ListView, page: PageRequest | number, { signal }: { signal?: AbortSignal } = {}): Promise<EventPage> {
    const request = typeof page === 'number' ? { page, pageSize: 20 } : page;
    return new Promise((answer, fail) => {
      const call: FakeCall = { view, ...request, signal: signal!, answer, fail };
      this.calls.push(call);
      if (!this.auto) return;
      try {
        answer(this.auto(view, request));
      } catch (error) {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever a test throws
        fail(error);
      }
    });
  }
  get = (): Promise<EventRecord> => Promise.reject(new Error('not asked'));
  actions = (): Promise<[]> => Promise.resolve([]);
  volume = (): Promise<[]> => Promise.resolve([]);
  histogram = (): Promise<never> => Promise.reject(new Error('not asked'));
  places = (): Promise<never> => Promise.reject(new Error('not asked'));
  facets = (): Promise<never> => Promise.reject(new Error('not asked'));
  suggest = (): Promise<[]> => Promise.resolve([]);
  capabilities = (): Promise<never> => Promise.reject(new Error('not asked'));

  /** The newest call for a page. */
  call(page: number): FakeCall {
    const found = this.calls.findLast(call => call.page === page);
    if (!found) throw new Error(`Nobody asked for page ${page}.`);
    return found;
  }
}

export interface FakeCall {
  view: ListView;
  page: number;
  pageSize: number;
  signal: AbortSignal;
  answer(page: EventPage): void;
  fail(error: unknown): void;
}

/** A page of a list, as a server cuts it. */
export function page(records: readonly EventRecord[], { page, pageSize }: PageRequest): EventPage {
  const start = (page - 1) * pageSize;
  const total_pages = Math.max(1, Math.ceil(records.length / pageSize));
  return {
    pagination: {
      count: records.length,
      current: page,
      total_pages,
      next: page < total_pages ? page + 1 : 0,
      previous: page - 1,
      start_index: start + 1,
      end_index: Math.min(start + pageSize, records.length),
    },
    results: records.slice(start, start + pageSize),
  };
}
