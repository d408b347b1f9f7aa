import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { MemoryEventsClient } from '../../client/memory-events-client.js';
import type { EventFilters } from '../../client/index.js';
import { zoneName, type FormatOptions } from '../../internal/format.js';
import { Localize } from '../../internal/localize.js';
import { plainText } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { logEn } from '../../locales/en/log.js';
import type { EventRecord } from '../../model/index.js';
import { EventColumn } from '../event-column/event-column.js';
import { EventColumnChangeEvent } from '../event-column/event-column.events.js';
import {
  DataElement,
  EventExportRequestEvent,
  EventOrderingRequestEvent,
  EventRefreshRequestEvent,
  EventSearchRequestEvent,
  EventSelectRequestEvent,
  viewContext,
} from '../event-provider/index.js';
import { shownColumns, type ColumnSources } from './column-choice.js';
import type { EventColumnOptions } from './columns.js';
import { EventLogCloseEvent, EventLogOpenEvent, EventLogSelectEvent } from './event-log.events.js';
import { styles } from './event-log.styles.js';
import type { Density, TimeForm } from './event-log.types.js';
import { EventRows } from './event-rows.js';
import { footer } from './footer.js';
import { header } from './header.js';
import { LateLoader } from './late-loader.js';
import { ListForm, type FormSources } from './list-form.js';
import { ListGrid } from './list-grid.js';
import { ListQuestion } from './list-question.js';
import { historyOf } from './object-history.js';
import { nextOrdering, orderText } from './ordering.js';
import { QueryBox } from './query-box.js';
import { ReaderLayout } from './reader-layout.js';
import { recent } from './recent.js';
import { HEADER_ROWS } from './row-view.js';
import { keyOf } from './snapshot.js';
import { toolbar, type Toolbar } from './toolbar.js';

const PAGE_SIZE = 100;
const RECENT_COUNT = 10;
/** A failure counts down by seconds; the times of a compact list are looked at less often. */
const COUNTDOWN_MS = 1_000;
const RECENT_TICK_MS = 15_000;

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
 * @fires {EventLogSelectEvent} event-log-select - A reader chose an event, by pointer or key.
 * @fires {EventLogOpenEvent} event-log-open - A reader is about to open an event in the list. Cancelable: it then stays closed.
 * @fires {EventLogCloseEvent} event-log-close - A reader has closed an event in the list.
 * @fires {EventLogLayoutEvent} event-log-layout - A reader chose other columns, row heights or forms of time.
 * @fires {EventCompareRequestEvent} event-compare-request - A reader wants two events compared. Cancelable: the list then shows nothing.
 * @fires {EventSearchRequestEvent} event-search-request - A reader wants to see events that match a search. Cancelable.
 * @fires {EventOrderingRequestEvent} event-ordering-request - A reader wants another order. Cancelable.
 * @fires {EventSelectRequestEvent} event-select-request - A reader chose an event for the whole view. Cancelable.
 * @fires {EventRefreshRequestEvent} event-refresh-request - A reader wants the events read again. Cancelable.
 * @fires {EventExportRequestEvent} event-export-request - A reader wants the events in view as a file. Cancelable.
 */
