import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { EventFilters } from '../../../client/index.js';
import { CopyController } from '../../../internal/copy-controller.js';
import type { FilterOperator, FilterValue } from '../../../internal/filter-actions.js';
import type { FormatOptions } from '../../../internal/format.js';
import { Localize } from '../../../internal/localize.js';
import { warningWords } from '../../../internal/visible-text.js';
import { logLateEn, type LogLateTexts } from '../../../locales/en/log-late.js';
import { changeCount } from '../../../model/changes.js';
import { DEFAULT_ORDERING } from '../../../model/order.js';
import { isoMs } from '../../../model/time.js';
import type { EventRecord } from '../../../model/index.js';
import type { Schema } from '../../../query-lang/index.js';
import { popup } from '../../../styles/popup.css.js';
import { EventRangeRequestEvent, EventSearchRequestEvent } from '../../event-provider/event-provider.events.js';
import type { ProviderController } from '../../event-provider/provider-controller.js';
import type { RowRemarks } from '../cells.js';
import type { EventRows } from '../event-rows.js';
import { failureDetails } from '../failure-text.js';
import type { Toolbar, ToolbarPopups } from '../toolbar.js';
import { keyOf } from '../snapshot.js';
import { Compare } from './compare.js';
import { FilterMenu, type MenuPlace } from './filter-menu.js';
import { Kept } from './kept.js';
import { keysPanel } from './keys-panel.js';
import { styles } from './late.styles.js';
import { toolbarPopups } from './menus.js';
import { NoMatch } from './no-match.js';
import { blank, notes, type BlankActions } from './states.js';
import type { WayOut } from './ways-out.js';

const remarks: RowRemarks = { countChanges: changeCount, nameWarning: warningWords };

/** What late parts need from the list they belong to. */
export interface LateHost {
  readonly element: LitElement;
  readonly provider: ProviderController;
  readonly rows: EventRows;
  readonly format: () => FormatOptions;
  /** What the page itself leaves out. */
  readonly history: () => EventFilters | null;
  readonly schema: () => Schema | null;
  /** Whether the reader has scrolled to the last of these events. */
  readonly atEnd: () => boolean;
  /** Announces something. */
  readonly say: (text: string) => void;
  /** Takes the reader to the search, or to the first event where there is none. */
  readonly focusSearch: () => void;
}

/**
 * What a list draws beside its toolbar and rows: menus, filters, the comparison of two events, notes, what is said when there
 * are no rows, and remarks in rows. Loaded after the first paint, with texts and styles of its own.
 */
export class LateParts implements ReactiveController {
  readonly #host: LateHost;
  readonly #texts: LogLateTexts;
  readonly #copy: CopyController;
  readonly #kept: Kept;
  readonly #noMatch: NoMatch;
  readonly #filters: FilterMenu;
  readonly compare: Compare;
  readonly remarks = remarks;

  constructor(host: LateHost) {
    const { element, provider } = host;
    this.#host = host;
    this.#texts = new Localize(element, logLateEn, () => provider.state.locale);
    this.#copy = new CopyController(element, this.#texts);
    this.#kept = new Kept(element);
    this.#noMatch = new NoMatch(element);
    this.#filters = new FilterMenu(element, this.#texts, {
      search: () => provider.state.view.search,
      request: search => this.#search(search),
    });
    this.compare = new Compare(element, this.#texts, text => host.say(text));
    const root = element.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, popup.styleSheet!, styles.styleSheet!];
    element.addController(this);
  }

  /** Looks for ways out of a view without events. */
  hostUpdated(): void {
    const { provider, rows, schema, history } = this.#host;
    const { client, view, range } = provider.state;
    const isEmpty = rows.status === 'ready' && rows.count === 0 && this.#isFiltered;
    this.#noMatch.show(client && isEmpty ? { client, view, range, schema: schema(), filters: history() } : null);
  }

  /** Filters an event by one of these values: by which, and how, is asked for without an operator. */
  filter(values: readonly FilterValue[], place: MenuPlace, record: EventRecord, operator?: FilterOperator): void {
    const { marked } = this.compare;
    const name =
      marked === '' ? 'logCompareMark' : marked === keyOf(record) ? 'logCompareUnmark' : 'logCompareWithMarked';
    const action = { label: this.#texts.text(name), run: () => this.compare.take(record) };
    if (operator) this.#filters.filter(values, operator, place, action);
    else void this.#filters.open(values, place, action);
  }

  /**
   * That events are not kept for as long as is asked for: by where the range begins, or by going to the very end of a list that has no
   * beginning. Empty for nothing.
   */
  get notKept(): string {
    const { provider, rows, atEnd, format } = this.#host;
    const { client, view, revision } = provider.state;
    const { from } = view.range;
    const isAllOfTime = from === null && atEnd() && view.ordering === DEFAULT_ORDERING;
    if (!client?.retention || rows.status !== 'ready' || (from === null && !isAllOfTime)) return '';
    const begins = from === null ? -Infinity : isoMs(from);
    return this.#kept.text(client.retention, revision, begins, this.#texts, format());
  }

  toolbarPopups(bar: Toolbar): ToolbarPopups {
    return toolbarPopups(bar, this.#texts);
  }

  /** What is true of the rows and not to be seen in them. */
  notes(): unknown {
    return notes(this.#host.rows, this.#actions, this.#texts);
  }

  /** What stands where rows would, when there are none. */
  blank(): unknown {
    return blank(this.#host.rows, this.#isFiltered, this.#actions, this.#texts);
  }

  /** What became of copying; where it was refused, what is to be copied by hand. */
  copied(): TemplateResult {
    return this.#copy.render();
  }

  /** Menus and panels that belong to no button of the toolbar. */
  popups(): TemplateResult {
    return html`${keysPanel(this.#texts)}${this.#filters.render()}${this.compare.panel(this.#host.format())}`;
  }

  get #actions(): BlankActions {
    const { provider, rows } = this.#host;
    const error = rows.failure?.error;
    const { notKept } = this;
    return {
      trying: rows.busy,
      copied: this.#copy.isDone(error),
      retry: () => rows.retry(),
      copy: () => void this.#copy.copy(failureDetails(error, new Date()), error, this.#texts.text('copied')),
      notKept,
      noMatch: () => this.#noMatch.render(provider.state.view.search, notKept, this.#texts, way => this.#take(way)),
    };
  }

  /** Whether the view leaves anything out. */
  get #isFiltered(): boolean {
    const { view, range } = this.#host.provider.state;
    return view.search !== '' || range.from !== null || range.to !== null;
  }

  /** A way out of a view without events. The button that was pressed goes away. */
  #take({ search, range }: WayOut): void {
    const { provider, focusSearch } = this.#host;
    const before = provider.state.range;
    if (range.from !== before.from || range.to !== before.to) provider.request(new EventRangeRequestEvent(range));
    this.#search(search);
    focusSearch();
  }

  #search(search: string): void {
    this.#host.provider.request(new EventSearchRequestEvent(search));
  }
}
