import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { isAbortError } from '../../client/abort.js';
import { LatestOnly } from '../../client/latest-only.js';
import { maskedIn } from '../../client/masking/masker.js';
import { CopyController } from '../../internal/copy-controller.js';
import { filterValue, toggleFilter, type FilterOperator, type FilterValue } from '../../internal/filter-actions.js';
import { isTime, untilRelativeChanges, type FormatOptions } from '../../internal/format.js';
import { given } from '../../internal/given.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { plainText, textOf } from '../../internal/text.js';
import { visibleLink, visibleText } from '../../internal/visible-text.js';
import { VERSION } from '../../internal/version.js';
import { warnOnce } from '../../internal/warn-once.js';
import { detailEn } from '../../locales/en/detail.js';
import { actionInfo } from '../../model/actions.js';
import { changeCount } from '../../model/changes.js';
import { createdMs } from '../../model/facts.js';
import { getPath } from '../../model/path.js';
import { stringifyJson } from '../../model/json.js';
import type { EventRecord } from '../../model/index.js';
import {
  DataElement,
  EventRangeRequestEvent,
  EventRevealRequestEvent,
  EventSearchRequestEvent,
  EventSelectRequestEvent,
} from '../event-provider/index.js';
import type { DiffResolver } from '../event-diff/index.js';
import type {
  EventJsonTreeCopyEvent,
  EventJsonTreeFilterEvent,
  EventJsonTreeRevealEvent,
} from '../event-json-tree/index.js';
import { renderBar } from './bar.js';
import { renderChanges } from './changes-view.js';
import { EventDetailCopyEvent, EventPermalinkRequestEvent, type EventDetailCopyDetail } from './event-detail.events.js';
import { styles } from './event-detail.styles.js';
import { FactView } from './fact-view.js';
import { factsOf, type Fact } from './facts.js';
import { renderNearby } from './nearby-view.js';
import { searchFor, type Neighbour } from './neighbours.js';
import { OwnView } from './own-view.js';
import { RawView } from './raw-view.js';
import { RecordController, type RecordState } from './record-controller.js';
import { renderSentence } from './sentence.js';
import { SectionView, type SectionActions } from './section-view.js';
import { sectionsOf, topicOf, type Section } from './sections.js';
import { renderBlank, renderFailed, renderLoading } from './states.js';
import { canStep, eventBeside } from './stepper.js';
import { VIEWS, ViewTabs, type DetailView, type Tab } from './view-tabs.js';

/** Relative times older than this change too seldom to wait for. */
const TICK_MAX_MS = 3_600_000;

const TOPICS = {
  changes: 'detailChanges',
  mail: 'detailMail',
  trace: 'detailTrace',
  details: 'detailDetails',
} as const;

/**
 * All there is about one event: a sentence of who did what, from where and when; the facts; what is particular about its
 * action (the change, the mail, the stack trace); the whole record as a tree and as raw JSON; and what happened near it.
 *
 * It shows `record`; without one the event of `event-id`, else the one selected in the provider around it, which it
 * gets from the provider, or from its own `src`, `events` or `client`.
 *
 * @tagname event-detail
 * @status experimental
 * @since 0.1.0
 *
 * @slot details - What is particular about the event, in place of what the kit or a renderer shows.
 * @slot actions - Buttons of the page's own, after those of the element.
 * @slot empty - Shown instead of the hint while no event is chosen.
 * @csspart sentence - The sentence at the head.
 * @csspart facts - The list of facts.
 * @csspart views - The views of the event, with their tabs.
 * @csspart nearby - The links to events near this one.
 * @cssprop [--event-detail-view-max-height=36rem] - Height at which the tree and the raw JSON begin to scroll.
 * @fires {EventDetailCopyEvent} event-detail-copy - A reader copied the event, a fact, a value, a path or the link.
 * @fires {EventPermalinkRequestEvent} event-permalink-request - A reader wants the address of the event; the page gives it.
 * @fires {EventSearchRequestEvent} event-search-request - A reader wants to see only events that have a value, or a neighbour.
 * @fires {EventRangeRequestEvent} event-range-request - A reader wants to see what happened around the event.
 * @fires {EventSelectRequestEvent} event-select-request - A reader goes on to the event before or after.
 * @fires {EventRevealRequestEvent} event-reveal-request - A reader wants to see a masked value. Cancelled, it stays masked.
 */
