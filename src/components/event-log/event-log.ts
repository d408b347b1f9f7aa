import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { MemoryEventsClient, type EventsClient, type EventsView } from '../../client/index.js';
import { CopyController } from '../../internal/copy-controller.js';
import { untilRelativeChanges, zoneName, type FormatOptions } from '../../internal/format.js';
import { Localize } from '../../internal/localize.js';
import { VERSION } from '../../internal/version.js';
import { warnOnce } from '../../internal/warn-once.js';
import { createdMs, type EventRecord } from '../../model/index.js';
import { EventColumn } from '../event-column/event-column.js';
import { EventColumnChangeEvent } from '../event-column/event-column.events.js';
import {
  DataElement,
  EventOrderingRequestEvent,
  EventRefreshRequestEvent,
  EventSearchRequestEvent,
  EventSelectRequestEvent,
  viewContext,
} from '../event-provider/index.js';
import type { CellContext } from './cells.js';
import { COLUMN_FIELDS, columnOptions, DEFAULT_COLUMNS, isBuiltIn, makeColumn, rowGrid } from './columns.js';
import type { Column, EventColumnOptions } from './columns.js';
import { EventLogCloseEvent, EventLogLayoutEvent, EventLogOpenEvent, EventLogSelectEvent } from './event-log.events.js';
import { styles } from './event-log.styles.js';
import { DENSITIES, TIME_FORMS, type Density, type TimeForm } from './event-log.types.js';
import { EventRows } from './event-rows.js';
import { failureDetails } from './failure-text.js';
import { GridFocus } from './grid-focus.js';
import { header } from './header.js';
import { commandOf } from './keyboard.js';
import { keysPanel, type ColumnChoice } from './menus.js';
import { OpenRows } from './open-rows.js';
import { nextOrdering, orderText } from './ordering.js';
import { recent } from './recent.js';
import { RowBody } from './row-body.js';
import { HEADER_ROWS } from './row-view.js';
import { Scroller } from './scroller.js';
import { keyOf } from './snapshot.js';
import {
  emptyBlank,
  failedBlank,
  failedNote,
  noMatchBlank,
  noSourceBlank,
  note,
  type FailureActions,
} from './states.js';
import { TimeTip } from './time-tip.js';
import { toolbar } from './toolbar.js';

const PAGE_SIZE = 100;
const RECENT_COUNT = 10;
/** Rows drawn, at least, while it is not known how many there are. */
const PLACEHOLDERS = 8;
/** A press that moved further than this marked text, and opens nothing. */
const CLICK_SLOP = 4;
/** How often relative times are looked at: not more, and while the list stands still, not less. */
const TICK_MIN_MS = 1_000;
const TICK_MAX_MS = 30_000;

/** What a list was asked for last. */
interface Asked {
  client: EventsClient | null;
  view: Pick<EventsView, 'search' | 'range' | 'ordering'>;
  pageSize: number;
}