export class EventLog extends DataElement {
  /** @internal */
  static readonly tag: string = 'event-log';
  /** @internal */
  static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, logEn, () => this.provider.state.locale);
  // Details inside the list read the same view, also when it is the list's own.
  readonly #handDown = new ContextProvider(this, { context: viewContext, initialValue: this.own });
  readonly #rows = new EventRows({
    rowsChanged: () => this.#rowsChanged(),
    rowsReplaced: moved => this.#rowsReplaced(moved),
  });
  readonly #question = new ListQuestion(this.#rows);
  readonly #form = new ListForm();
  readonly #grid = new ListGrid(this.#gridHost());
  readonly #queryBox = new QueryBox(this);
  readonly #late = new LateLoader({
    element: this,
    provider: this.provider,
    rows: this.#rows,
    format: () => this.#format,
    history: () => this.#history,
    schema: () => this.#queryBox.schema,
    atEnd: () => this.atEnd,
    say: text => this.#say(text),
    focusSearch: () => (this.compact ? this.focus() : this.#queryBox.focus()),
  });

  readonly #layout = new ReaderLayout(this, this.provider, () => shownColumns(this.#sources).map(({ field }) => field));

  #history: EventFilters | null = null;
  #drawnState = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  @query('.viewport') private readonly box!: HTMLElement | null;

  @state() private announcement = '';
  /** Whether the reader has scrolled to the last of these events. */
  @state() private atEnd = false;
  @state() private columnElements: readonly EventColumn[] = [];
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

  /** Leaves the search out of the toolbar, for pages that have one of their own. */
  @property({ attribute: 'without-query', type: Boolean, reflect: true }) withoutQuery = false;

  /**
   * Shows the history of one object only: `app/model/key`, as in `authentik_core/group/0f0e0d0c…`. Any part may be empty, and the
   * key may hold slashes.
   */
  @property() object = '';

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
    this.#grid.detach();
    clearTimeout(this.#timer);
  }

  /** Reads the events again. What is open stays open, and what is in sight stays in sight. */
  refresh(): void {
    if (this.isConnected) this.provider.store.refresh();
  }

  /** Scrolls to a row, counted from 0. */
  scrollToRow(index: number): void {
    if (this.isConnected && Number.isFinite(index)) this.#grid.scrollToRow(index);
  }

  /** Puts the focus into the list, where the reader was last. */
  override focus(): void {
    if (this.compact) this.renderRoot.querySelector<HTMLElement>('.item button')?.focus();
    else if (this.isConnected) this.#grid.focus();
  }

  protected override update(changed: PropertyValues): void {
    if (changed.has('object')) this.#history = historyOf(this.object);
    const otherColumns = changed.has('columns') || changed.has('columnElements');
    this.#layout.update(otherColumns);
    // Here and not in willUpdate(): the language of this update is known by now.
    if (this.#form.read(this.#formSources)) this.#grid.setForm(this.#form.columns, this.#form.context!);
    this.#ask();
    super.update(changed);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#handDown.value !== this.provider.store) this.#handDown.setValue(this.provider.store);
    this.#attach();
    this.#draw();
    this.#startTimer();
    if (!this.compact || this.#rows.hasRemarks) this.#late.want();
  }

  // --- From properties to what is drawn ---

  get #formSources(): FormSources {
    const { timeZone } = this.provider.state;
    return {
      columns: this.#sources,
      texts: this.#localize,
      timeZone,
      exactTimes: this.#layout.times === 'exact',
      remarks: this.#late.parts?.remarks ?? null,
    };
  }

  get #sources(): ColumnSources {
    return { elements: this.columnElements, given: this.columns, chosen: this.#layout.chosen };
  }

  #readColumns(): void {
    this.columnElements = [...this.children].filter(child => child instanceof EventColumn);
  }

  /** Asks for other rows when another client, search, order or page size is wanted, and for the same again on demand. */
  #ask(): void {
    if (!this.isConnected) return;
    const { client, view, range, revision } = this.provider.state;
    this.#question.ask(
      { client, view, range, filters: this.#history, revision, pageSize: this.#pageLength, sparing: this.compact },
      () => this.#grid.closeAll(),
    );
  }

  get #pageLength(): number {
    const given = this.pageSize;
    if (given !== null && Number.isFinite(given) && given >= 1) return Math.floor(given);
    return this.compact ? RECENT_COUNT : PAGE_SIZE;
  }

  get #format(): FormatOptions {
    return this.#form.context?.format ?? { locale: 'en' };
  }

  #attach(): void {
    const find = (name: string): HTMLElement | null => this.renderRoot.querySelector<HTMLElement>(`.${name}`);
    const [canvas, head, probe, tip] = ['canvas', 'head', 'probe', 'tip'].map(find);
    const { box } = this;
    if (this.isConnected && box && canvas && head && probe && tip) this.#grid.attach({ box, canvas, head, probe, tip });
    else this.#grid.detach();
  }

  #draw(): void {
    if (this.compact) this.#rows.want(0, this.#pageLength - 1);
    else this.#grid.draw();
  }

  #rowsChanged(): void {
    // The rest of the element is drawn only when something of it has changed: pages come at every turn of a wheel.
    const rows = this.#rows;
    const { status, count, fresh, failure, stale, unsteady, notSent, rejected, reloading } = rows;
    const loaded = this.#isLocal ? 0 : rows.loaded;
    const drawn = [status, count, fresh, stale, unsteady, notSent, rejected.count, reloading, loaded, failure?.retryAt];
    const key = drawn.join();
    if (key !== this.#drawnState || failure || this.compact) this.requestUpdate();
    this.#drawnState = key;
    if (!this.compact) this.#grid.rowsChanged();
  }

  #rowsReplaced(moved: number | null): void {
    if (!this.compact) this.#grid.rowsReplaced(moved);
    if (moved === null) this.atEnd = false;
    this.#queryBox.learn();
    this.#say(this.#rows.status === 'ready' ? this.#localize.text('logCount', this.#rows.count) : '');
  }

  /** Draws again what goes by the clock and is not in the rows of the grid. */
  #startTimer(): void {
    clearTimeout(this.#timer);
    const wait = this.#rows.failure?.retryAt ? COUNTDOWN_MS : this.compact ? RECENT_TICK_MS : 0;
    if (wait > 0 && this.isConnected) this.#timer = setTimeout(() => this.requestUpdate(), wait);
  }

  // --- What a reader does ---

  #gridHost(): ConstructorParameters<typeof ListGrid>[0] {
    return {
      rows: this.#rows,
      rtl: () => this.matches(':dir(rtl)'),
      selected: () => this.provider.state.view.selected,
      see: record => this.provider.store.show(record),
      opening: (record, index) => {
        this.#choose(record, index);
        const event = new EventLogOpenEvent(record, index);
        return this.dispatchEvent(event);
      },
      closed: (record, index) => {
        const event = new EventLogCloseEvent(record, index);
        this.dispatchEvent(event);
      },
      reachedEnd: () => (this.atEnd = true),
      moved: row => this.#say(this.#localize.text('logPosition', row + 1, this.#rows.count)),
      filter: (values, place, record, operator) =>
        this.#late.use(parts => parts.filter(values, place, record, operator)),
      marked: () => this.#late.parts?.compare.marked ?? '',
      compare: record => this.#late.use(parts => parts.compare.take(record)),
      search: () => this.#queryBox.focus(),
      help: () => this.#late.use(() => this.#show('keys')),
    };
  }

  #choose(record: EventRecord, index: number): void {
    const event = new EventLogSelectEvent(record, index);
    this.dispatchEvent(event);
    this.provider.request(new EventSelectRequestEvent(keyOf(record) || null));
  }

  #sort(field: string): void {
    this.provider.request(new EventOrderingRequestEvent(nextOrdering(field, this.provider.state.view.ordering)));
    this.#say(orderText(this.provider.state.view.ordering, this.#form.columns, this.#localize));
  }

  /** A button has been pressed: a popup that is there opens by itself, one that is not yet when it is. */
  #opening(popup: string): void {
    if (!this.#late.parts) this.#late.use(() => this.#show(popup));
  }

  #show(popup: string): void {
    const found = this.renderRoot.querySelector<HTMLElement>(`#${popup}`);
    if (found && !found.matches(':popover-open')) found.showPopover();
  }

  #search(search: string): void {
    this.provider.request(new EventSearchRequestEvent(search));
  }

  #refresh(): void {
    this.provider.request(new EventRefreshRequestEvent());
  }

  #showFresh(): void {
    this.#grid.startOver(); // the button that was pressed goes away
    this.#refresh();
  }

  #say(text: string): void {
    this.announcement = text;
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
    const { view } = this.provider.state;
    const rows = this.#rows;
    const order = orderText(view.ordering, this.#form.columns, texts);
    const ready = rows.status === 'ready';
    const unknown = rows.status === 'waiting' || rows.status === 'loading';
    const { input } = this.#grid;
    const late = this.#late.parts;
    return html`<div class="log density-${this.#layout.density} times-${this.#layout.times}" part="base">
        <div class="probe" aria-hidden="true"></div>
        ${this.#renderQuery()} ${this.#renderToolbar(order)} ${late?.notes()} ${late?.compare.note()}
        <div class="body">
          <div
            class="viewport"
            part="viewport"
            tabindex="-1"
            @keydown=${input.onKeyDown}
            @focusin=${input.onFocusIn}
            @focusout=${input.onFocusOut}
            @pointerdown=${input.onPointerDown}
            @click=${input.onClick}
            @contextmenu=${input.onContextMenu}
            @pointerover=${input.onPointerOver}
            @pointerleave=${input.onPointerLeave}
          >
            <div
              class=${rows.stale ? 'is-stale' : ''}
              role="grid"
              aria-label=${this.label || texts.text('logLabel')}
              aria-rowcount=${ready ? rows.count + HEADER_ROWS : -1}
              aria-colcount=${this.#form.columns.length + 1}
              aria-busy=${unknown ? 'true' : nothing}
            >
              <div role="rowgroup" class="head-group">
                ${header({
                  columns: this.#form.columns,
                  ordering: view.ordering,
                  sortable: this.provider.state.client?.sortable ?? [],
                  texts,
                  sort: field => this.#sort(field),
                })}
              </div>
              <div role="rowgroup" class="canvas"></div>
            </div>
            ${this.#renderBlank()}
          </div>
        </div>
        ${footer({
          rows,
          isLocal: this.#isLocal,
          order,
          notKept: late?.notKept ?? '',
          texts,
          openingKeys: () => this.#opening('keys'),
        })}
        <p class="sr" role="status">${this.announcement}</p>
        ${late?.copied()}
        <div
          class="panel tip"
          popover="manual"
          aria-hidden="true"
          @pointerover=${input.onPointerOver}
          @pointerleave=${input.onPointerLeave}
        ></div>
        ${late?.popups()}
      </div>
      <slot hidden @slotchange=${() => this.#readColumns()}></slot>`;
  }

  /** What stands where rows would, when there are none; where that could not be loaded, what went wrong. */
  #renderBlank(): unknown {
    const { parts, failed } = this.#late;
    const { status, failure } = this.#rows;
    if (parts || !failed || status !== 'failed') return parts?.blank();
    return html`<p class="blank" role="alert">
      ${plainText((failure?.error as Partial<Error> | undefined)?.message)}
    </p>`;
  }

  #renderQuery(): TemplateResult | typeof nothing {
    if (this.withoutQuery) return nothing;
    const { client, view } = this.provider.state;
    const rows = this.#rows;
    return this.#queryBox.render(
      {
        client,
        view,
        autocomplete: rows.autocomplete,
        sample: () => rows.sample(),
        error: rows.failure?.error,
        label: this.label,
        texts: this.#localize,
      },
      { run: search => this.#search(search), runAgain: () => this.#refresh() },
    );
  }

  #renderToolbar(order: string): TemplateResult {
    const texts = this.#localize;
    const rows = this.#rows;
    const layout = this.#layout;
    const bar: Toolbar = {
      texts,
      count: rows.status === 'ready' ? rows.count : undefined,
      order,
      fresh: rows.fresh,
      busy: rows.reloading,
      density: layout.density,
      times: layout.times,
      zone: zoneName(Date.now(), this.#format),
      shownColumns: this.#form.columns,
      sources: this.#sources,
      columnsChanged: layout.chosen !== null,
      refresh: () => this.#refresh(),
      showFresh: () => this.#showFresh(),
      choose: change => layout.choose(change),
      exportView: this.provider.state.exporter ? () => this.#export() : null,
      opening: popup => this.#opening(popup),
    };
    return toolbar(bar, this.#late.parts?.toolbarPopups(bar));
  }

  /** Asks for a file of the events in view, with the columns as they are shown. */
  #export(): void {
    const columns = this.#form.columns.map(({ field, label }) => ({ field, label }));
    this.provider.request(new EventExportRequestEvent(columns));
  }

  #renderCard(): TemplateResult {
    const texts = this.#localize;
    const { status, count } = this.#rows;
    const { selected } = this.provider.state.view;
    const late = this.#late.parts;
    const length = Math.min(this.#pageLength, status === 'loading' ? this.#pageLength : count);
    return html`${recent({
        title: this.label || texts.text('logRecent'),
        rows: Array.from({ length }, (_, i) => this.#rows.row(i) ?? undefined),
        selected,
        texts,
        format: this.#format,
        now: Date.now(),
        choose: (record, index) => this.#choose(record, index),
        blank: this.#renderBlank(),
        remarks: late?.remarks ?? null,
        wantRemarks: () => this.#late.want(),
      })}
      ${late?.notes()}
      <p class="sr" role="status">${this.announcement}</p>
      ${late?.copied()}
      <slot hidden @slotchange=${() => this.#readColumns()}></slot>`;
  }
}