export class EventDetail extends DataElement {
  /** @internal */ static readonly tag = 'event-detail';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, detailEn, () => this.provider.state.locale);
  readonly #copy = new CopyController(this, this.#localize);
  readonly #record = new RecordController(this);
  readonly #raw = new RawView(this, this.#localize);
  readonly #factView = new FactView(this, this.#localize, this.#copy);
  readonly #sectionView = new SectionView(this, this.#localize, this.#factView);
  readonly #own = new OwnView(this);
  readonly #steps = new LatestOnly();
  #tickTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #tabs = new ViewTabs(this, view => (this.view = view));
  /** What the event says beside its facts, read once for each record and language. */
  #sections: { record: EventRecord; texts: unknown; list: Section[] } | undefined;

  /** The event to show. Wins over `event-id` and over what is selected in a provider. It is never changed. */
  @property({ attribute: false }) record: EventRecord | null = null;

  /** Id of the event to show (its `pk`). */
  @property({ attribute: 'event-id' }) eventId = '';

  /**
   * The view that is open: `details`, `json` or `raw`. Changes when a reader chooses another. An event that has no details
   * shows its JSON for them.
   */
  @property() view: DetailView = 'details';

  /** Gives ids in a change a name, as the `resolver` of `<event-diff>`. */
  @property({ attribute: false }) resolver: DiffResolver | null = null;

  /** Offers “Copy link”. The page has to answer `event-permalink-request`, for only it knows its addresses. */
  @property({ type: Boolean }) permalink = false;

  /** Level of the heading that the sentence is, for the outline of the page. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#tickTimer);
    this.#steps.cancel();
  }

  /** Loads the event again. Does nothing where `record` is given. */
  reload(): void {
    this.#record.reload();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!VIEWS.includes(this.view)) {
      warnOnce('detail-view', `"view" is one of ${VIEWS.join(', ')}; "details" is used.`);
      this.view = 'details';
    }
    if (!this.isConnected) return; // nothing is asked for by what is not on the page
    const before = this.#record.key;
    const { client, view, revision } = this.provider.state;
    this.#record.settle({ record: this.record, id: this.eventId || view.selected, client, revision });
    if (this.#record.key !== before) {
      this.#tabs.reset();
      this.#factView.reset();
      this.#sectionView.reset();
      this.#steps.cancel();
    }
    this.#own.settle(this.#shown);
  }

  /** The event on show, with what is masked in it by now. */
  get #shown(): EventRecord | null {
    const { state } = this.#record;
    return state.status === 'ready' ? this.provider.store.show(state.record) : null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#tick();
  }

  /** Draws again when the relative times read differently. */
  #tick(): void {
    clearTimeout(this.#tickTimer);
    const { state } = this.#record;
    if (state.status !== 'ready' || !this.isConnected) return;
    const ms = createdMs(state.record);
    const wait = isTime(ms) ? untilRelativeChanges(ms, Date.now()) : Infinity;
    if (wait <= TICK_MAX_MS) this.#tickTimer = setTimeout(() => this.requestUpdate(), wait);
  }

  async #copyJson(record: EventRecord): Promise<void> {
    const ok = await this.#copy.copy(stringifyJson(record, 2), 'json', this.#localize.text('detailJsonCopied'));
    this.#tellCopied({ what: 'json', ok });
  }

  async #copyFact(fact: Fact): Promise<void> {
    const text = textOf(fact.copy ?? fact.value);
    const ok = await this.#copy.copy(text, fact.id, this.#localize.text('detailFactCopied', fact.label));
    this.#tellCopied({ what: 'fact', fact: fact.id, ok });
  }

  async #copyLink(record: EventRecord): Promise<void> {
    const event = new EventPermalinkRequestEvent(textOf(getPath(record, 'pk')));
    this.dispatchEvent(event);
    if (event.defaultPrevented) return;
    if (event.url === null) {
      this.#copy.announce(this.#localize.text('detailNoLink'), undefined);
      return;
    }
    const url = URL.parse(event.url, this.ownerDocument.baseURI)?.href ?? event.url;
    const ok = await this.#copy.copy(url, 'link', this.#localize.text('detailLinkCopied'));
    this.#tellCopied({ what: 'link', ok });
  }

  #filter(filter: FilterValue, operator: FilterOperator): void {
    const view = {
      search: () => this.provider.state.view.search,
      request: (search: string) => this.#request(new EventSearchRequestEvent(search)),
    };
    void toggleFilter(view, filter, operator);
  }

  #request(
    event: EventSearchRequestEvent | EventRangeRequestEvent | EventSelectRequestEvent | EventRevealRequestEvent,
  ): void {
    this.provider.request(event);
  }

  #reveal(record: EventRecord, path: string): void {
    this.#request(new EventRevealRequestEvent(textOf(getPath(record, 'pk')), path));
  }

  async #goNear({ filters, range }: Neighbour): Promise<void> {
    const search = await searchFor(filters);
    this.#request(new EventRangeRequestEvent(range));
    this.#request(new EventSearchRequestEvent(search));
  }

  async #step(record: EventRecord, step: 1 | -1): Promise<void> {
    const { client, view } = this.provider.state;
    if (!client) return;
    try {
      const { search, range, ordering } = view;
      const next = await this.#steps.run(signal =>
        eventBeside(client, { search, range, ordering }, record, step, signal),
      );
      if (next) this.#request(new EventSelectRequestEvent(textOf(getPath(next, 'pk'))));
      else this.#copy.announce(this.#localize.text(step === 1 ? 'detailLast' : 'detailFirst'), undefined);
    } catch (error) {
      if (!isAbortError(error)) this.#copy.announce(this.#localize.text('detailFailed'), undefined);
    }
  }

  #tellCopied(detail: EventDetailCopyDetail): void {
    const event = new EventDetailCopyEvent(detail);
    this.dispatchEvent(event);
  }

  #format(): FormatOptions {
    return { locale: this.#localize.locale, timeZone: this.provider.state.timeZone || undefined };
  }

  protected override render(): TemplateResult {
    return html`<div class="detail">${this.#renderState(this.#record.state)}</div>`;
  }

  #renderState(state: RecordState): TemplateResult {
    switch (state.status) {
      case 'ready':
        return this.#renderRecord(this.#shown!);
      case 'waiting':
      case 'loading':
        return renderLoading(state.status, this.#localize);
      case 'failed':
        return renderFailed(this.#blankTitle('detailFailed'), state.error, this.#localize, () => this.reload());
      case 'missing':
        return renderBlank('search', this.#blankTitle('detailMissing'), this.#localize.text('detailMissingHint'));
      case 'none':
        return html`<slot name="empty"
          >${renderBlank('rows', this.#blankTitle('detailNone'), this.#localize.text('detailNoneHint'))}</slot
        >`;
    }
  }

  #blankTitle(text: 'detailFailed' | 'detailMissing' | 'detailNone'): TemplateResult {
    return this.#heading(this.#localize.text(text), 'blank-title');
  }

  #heading(content: unknown, name: string): TemplateResult {
    const level = Math.min(Math.max(Math.trunc(this.headingLevel) || 2, 1), 6);
    return html`<p class=${name} part=${name === 'sentence' ? name : nothing} role="heading" aria-level=${level}>
      ${content}
    </p>`;
  }

  #renderRecord(record: EventRecord): TemplateResult {
    const t = this.#localize;
    const sections = this.#sectionsOf(record);
    const hasDetails =
      sections.length > 0 || this.#own.renderer !== null || this.querySelector('[slot="details"]') !== null;
    const view = hasDetails || this.view !== 'details' ? this.view : 'json';
    const views = VIEWS.filter(name => hasDetails || name !== 'details');
    return html`<div class="head">
        ${this.#heading(renderSentence(record, this.#localize, this.#format()), 'sentence')} ${this.#renderBar(record)}
      </div>
      ${this.#copy.render()}
      <div class="body">
        <dl class="facts" part="facts">
          ${this.#facts(record).map(fact =>
            this.#factView.render(
              fact,
              record,
              this.#actions(record),
              fact.id === 'action' ? this.#renderMark(record) : nothing,
            ),
          )}
        </dl>
        <div class="views" part="views">
          ${this.#tabs.render(
            views.map(name => this.#tabOf(name, sections, record)),
            view,
            t.text('detailViews'),
            t.locale,
            name => this.#renderView(name, name === view, sections, record),
          )}
        </div>
      </div>
      ${this.provider.provided ? renderNearby(record, this.#localize, neighbour => void this.#goNear(neighbour)) : nothing}`;
  }

  #sectionsOf(record: EventRecord): Section[] {
    const { texts } = this.#localize;
    if (this.#sections?.record !== record || this.#sections.texts !== texts) {
      this.#sections = { record, texts, list: sectionsOf(record, texts) };
    }
    return this.#sections.list;
  }

  #renderBar(record: EventRecord): TemplateResult {
    const { view, client } = this.provider.state;
    const steps = this.provider.provided && !this.record && !this.eventId && client && canStep(record, view.ordering);
    return renderBar(this.#localize, this.#copy, {
      json: () => void this.#copyJson(record),
      ...(this.permalink && { link: () => void this.#copyLink(record) }),
      ...(steps && { step: by => void this.#step(record, by) }),
    });
  }

  #actions(record: EventRecord): SectionActions {
    return {
      copy: fact => void this.#copyFact(fact),
      reveal: path => this.#reveal(record, path),
      filter: this.provider.provided ? (filter, operator) => this.#filter(filter, operator) : undefined,
      tree: (value, path, label) => this.#renderTree(record, value, path, label),
      changes: event => renderChanges(event, this.resolver, this.#localize.locale),
    };
  }

  #facts(record: EventRecord): Fact[] {
    return factsOf(record, { ...this.#format(), texts: this.#localize.texts, now: Date.now() });
  }

  #renderMark(record: EventRecord): TemplateResult {
    const info = actionInfo(getPath(record, 'action'), record);
    // A blank and not a margin: it keeps between icon and text in whichever direction the text runs.
    return html`<span class="mark" data-group=${info.group}>${icon(info.icon)}</span>  `;
  }

  #tabOf(view: DetailView, sections: readonly Section[], record: EventRecord): Tab {
    const t = this.#localize;
    if (view !== 'details') return { view, label: t.text(view === 'json' ? 'detailJson' : 'detailRaw'), count: null };
    const own = this.#own.renderer;
    if (own) return { view, label: own.label ?? t.text('detailDetails'), count: null };
    const topic = topicOf(sections);
    return { view, label: t.text(TOPICS[topic]), count: topic === 'changes' ? changeCount(record) : null };
  }

  #renderView(view: DetailView, chosen: boolean, sections: readonly Section[], record: EventRecord): unknown {
    switch (view) {
      case 'details':
        return this.#renderDetails(sections, record);
      case 'json':
        return this.#renderTree(record, record, []);
      case 'raw':
        return chosen ? this.#raw.render(record) : nothing;
    }
  }

  #renderDetails(sections: readonly Section[], record: EventRecord): TemplateResult {
    const t = this.#localize;
    const { failure } = this.#own;
    const standard = (): TemplateResult => this.#sectionView.render(sections, record, this.#actions(record));
    return html`${
        failure === null
          ? nothing
          : html`<p class="note">
              ${icon('warning', { small: true, class: 'sev-warning' })}
              ${t.text('detailRendererFailed', plainText(failure))}
            </p>`
      }<slot name="details" @slotchange=${() => this.requestUpdate()}
        >${
          this.#own.renderer
            ? this.#own.render({
                locale: t.locale,
                timeZone: this.provider.state.timeZone,
                text: value => visibleText(value, t, { multiline: true }),
                link: (value, words) => visibleLink(value, t, words === undefined ? {} : { label: words }),
                standard,
              })
            : standard()
        }</slot
      >`;
  }

  #renderTree(record: EventRecord, value: unknown, base: readonly string[], label = ''): unknown {
    // A newer state of the same event keeps what is open in the tree; another event begins anew.
    return keyed(
      this.#record.key,
      html`<event-json-tree
        ${given({ value })}
        .base=${base}
        .masked=${maskedIn(record)}
        ?bare=${base.length > 0}
        ?filterable=${this.provider.provided}
        label=${label}
        locale=${this.#localize.locale}
        @event-json-tree-copy=${(event: EventJsonTreeCopyEvent) => this.#tellCopied(event.detail)}
        @event-json-tree-reveal=${(event: EventJsonTreeRevealEvent) => this.#reveal(record, event.detail.path)}
        @event-json-tree-filter=${({ detail }: EventJsonTreeFilterEvent) => {
          const filter = filterValue(detail.path, detail.value);
          if (filter) this.#filter(filter, detail.operator);
        }}
      ></event-json-tree>`,
    );
  }
}