/**
 * A list of events to search, sort and read. It shows lists of any length with the same few row elements, asks for pages
 * as they are scrolled to, and opens an event in place.
 *
 * Inside an `<event-provider>` it shows the provider's events; by itself those of its own `src`, `events` or `client`.
 * It is as high as its rows, up to the height of the screen; a height given by the page is filled.
 *
 * @tagname event-log
 * @status experimental
 * @since 0.1.0
 *
 * @slot - `<event-column>` elements, for other columns than the usual ones.
 * @slot actions - Buttons or links of the page's own, at the end of the toolbar, or in the head of the card.
 * @slot empty - Shown when there are no events at all.
 * @csspart base - The box around everything.
 * @csspart toolbar - Count, search and buttons above the list.
 * @csspart viewport - The box that scrolls.
 * @csspart header - The row of column headings.
 * @csspart row - One event.
 * @csspart footer - The line below the list.
 * @cssprop [--event-log-max-height=100dvh] - Height at which the list stops growing and scrolls.
 * @cssprop [--event-log-row-height=2.5rem] - Height of a row; by default that of the density.
 * @cssprop [--event-kit-inset=1.25rem] - Space from the edges of the list to its text.
 * @fires {EventLogSelectEvent} event-log-select - A reader chose an event, by pointer or key.
 * @fires {EventLogOpenEvent} event-log-open - A reader is about to open an event in the list. Cancelable: it then stays closed.
 * @fires {EventLogCloseEvent} event-log-close - A reader has closed an event in the list.
 * @fires {EventLogLayoutEvent} event-log-layout - A reader chose other columns, row heights or forms of time.
 * @fires {EventSearchRequestEvent} event-search-request - A reader wants to see events that match a search. Cancelable.
 * @fires {EventOrderingRequestEvent} event-ordering-request - A reader wants another order. Cancelable.
 * @fires {EventSelectRequestEvent} event-select-request - A reader chose an event for the whole view. Cancelable.
 * @fires {EventRefreshRequestEvent} event-refresh-request - A reader wants the events read again. Cancelable.
 */
