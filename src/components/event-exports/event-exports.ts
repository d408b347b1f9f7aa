import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { EventsError } from '../../client/errors.js';
import type { DataExport, DataExports, EventsClient, ManagePage } from '../../client/index.js';
import { Downloads } from '../../internal/downloads.js';
import { FocusKeeper } from '../../internal/focus-keeper.js';
import type { FormatOptions } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import { LoadController } from '../../internal/load-controller.js';
import { Localize } from '../../internal/localize.js';
import { blankState, deletionQuestion, refusalNote, skeleton } from '../../internal/manage-states.js';
import { SlowRedraw } from '../../internal/slow-redraw.js';
import { safeText } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { exportsEn, type ExportsTexts } from '../../locales/en/exports.js';
import { localZone } from '../../model/zone.js';
import type { ExportColumn } from '../../model/index.js';
import { DEFAULT_COLUMNS } from '../event-log/columns.js';
import { DataElement, type ViewStore } from '../event-provider/index.js';
import { confirmation } from './confirmation.js';
import { EventExportsDeleteEvent, EventExportsStartEvent } from './event-exports.events.js';
import { styles } from './event-exports.styles.js';
import { exportItem, statusOf, titleOf } from './export-item.js';
import { LocalExport } from './local-export.js';
import { Question } from './question.js';
import { runItem, runText } from './run-item.js';
import { columnLabel } from './view-text.js';

/** How often an export under way is looked at, and otherwise the list, for what others ask for. Milliseconds. */
const BUSY_MS = 2_000;
const IDLE_MS = 30_000;
const PAGE_SIZE = 25;

/**
 * Takes the events in view away as a file: on a server that makes exports in the background, or in this page from any source.
 * Before one starts it shows exactly what will be in it. Lists the exports there are, to look at, download and delete.
 *
 * Inside an `<event-provider>` the Export button of an `<event-log>` opens its confirmation.
 *
 * @tagname event-exports
 * @status experimental
 * @since 0.2.0
 *
 * @csspart base - The box around everything.
 * @csspart dialog - The confirmation.
 * @fires {EventExportsStartEvent} event-exports-start - A reader started an export.
 * @fires {EventExportsDeleteEvent} event-exports-delete - A reader deleted exports of the server.
 */