export class EventLog extends DataElement {
  /** @internal */
  static readonly tag: string = 'event-log';
  /** @internal */
  static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, () => this.provider.state.locale);
  readonly #copy = new CopyController(this, this.#localize);
  // Details inside the list read the same view, also when it is the list's own.
  readonly #handDown = new ContextProvider(this, { context: viewContext, initialValue: this.own });
  readonly #rows = new EventRows({
    rowsChanged: () => this.#rowsChanged(),
    rowsReplaced: moved => this.#rowsReplaced(moved),
  });
  readonly #scroller = new Scroller(
    () => this.#draw(),
    () => this.#settled(),
  );
  readonly #open = new OpenRows(key => this.#detailResized(key));
  readonly #body: RowBody = new RowBody({
    rows: this.#rows,
    scroller: this.#scroller,
    open: this.#open,
    context: () => this.#context!,
    selected: () => this.provider.state.view.selected,
    showsWaiting: () => this.#rows.status === 'loading' || this.#rows.status === 'ready',
    pinned: () => this.#focus.row,
  });
  readonly #focus: GridFocus = new GridFocus(
    this.#body,
    this.#scroller,
    () => this.#headerStops(),
    row => this.#say(this.#localize.text('logPosition', row + 1, this.#rows.count)),
  );
  readonly #tip = new TimeTip(
    this.#body,
    () => this.tipBox,
    () => this.#format,
  );
  readonly #sizes = new ResizeObserver(entries => this.#measured(entries));

  #asked: Asked | null = null;
  #revision = 0;
  #columns: readonly Column[] = [];
  #context: CellContext | undefined;
  #locale = '';
  #boxHeight = 0;
  #headHeight = 0;
  #pressedAt: { x: number; y: number } | undefined;
  #tickTimer: ReturnType<typeof setTimeout> | undefined;
  #drawnState = '';

  @query('.viewport') private readonly box!: HTMLElement | null;
  @query('.canvas') private readonly canvas!: HTMLElement | null;
  @query('.head') private readonly head!: HTMLElement | null;
  @query('.probe') private readonly probe!: HTMLElement | null;
  @query('.tip') private readonly tipBox!: HTMLElement | null;
  @query('.search input') private readonly searchBox!: HTMLInputElement | null;

  @state() private announcement = '';
  @state() private columnElements: readonly EventColumn[] = [];
  /** The columns a reader chose, over those of the page; `null` for none chosen. */
  @state() private chosen: readonly string[] | null = null;

  /**
   * Columns, in order: names of fields or {@link EventColumnOptions}. Built-in ones are `created`, `action`, `user`,
   * `summary` (what happened), `client_ip`, `app`, `brand`, `expires` and `pk`; any other field is a dotted path into the event. As an
   * attribute: names with spaces between. `null` for the usual ones.
   */
  @property({ converter: { fromAttribute: text => (text === null ? null : text.split(/[\s,]+/).filter(Boolean)) } })
  columns: readonly (string | EventColumnOptions)[] | null = null;

  /** Height of a row: `compact`, `normal`, or `tall` with two lines. */
  @property({ reflect: true }) density: Density = 'normal';

  /** Times as `relative` (how long ago) or `exact`; the exact one is always a hover or a focus away. */
  @property() times: TimeForm = 'relative';

  /** Shows the newest events as the card of a dashboard, without toolbar and scrolling. */
  @property({ type: Boolean, reflect: true }) compact = false;

  /** How many events to ask for at a time; `null` for 100, or 10 in a compact list, which shows just as many. */
  @property({ attribute: 'page-size', type: Number }) pageSize: number | null = null;

  /** What the list is called, for assistive technology and as the title of a compact list. */
  @property() label = '';

  constructor() {
    super();
    this.addEventListener(EventColumnChangeEvent.type, () => this.#readColumns());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#rows.resume();
    if (this.hasUpdated) this.#attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#rows.suspend();
    this.#detach();
    this.#tip.hide();
    this.#focus.left();
    clearTimeout(this.#tickTimer);
  }

  /** Reads the events again. What is open stays open, and what is in sight stays in sight. */
  refresh(): void {
    if (this.isConnected) this.provider.store.refresh();
  }

  /** Scrolls to a row, counted from 0. Does nothing while the list is not in the page. */
  scrollToRow(index: number): void {
    if (!this.isConnected || !Number.isFinite(index)) return;
    const { geometry } = this.#scroller;
    this.#scroller.scrollTo(geometry.top(Math.max(0, Math.min(geometry.count - 1, Math.floor(index)))));
  }

  /** Puts the focus into the list, where the reader was last. */
  override focus(): void {
    if (this.compact) this.renderRoot.querySelector<HTMLElement>('.item button')?.focus();
    else if (this.isConnected) this.#focus.restore();
  }

  protected override update(changed: PropertyValues): void {
    // Here and not in willUpdate(): the language of this update is known by now.
    if (changed.has('columns') || changed.has('columnElements')) this.chosen = null;
    this.#makeContext(changed);
    this.#ask();
    super.update(changed);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#handDown.value !== this.provider.store) this.#handDown.setValue(this.provider.store);
    this.#attach();
    this.#draw();
  }

  // --- From properties to what is drawn ---

  get #density(): Density {
    if (DENSITIES.includes(this.density)) return this.density;
    warnOnce('log-density', `"density" is one of ${DENSITIES.join(', ')}; "normal" is used.`);
    return 'normal';
  }

  get #times(): TimeForm {
    if (TIME_FORMS.includes(this.times)) return this.times;
    warnOnce('log-times', `"times" is one of ${TIME_FORMS.join(', ')}; "relative" is used.`);
    return 'relative';
  }

  /** Columns, language and zone: when one of them changes, every row is written anew. */
  #makeContext(changed: PropertyValues): void {
    const { locale } = this.#localize;
    const { timeZone } = this.provider.state;
    const keys: PropertyKey[] = ['columns', 'columnElements', 'times', 'chosen'];
    const known = this.#context;
    const same =
      known?.format.locale === locale &&
      (known.format.timeZone ?? '') === timeZone &&
      this.#locale === this.#localize.lang() &&
      !keys.some(key => changed.has(key));
    if (same) return;
    this.#locale = this.#localize.lang();
    this.#columns = this.#options().map(options => makeColumn(options, this.#localize, this.#times === 'exact'));
    const kinds = this.#columns.map(({ kind }) => kind);
    this.#context = {
      texts: this.#localize,
      format: { locale, timeZone: timeZone || undefined },
      now: Date.now(),
      exactTimes: this.#times === 'exact',
      userLeads: kinds.includes('user') && kinds.includes('summary'),
      messages: undefined,
    };
    this.#body.columns = this.#columns;
    this.#open.colSpan = this.#columns.length + 1;
  }

  /** The columns to show. */
  #options(): readonly EventColumnOptions[] {
    const given = this.#given();
    if (!this.chosen) return given;
    return this.chosen.map(field => given.find(column => column.field === field) ?? { field });
  }

  /** The columns the page wants. */
  #given(): readonly EventColumnOptions[] {
    const declared = columnOptions(
      this.columnElements.map(({ field, label, width, format }) => ({
        field,
        label,
        width,
        ...(format && { format }),
      })),
    );
    const columns = declared.length > 0 ? declared : columnOptions(this.columns);
    return columns.length > 0 ? columns : DEFAULT_COLUMNS.map(field => ({ field }));
  }

  #readColumns(): void {
    const elements = [...this.children].filter(child => child instanceof EventColumn);
    this.columnElements = elements;
  }

  /** Asks for other rows when another client, search, order or page size is wanted. */
  #ask(): void {
    if (!this.isConnected) return;
    const { client, view, revision } = this.provider.state;
    const { search, range, ordering } = view;
    const wanted: Asked = { client, view: { search, range, ordering }, pageSize: this.#pageLength };
    const asked = this.#asked;
    const same =
      asked !== null &&
      asked.client === client &&
      asked.view.search === search &&
      asked.view.range === range &&
      asked.view.ordering === ordering &&
      asked.pageSize === wanted.pageSize;
    this.#asked = wanted;
    if (!same) {
      if (asked?.client !== client) this.#open.clear();
      this.#rows.ask(client ? { ...wanted, client } : null);
    } else if (revision !== this.#revision) this.#rows.reload();
    this.#revision = revision;
  }

  get #pageLength(): number {
    const given = this.pageSize;
    if (given !== null && Number.isFinite(given) && given >= 1) return Math.floor(given);
    return this.compact ? RECENT_COUNT : PAGE_SIZE;
  }

  get #format(): FormatOptions {
    return this.#context?.format ?? { locale: 'en' };
  }

  // --- Rows ---

  #rowsChanged(): void {
    this.#syncGeometry();
    // The rest of the element is drawn only when something of it has changed: pages come at every turn of a wheel.
    const rows = this.#rows;
    const { status, count, fresh, failure, stale, unsteady, notSent, rejected, reloading } = rows;
    const loaded = this.#isLocal ? 0 : rows.loaded;
    const drawn = [status, count, fresh, stale, unsteady, notSent, rejected.count, reloading, loaded, failure?.retryAt];
    const key = drawn.join();
    if (key !== this.#drawnState || failure || this.compact) this.requestUpdate();
    this.#drawnState = key;
    this.#draw();
  }

  #rowsReplaced(moved: number | null): void {
    const rows = this.#rows;
    this.#scroller.change(geometry => {
      geometry.clearExtras();
      geometry.count = this.#displayCount;
      for (const [index, height] of this.#openHeights()) geometry.setExtra(index, height);
    }, moved ?? 0);
    if (moved === null) this.#scroller.scrollTo(0);
    this.#focus.follow(moved === null ? 0 : this.#focus.lastRow + moved);
    this.#say(rows.status === 'ready' ? this.#localize.text('logCount', rows.count) : '');
    // The element with the focus may show another event now, or none.
    if (this.#focus.row >= 0) this.#focus.restore();
    this.#settled();
  }

  /** Rows the list has room for; more than there are while they are on their way. */
  get #displayCount(): number {
    const { status, count } = this.#rows;
    const isUnknown = status === 'loading' || (status === 'waiting' && count === 0);
    if (!isUnknown) return count;
    const { view, geometry } = this.#scroller;
    return Math.max(PLACEHOLDERS, geometry.rowHeight > 0 ? Math.ceil(view / geometry.rowHeight) : 0);
  }

  /** Brings the numbers of the scroller to those of the rows. */
  #syncGeometry(): void {
    const { geometry } = this.#scroller;
    const count = this.#displayCount;
    const opened = this.#openHeights().filter(([index, height]) => geometry.extra(index) !== height);
    if (count === geometry.count && opened.length === 0) return;
    this.#scroller.change(() => {
      geometry.count = count;
      for (const [index, height] of opened) geometry.setExtra(index, height);
    });
  }

  /** The rows of open events, as far as they are known, and the room their details take. */
  #openHeights(): [index: number, height: number][] {
    const heights: [number, number][] = [];
    for (const key of this.#open.keys) {
      const index = this.#rows.indexOf(key);
      if (index >= 0) heights.push([index, this.#open.height(key)]);
    }
    return heights;
  }

  #draw(): void {
    if (this.compact) this.#rows.want(0, this.#pageLength - 1);
    if (this.compact || !this.#context || !this.canvas) return;
    this.#tip.hide();
    const { first, last } = this.#scroller.range();
    if (last >= first) this.#rows.want(first, last);
    this.#body.draw();
    this.#focus.mark();
  }

  #settled(): void {
    this.#body.sort();
    this.#tick();
  }

  /** Writes relative times anew, and again when the first of them reads differently. */
  #tick(): void {
    clearTimeout(this.#tickTimer);
    if (!this.isConnected || !this.#context) return;
    this.#context.now = Date.now();
    let wait = TICK_MAX_MS;
    if (this.compact) this.requestUpdate();
    else {
      this.#body.tick();
      for (const { record } of this.#body.views) {
        const ms = record ? createdMs(record) : NaN;
        if (!Number.isNaN(ms)) wait = Math.min(wait, untilRelativeChanges(ms, this.#context.now));
      }
    }
    // A failure counts down by seconds.
    if (this.#rows.failure?.retryAt) {
      wait = TICK_MIN_MS;
      this.requestUpdate();
    }
    this.#tickTimer = setTimeout(() => this.#tick(), Math.max(TICK_MIN_MS, wait));
  }

  #detailResized(key: string): void {
    const index = this.#rows.indexOf(key);
    if (index < 0) return;
    this.#scroller.change(geometry => geometry.setExtra(index, this.#open.height(key)));
  }

  // --- What a reader does ---

  #choose(record: EventRecord, index: number): void {
    const event = new EventLogSelectEvent(record, index);
    this.dispatchEvent(event);
    this.provider.request(new EventSelectRequestEvent(keyOf(record) || null));
  }

  #toggle(record: EventRecord, index: number): void {
    const key = keyOf(record);
    if (this.#open.has(key)) {
      this.#close(record, index);
      return;
    }
    this.#choose(record, index);
    const event = new EventLogOpenEvent(record, index);
    if (key === '' || !this.dispatchEvent(event)) return;
    this.#open.open(record);
    this.#scroller.change(geometry => geometry.setExtra(index, this.#open.height(key)));
    // Before the next frame: the detail is drawn in a microtask, and then its height is known.
    void this.#open.drawn(key).then(() => {
      if (this.#open.measure(key)) this.#detailResized(key);
    });
  }

  #close(record: EventRecord, index: number): void {
    this.#open.close(keyOf(record));
    this.#scroller.change(geometry => geometry.setExtra(index, 0));
    const event = new EventLogCloseEvent(record, index);
    this.dispatchEvent(event);
  }

  readonly #onPointerDown = (event: PointerEvent): void => {
    this.#pressedAt = { x: event.clientX, y: event.clientY };
  };

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const view = this.#body.viewOf(target);
    if (!view?.record || view.below?.contains(target)) return;
    const from = this.#pressedAt;
    this.#pressedAt = undefined;
    const isDrag = from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > CLICK_SLOP && event.detail > 0;
    if (!isDrag) this.#toggle(view.record, view.index);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    const view = this.#body.viewOf(target);
    const inDetail = view?.below?.contains(target) ?? false;
    const command = commandOf(event, this.matches(':dir(rtl)'));
    // A detail has keys of its own, and only Escape leads out of it.
    if (!command || (inDetail && command.type !== 'close')) return;
    if (command.type === 'toggle') {
      // Buttons press themselves.
      if (target instanceof HTMLButtonElement || !view) return;
      event.preventDefault();
      if (view.record) this.#toggle(view.record, view.index);
    } else if (command.type === 'close') {
      if (this.#tip.open) this.#tip.hide();
      else if (view?.record && this.#open.has(keyOf(view.record))) {
        const { record, index } = view;
        this.#focus.to(index);
        this.#close(record, index);
      } else return;
      event.preventDefault();
      event.stopPropagation(); // a dialog around the list stays open
    } else if (command.type === 'search') {
      event.preventDefault();
      this.searchBox?.focus();
      this.searchBox?.select();
    } else if (command.type === 'keys') {
      event.preventDefault();
      this.renderRoot.querySelector<HTMLElement>('#keys')?.showPopover();
    } else if (this.#focus.move(command)) event.preventDefault();
  };

  readonly #onFocusIn = (event: FocusEvent): void => {
    const target = event.target as HTMLElement;
    const view = this.#body.viewOf(target);
    if (view || this.head?.contains(target)) this.#focus.entered(target);
    if (target.matches('.c-created:focus-visible')) this.#tip.show(target);
    else this.#tip.hide();
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    const grid = event.currentTarget as HTMLElement;
    if (event.relatedTarget instanceof Node && grid.contains(event.relatedTarget)) return;
    this.#focus.left();
    this.#tip.hide();
  };

  #sort(field: string): void {
    this.provider.request(new EventOrderingRequestEvent(nextOrdering(field, this.provider.state.view.ordering)));
    this.#say(orderText(this.provider.state.view.ordering, this.#columns, this.#localize));
  }

  #search(search: string): void {
    this.provider.request(new EventSearchRequestEvent(search));
  }

  #clearSearch(): void {
    this.#search('');
    this.searchBox?.focus(); // the button that was pressed goes away
  }

  #refresh(): void {
    this.provider.request(new EventRefreshRequestEvent());
  }

  #showFresh(): void {
    this.#focus.to(0); // the button that was pressed goes away
    this.#refresh();
  }

  #chooseColumns(fields: readonly string[] | null): void {
    this.chosen = fields;
    this.#layoutChanged();
  }

  #layoutChanged(): void {
    const columns = this.#options().map(({ field }) => field);
    const event = new EventLogLayoutEvent({ columns, density: this.#density, times: this.#times });
    this.dispatchEvent(event);
  }

  #say(text: string): void {
    this.announcement = text;
  }

  // --- Sizes ---

  #attach(): void {
    const { box, canvas, head, probe } = this;
    if (!this.isConnected || !box || !canvas || !head || !probe) {
      this.#body.canvas = undefined;
      this.#detach();
      return;
    }
    const grid = rowGrid(this.#columns);
    for (const [name, value] of Object.entries<string>({ ...grid })) box.style.setProperty(`--_${name}`, value);
    this.#body.canvas = canvas;
    if (!this.#scroller.attach(box, canvas)) return;
    for (const measured of [probe, head, box]) this.#sizes.observe(measured);
  }

  #detach(): void {
    this.#scroller.detach();
    this.#sizes.disconnect();
  }

  #measured(entries: readonly ResizeObserverEntry[]): void {
    const { geometry } = this.#scroller;
    let rowHeight = geometry.rowHeight;
    for (const { target, contentRect, borderBoxSize } of entries) {
      const height = borderBoxSize[0]?.blockSize ?? contentRect.height;
      if (target === this.box) this.#boxHeight = contentRect.height;
      else if (target === this.head) this.#headHeight = height;
      else if (target === this.probe) rowHeight = height;
    }
    this.box?.style.setProperty('--_head', `${this.#headHeight}px`);
    if (rowHeight !== geometry.rowHeight) this.#scroller.change(g => (g.rowHeight = rowHeight));
    this.#scroller.view = this.#boxHeight - this.#headHeight;
    this.#syncGeometry();
    this.#draw();
    this.#settled();
  }

  #headerStops(): HTMLElement[] {
    return [...(this.head?.querySelectorAll<HTMLElement>('.sort') ?? [])].filter(
      stop => stop.getClientRects().length > 0,
    );
  }

  get #isLocal(): boolean {
    return this.provider.state.client instanceof MemoryEventsClient;
  }

  // --- Drawing ---

  override render(): TemplateResult {
    return this.compact ? this.#renderCard() : this.#renderList();
  }

  #renderList(): TemplateResult {
    const texts = this.#localize;
    const { view, client } = this.provider.state;
    const rows = this.#rows;
    const ready = rows.status === 'ready';
    return html`<div class="log density-${this.#density}" part="base">
        <div class="probe" aria-hidden="true"></div>
        ${toolbar({
          texts,
          count: ready ? rows.count : undefined,
          order: orderText(view.ordering, this.#columns, texts),
          fresh: rows.fresh,
          busy: rows.reloading,
          search: view.search,
          density: this.#density,
          times: this.#times,
          zone: zoneName(Date.now(), this.#format),
          columns: this.#columnChoices(),
          columnsChanged: this.chosen !== null,
          runSearch: search => this.#search(search),
          refresh: () => this.#refresh(),
          showFresh: () => this.#showFresh(),
          chooseDensity: density => {
            this.density = density;
            this.#layoutChanged();
          },
          chooseTimes: times => {
            this.times = times;
            this.#layoutChanged();
          },
          chooseColumns: fields => this.#chooseColumns(fields),
        })}
        ${this.#renderNotes()}
        <div class="body">
          <div
            class="viewport"
            part="viewport"
            tabindex="-1"
            @keydown=${this.#onKeyDown}
            @focusin=${this.#onFocusIn}
            @focusout=${this.#onFocusOut}
          >
            <div
              class="grid ${rows.stale ? 'is-stale' : ''}"
              role="grid"
              aria-label=${this.label || texts.text('logLabel')}
              aria-rowcount=${ready ? rows.count + HEADER_ROWS : -1}
              aria-colcount=${this.#columns.length + 1}
              aria-busy=${rows.status === 'waiting' || rows.status === 'loading' ? 'true' : nothing}
              @pointerdown=${this.#onPointerDown}
              @click=${this.#onClick}
              @pointerover=${(event: PointerEvent) => this.#tip.hover(event.target as Element)}
              @pointerleave=${() => this.#tip.leave()}
            >
              <div role="rowgroup" class="head-group">
                ${header({
                  columns: this.#columns,
                  ordering: view.ordering,
                  sortable: client?.sortable ?? [],
                  texts,
                  sort: field => this.#sort(field),
                })}
              </div>
              <div role="rowgroup" class="canvas"></div>
            </div>
            ${this.#renderBlank()}
          </div>
        </div>
        ${this.#renderFoot()}
        <p class="sr" role="status">${this.announcement}</p>
        ${this.#copy.render()}
        <div
          class="pop tip"
          popover="manual"
          role="tooltip"
          @pointerover=${(event: PointerEvent) => this.#tip.hover(event.target as Element)}
          @pointerleave=${() => this.#tip.leave()}
        ></div>
        ${keysPanel(texts)}
      </div>
      <slot hidden @slotchange=${() => this.#readColumns()}></slot>`;
  }

  #renderFoot(): TemplateResult {
    const texts = this.#localize;
    const rows = this.#rows;
    const count = texts.text('logCount', rows.count);
    const order = orderText(this.provider.state.view.ordering, this.#columns, texts);
    const all = this.#isLocal || rows.loaded >= rows.count;
    const said =
      rows.status === 'loading'
        ? texts.text('logLoading')
        : rows.status !== 'ready'
          ? nothing
          : all
            ? texts.text('logFoot', count, order)
            : texts.text('logFootLoaded', count, order, rows.loaded);
    return html`<div class="foot" part="footer">
      <span>${said}</span>
      <span class="keys-hint">
        <span aria-hidden="true"
          ><kbd>J</kbd> <kbd>K</kbd> ${texts.text('logHintMove')} <kbd>↵</kbd> ${texts.text('logHintOpen')}
          <kbd>/</kbd> ${texts.text('logHintSearch')}</span
        >
        <button type="button" popovertarget="keys" aria-haspopup="dialog">
          <kbd aria-hidden="true">?</kbd> ${texts.text('logKeysHint')}
        </button>
      </span>
    </div>`;
  }

  /** What is true of the list and not to be seen in its rows. */
  #renderNotes(): unknown {
    const texts = this.#localize;
    const { status, failure, stale, rejected, notSent, unsteady } = this.#rows;
    if (status !== 'ready') return nothing;
    return [
      failure ? failedNote(failure, stale, this.#failureActions(failure.error), texts) : nothing,
      rejected.count > 0 ? note(texts.text('logRejected', rejected.count, rejected.reason)) : nothing,
      notSent > 0 ? note(texts.text('logNotSentCount', notSent)) : nothing,
      unsteady ? note(texts.text('logUnsteady')) : nothing,
    ];
  }

  /** What stands where rows would, when there are none. */
  #renderBlank(): TemplateResult | typeof nothing {
    const texts = this.#localize;
    const { status, failure, count } = this.#rows;
    const { search } = this.provider.state.view;
    if (status === 'idle') return noSourceBlank(texts);
    if (status === 'failed' && failure) return failedBlank(failure, this.#failureActions(failure.error), texts);
    if (status !== 'ready' || count > 0) return nothing;
    return search === '' ? emptyBlank(texts) : noMatchBlank(search, () => this.#clearSearch(), texts);
  }

  #failureActions(error: unknown): FailureActions {
    return {
      trying: this.#rows.busy,
      copied: this.#copy.isDone(error),
      retry: () => this.#rows.retry(),
      copy: () => void this.#copy.copy(failureDetails(error, new Date()), error, this.#localize.text('copied')),
    };
  }

  /** Columns to choose from: those shown, those of the page, and all built-in ones. */
  #columnChoices(): ColumnChoice[] {
    const shown = this.#columns.map(({ field, label }) => ({ field, label, shown: true }));
    const others = [...this.#given().map(({ field }) => field), ...COLUMN_FIELDS].filter(
      (field, index, all) => all.indexOf(field) === index && !shown.some(column => column.field === field),
    );
    return [
      ...shown,
      ...others.map(field => {
        const options = this.#given().find(column => column.field === field) ?? { field };
        return { field, label: makeColumn(options, this.#localize, isBuiltIn(field)).label, shown: false };
      }),
    ];
  }

  #renderCard(): TemplateResult {
    const texts = this.#localize;
    const { status, count } = this.#rows;
    const length = Math.min(this.#pageLength, this.#displayCount);
    return html`${recent({
        title: this.label || texts.text('logRecent'),
        rows:
          status === 'waiting' && count === 0 ? [] : Array.from({ length }, (_, i) => this.#rows.row(i) ?? undefined),
        selected: this.provider.state.view.selected,
        texts,
        format: this.#format,
        now: Date.now(),
        choose: (record, index) => this.#choose(record, index),
        blank: this.#renderBlank(),
      })}
      ${this.#renderNotes()}
      <p class="sr" role="status">${this.announcement}</p>
      ${this.#copy.render()}
      <slot hidden @slotchange=${() => this.#readColumns()}></slot>`;
  }
}