export class EventExports extends DataElement {
  /** @internal */ static readonly tag = 'event-exports';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, exportsEn, () => this.provider.state.locale);
  readonly #list = new LoadController<DataExports, ManagePage<DataExport>>(this, {
    source: () => this.provider.state.client?.exports,
    load: (exports, signal) => exports.list({ ordering: '-requested_on', pageSize: this.#size, signal }),
    every: page => (page?.results.some(isUnderWay) ? BUSY_MS : IDLE_MS),
    loaded: (page, before) => this.#announce(page, before),
  });
  #size = PAGE_SIZE;
  #runs: readonly LocalExport[] = [];
  #offered: { store: ViewStore; withdraw: () => void } | undefined;
  readonly #question = new Question(this);
  readonly #downloads = new Downloads(this);
  /** A run reports every page. */
  readonly #redraw = new SlowRedraw(this);

  @query('dialog.confirm') private readonly dialog!: HTMLDialogElement | null;
  @query('dialog.deletion') private readonly deletion!: HTMLDialogElement | null;
  @state() private opened: ReadonlySet<string> = new Set();
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private deleting: readonly string[] = [];
  /** What went wrong last, and what to do about it. */
  @state() private problem: { error: unknown; url?: string | null } | null = null;
  @state() private message = '';

  /** What an export has of each event unless a list says otherwise: fields, dotted paths, or `{field, label}`. */
  @property({ attribute: false }) columns: readonly (string | ExportColumn)[] | null = null;

  constructor() {
    super();
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#warn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#warn);
    this.#offered?.withdraw();
    this.#offered = undefined;
    this.#question.stop();
    // An element that is moved is taken out and put in again: what it is doing goes on.
    queueMicrotask(() => {
      if (this.isConnected) return;
      for (const { run } of this.#runs) run.cancel();
      this.#runs = [];
    });
  }

  /**
   * Opens the confirmation of an export of the events in view, as the Export button does.
   *
   * @param columns what to show of each event; without them those of the `columns` property
   */
  start(columns?: readonly (string | ExportColumn)[] | null): void {
    if (this.isConnected && this.provider.state.client) this.#ask(columns ?? null);
  }

  /** Reads the list of exports again. */
  refresh(): void {
    if (this.isConnected) void this.#list.reload();
  }

  get #format(): FormatOptions {
    return { locale: this.#localize.locale, timeZone: this.provider.state.timeZone || localZone() };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { store } = this.provider;
    if (this.isConnected && this.#offered?.store !== store) {
      this.#offered?.withdraw();
      const withdraw = store.offerExport(columns =>
        this.#ask(Array.isArray(columns) ? (columns as ExportColumn[]) : null),
      );
      this.#offered = { store, withdraw };
    }
  }

  // --- Before an export ---

  #ask(columns: readonly (string | ExportColumn)[] | null): void {
    const { client, view } = this.provider.state;
    if (!client) return;
    this.#question.ask(client, view, columns ?? this.columns ?? DEFAULT_COLUMNS);
    void this.updateComplete.then(() => {
      if (this.dialog && !this.dialog.open) this.dialog.showModal();
    });
  }

  #start(): void {
    const { asked } = this.#question;
    const { client } = this.provider.state;
    if (!asked || asked.busy || !client) return;
    this.#question.change({ busy: true, error: undefined });
    void (asked.choices.place === 'server' && client.exports
      ? this.#startOnServer(client.exports)
      : this.#startHere(client));
  }

  async #startOnServer(exports: DataExports): Promise<void> {
    const { choices, view, serverObeys } = this.#question.asked!;
    const { format, everything, columns } = choices;
    try {
      const options = serverObeys
        ? {
            format,
            timeZone: this.#format.timeZone!,
            ...(format === 'csv' && !everything && { columns: columns.map(({ field }) => field) }),
          }
        : {};
      const begun = await exports.start(view, options);
      this.dialog?.close();
      this.message = this.#localize.text('exportStarted');
      void this.#list.reload();
      const event = new EventExportsStartEvent(begun, null);
      this.dispatchEvent(event);
    } catch (error) {
      this.#question.change({ error });
    }
    this.#question.change({ busy: false });
  }

  async #startHere(client: EventsClient): Promise<void> {
    const { choices, view } = this.#question.asked!;
    const { format, everything, columns, bom, manifest } = choices;
    const messages = this.#localize.texts.summary;
    const begun = await LocalExport.start({
      client,
      view,
      format,
      ...(!everything && { columns: labelled(columns, this.#localize) }),
      timeZone: this.#format.timeZone,
      bom,
      manifest,
      messages,
      onChange: this.#redraw.soon,
    });
    this.#question.change({ busy: false });
    if (!begun) return; // no file was chosen: the question stands
    this.#runs = [begun, ...this.#runs];
    this.dialog?.close();
    this.requestUpdate();
    void begun.run.ended.then(() => {
      this.message = runText(begun, this.#localize);
    });
    const event = new EventExportsStartEvent(null, begun.run);
    this.dispatchEvent(event);
  }

  /** A page that is left takes its exports with it. */
  readonly #warn = (event: BeforeUnloadEvent): void => {
    const busy = ['running', 'paused', 'interrupted'];
    if (this.#runs.some(({ run }) => busy.includes(run.status))) event.preventDefault();
  };

  // --- Exports of the server ---

  #announce(page: ManagePage<DataExport>, before: ManagePage<DataExport> | undefined): void {
    const waited = new Set(before?.results.filter(isUnderWay).map(({ id }) => id));
    const ended = page.results.find(item => waited.has(item.id) && !isUnderWay(item));
    if (ended) {
      const key = statusOf(ended) === 'ready' ? 'exportIsReady' : 'exportIsFailed';
      this.message = this.#localize.text(key, titleOf(ended, this.#localize));
    }
    const ids = new Set(page.results.map(({ id }) => id));
    this.chosen = new Set([...this.chosen].filter(id => ids.has(id)));
  }

  async #download(item: DataExport): Promise<void> {
    const exports = this.provider.state.client?.exports;
    if (!exports) return;
    this.problem = null;
    try {
      await this.#downloads.save(item.id, () => exports.download(item));
    } catch (error) {
      this.problem = { error, url: isUnreachable(error) ? exports.fileUrl(item) : null };
      if (isGone(error)) void this.#list.reload();
    }
  }

  #askToDelete(ids: readonly string[]): void {
    this.deleting = ids;
    void this.updateComplete.then(() => this.deletion?.showModal());
  }

  async #delete(): Promise<void> {
    const exports = this.provider.state.client?.exports;
    const ids = this.deleting;
    this.deletion?.close();
    if (!exports) return;
    const gone: string[] = [];
    this.problem = null;
    for (const id of ids) {
      try {
        await exports.remove(id);
        gone.push(id);
      } catch (error) {
        // Somebody else was quicker: it is as wished.
        if (isGone(error)) gone.push(id);
        else this.problem = { error };
      }
    }
    this.chosen = new Set([...this.chosen].filter(id => !gone.includes(id)));
    this.#list.patch(page => ({ ...page, results: page.results.filter(({ id }) => !gone.includes(id)) }));
    void this.#list.reload();
    if (gone.length === 0) return;
    this.message = this.#localize.text('exportsDeleted', gone.length);
    const event = new EventExportsDeleteEvent(gone);
    this.dispatchEvent(event);
  }

  // --- Drawing ---

  override render(): TemplateResult {
    const texts = this.#localize;
    const { client } = this.provider.state;
    const exports = client?.exports;
    const page = this.#list.data;
    const items = Array.isArray(page?.results) ? page.results : [];
    const chosen = items.filter(({ id }) => this.chosen.has(id));
    const { asked } = this.#question;
    return html`<section class="area" part="base" aria-label=${texts.text('exports')}>
        <div class="head">
          <b>${texts.text('exports')}</b>
          <span class="faint grow">${page ? texts.text('exportsCount', page.pagination.count) : nothing}</span>
          ${
            chosen.length > 0
              ? html`<button
                  type="button"
                  class="btn small danger"
                  @click=${() => this.#askToDelete(chosen.map(({ id }) => id))}
                >
                  ${icon('delete')} ${texts.text('exportsDelete', chosen.length)}
                </button>`
              : nothing
          }
          <button type="button" class="btn small new" ?disabled=${!client} @click=${() => this.start()}>
            ${icon('download')} ${texts.text('exportNew')}
          </button>
        </div>
        ${this.#renderProblem()}
        ${
          this.#runs.length > 0
            ? html`<ul class="items" aria-label=${texts.text('exportsHere')}>
                ${this.#runs.map(run => runItem(run, texts, () => this.#forget(run)))}
              </ul>`
            : nothing
        }
        ${exports ? this.#renderList(items) : this.#runs.length === 0 ? this.#renderNone(client !== null) : nothing}
      </section>
      <dialog class="confirm" part="dialog" aria-labelledby="confirm-title">
        ${
          asked
            ? confirmation(asked, texts, this.#format, {
                change: choices => this.#question.choose(choices),
                start: () => this.#start(),
                close: () => this.dialog?.close(),
                exportHere: () => this.#question.choose({ place: 'browser' }),
              })
            : nothing
        }
      </dialog>
      <dialog class="deletion" aria-labelledby="deletion-title">${this.#renderDeletion()}</dialog>
      <p class="sr" role="status">${safeText(this.message)}</p>`;
  }

  #forget(gone: LocalExport): void {
    this.#runs = this.#runs.filter(run => run !== gone);
    this.requestUpdate();
  }

  #renderProblem(): unknown {
    const { problem } = this;
    if (!problem) return nothing;
    const texts = this.#localize;
    const note = refusalNote(problem.error, texts, { dismiss: () => (this.problem = null) });
    if (!problem.url) return note;
    return html`${note}
      <p class="note">
        <a href=${problem.url} download rel="noreferrer">${texts.text('exportOpenFile')}</a>
      </p>`;
  }

  #renderNone(hasClient: boolean): TemplateResult {
    const texts = this.#localize;
    return hasClient
      ? blankState('download', texts.text('exportsNoServer'), texts.text('exportsNoServerHint'))
      : blankState('rows', texts.text('logNoSource'), texts.text('logNoSourceHint'));
  }

  #renderList(items: readonly DataExport[]): unknown {
    const texts = this.#localize;
    const { status, error, data } = this.#list;
    if (!data) {
      if (status === 'failed') return refusalNote(error, texts, { again: () => void this.#list.reload() });
      return html`${skeleton()}
        <p class="sr" role="status">${texts.text('loading')}</p>`;
    }
    return html`${status === 'failed' ? refusalNote(error, texts, { again: () => void this.#list.reload() }) : nothing}
    ${
      items.length === 0
        ? blankState('download', texts.text('exportsEmpty'), texts.text('exportsEmptyHint'))
        : html`<ul class="items" aria-label=${texts.text('exports')}>
            ${items.map(item => this.#renderItem(item))}
          </ul>`
    }
    ${
      data.pagination.next > 0
        ? html`<div class="item">
            <button type="button" class="link more" @click=${() => this.#more()}>${texts.text('showMore')}</button>
          </div>`
        : nothing
    }`;
  }

  #more(): void {
    this.#size += PAGE_SIZE;
    void this.#list.reload();
  }

  #renderItem(item: DataExport): TemplateResult {
    const { id } = item;
    return exportItem(
      item,
      {
        open: this.opened.has(id),
        chosen: this.chosen.has(id),
        downloading: this.#downloads.of(id),
        toggle: () => (this.opened = toggled(this.opened, id, !this.opened.has(id))),
        choose: on => (this.chosen = toggled(this.chosen, id, on)),
        download: () => void this.#download(item),
        remove: () => this.#askToDelete([id]),
      },
      this.#localize,
      this.#format,
    );
  }

  #renderDeletion(): TemplateResult {
    const texts = this.#localize;
    return deletionQuestion(
      texts.text('exportsDeleteTitle', this.deleting.length),
      texts.text('exportsDeleteHint'),
      texts,
      { remove: () => void this.#delete(), close: () => this.deletion?.close() },
    );
  }
}

function isUnderWay(item: DataExport): boolean {
  const status = statusOf(item);
  return status === 'waiting' || status === 'running';
}

function isGone(error: unknown): boolean {
  return error instanceof EventsError && error.status === 404;
}

/** Files of another origin may be open to links, and not to scripts. */
function isUnreachable(error: unknown): boolean {
  return error instanceof EventsError && error.kind === 'network';
}

function toggled(set: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

/** Headings are what the list calls its columns. */
function labelled(columns: readonly ExportColumn[], texts: ExportsTexts): ExportColumn[] {
  return columns.map(column => ({ field: column.field, label: columnLabel(column, texts) }));
}
