import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { isAbortError } from '../../client/abort.js';
import type { Retention, RetentionPreview, RetentionSettings } from '../../client/index.js';
import { formatExact, type FormatOptions } from '../../internal/format.js';
import { LoadController } from '../../internal/load-controller.js';
import { Localize } from '../../internal/localize.js';
import { blankState, deletionQuestion, refusalNote } from '../../internal/manage-states.js';
import { safeText } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { retentionEn } from '../../locales/en/retention.js';
import { FOREVER, retentionMs } from '../../model/retention.js';
import { isoMs } from '../../model/time.js';
import { localZone } from '../../model/zone.js';
import { DataElement, EventRefreshRequestEvent } from '../event-provider/index.js';
import { durationText } from './duration-text.js';
import { EventRetentionChangeEvent } from './event-retention.events.js';
import { styles } from './event-retention.styles.js';

/** Offered at a press. */
const USUAL = ['days=30', 'days=90', 'days=365', FOREVER];
/** Typing goes on for as long as keys come faster than this. */
const PAUSE_MS = 400;

/**
 * How long events are kept, and what another duration would delete now.
 *
 * @tagname event-retention
 * @status experimental
 * @since 0.2.0
 *
 * @csspart base - The box around everything.
 * @fires {EventRetentionChangeEvent} event-retention-change - A reader changed how long events are kept.
 * @fires {EventRefreshRequestEvent} event-refresh-request - A reader changed it, so the events are to be read again. Cancelable.
 */
export class EventRetention extends DataElement {
  /** @internal */ static readonly tag = 'event-retention';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, retentionEn, () => this.provider.state.locale);
  readonly #settings = new LoadController<Retention, RetentionSettings>(this, {
    source: () => this.provider.state.client?.retention,
    load: (retention, signal) => retention.get({ signal }),
    loaded: settings => this.#loaded(settings),
  });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;
  /** The duration that `preview` is about. */
  #previewed: string | null = null;

  @query('dialog') private readonly dialog!: HTMLDialogElement | null;
  @state() private text = '';
  /** `undefined` while it is asked for, `null` where the server cannot tell. */
  @state() private preview: RetentionPreview | null | undefined;
  @state() private busy = false;
  @state() private problem: unknown;
  @state() private message = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#previewed = null;
  }

  /** Reads again how long events are kept. */
  refresh(): void {
    if (this.isConnected) void this.#settings.reload();
  }

  get #retention(): Retention | null {
    return this.provider.state.client?.retention ?? null;
  }

  #loaded(settings: RetentionSettings): void {
    this.text = this.#writable(settings.event_retention);
    this.#ask(settings.event_retention, 0);
  }

  /** A duration in words, where these can be read back; in other languages as the server writes it. */
  #writable(duration: string): string {
    const words = durationText(duration, this.#localize);
    return retentionMs(duration) === Infinity || retentionMs(words) === retentionMs(duration) ? words : duration;
  }

  /** The duration in the field as the server takes it; `null` when it is none. */
  get #typed(): string | null {
    const { text } = this;
    if (text.trim().toLowerCase() === this.#localize.text('retentionForever').toLowerCase()) return FOREVER;
    return retentionMs(text) === null ? null : text.trim();
  }

  get #isChanged(): boolean {
    const present = retentionMs(this.#settings.data?.event_retention);
    return this.#typed !== null && retentionMs(this.#typed) !== present;
  }

  #type(text: string): void {
    this.text = text;
    this.problem = undefined;
    const typed = this.#typed;
    if (typed === null) this.#forget();
    else this.#ask(typed, PAUSE_MS);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#previewed = null;
    this.preview = undefined;
  }

  /** What a duration would delete, a moment after it was typed. */
  #ask(duration: string, pause: number): void {
    if (duration === this.#previewed) return;
    this.#forget();
    this.#previewed = duration;
    this.#timer = setTimeout(() => void this.#preview(duration), pause);
  }

  async #preview(duration: string): Promise<void> {
    const retention = this.#retention;
    if (!retention) return;
    const { signal } = (this.#abort = new AbortController());
    try {
      const preview = await retention.preview(duration, { signal });
      if (!signal.aborted) this.preview = preview;
    } catch (error) {
      if (signal.aborted || isAbortError(error)) return;
      this.problem = error;
    }
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const duration = this.#typed;
    if (!this.#isChanged || this.busy || duration === null) return;
    if (this.preview === undefined) {
      // Whoever is quicker than the count is asked all the same.
      this.busy = true;
      this.problem = undefined;
      this.#forget();
      this.#previewed = duration;
      await this.#preview(duration);
      this.busy = false;
      if (this.preview === undefined || this.#typed !== duration) return;
    }
    if (this.preview && this.preview.count > 0) this.dialog?.showModal();
    else void this.#set();
  }

  async #set(): Promise<void> {
    const retention = this.#retention;
    const duration = this.#typed;
    this.dialog?.close();
    if (!retention || duration === null) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const { event_retention: set } = await retention.set(duration);
      this.message = this.#localize.text('retentionSet', durationText(set, this.#localize));
      this.#previewed = null;
      await this.#settings.reload();
      const event = new EventRetentionChangeEvent(set);
      this.dispatchEvent(event);
      this.dispatchEvent(new EventRefreshRequestEvent()); // what is kept of the events that are shown is another question now
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  }

  // --- Drawing ---

  override render(): TemplateResult {
    const texts = this.#localize;
    const { data, status, error } = this.#settings;
    return html`<section class="area" part="base" aria-label=${texts.text('retention')}>
        <div class="head">
          <b>${texts.text('retention')}</b>
          <span class="faint"
            >${data ? texts.text('retentionIs', durationText(data.event_retention, texts)) : nothing}</span
          >
        </div>
        ${status === 'idle' ? blankState('history', texts.text('retentionNone'), texts.text('retentionNoneHint')) : nothing}
        ${status === 'failed' ? refusalNote(error, texts, { again: () => void this.#settings.reload() }) : nothing}
        ${
          status === 'loading' && !data
            ? html`<div class="body"><span class="sk"></span><span class="sk wide"></span></div>`
            : nothing
        }
        ${data ? this.#renderForm(data) : nothing}
      </section>
      <dialog aria-labelledby="deletion-title">
        ${deletionQuestion(
          texts.text('retentionDelete', this.preview?.count ?? 0),
          texts.text('retentionDeleteHint'),
          texts,
          { remove: () => void this.#set(), close: () => this.dialog?.close() },
        )}
      </dialog>
      <p class="sr" role="status">${this.message}</p>`;
  }

  #renderForm({ oldest }: RetentionSettings): TemplateResult {
    const texts = this.#localize;
    const wrong = this.#typed === null;
    const since = formatExact(isoMs(oldest), this.#format);
    return html`<form class="body" novalidate @submit=${(event: Event) => void this.#save(event)}>
      ${since === '' ? nothing : html`<p class="muted">${texts.text('retentionOldest', since)}</p>`}
      <div class="line">
        <div class="field">
          <label class="label" for="duration">${texts.text('retentionKeep')}</label>
          <input
            id="duration"
            class="input"
            dir="auto"
            autocomplete="off"
            spellcheck="false"
            aria-invalid=${wrong}
            aria-describedby="effect"
            .value=${live(this.text)}
            @input=${(event: Event) => this.#type((event.target as HTMLInputElement).value)}
          />
        </div>
        <button type="submit" class="btn primary" ?disabled=${!this.#isChanged || this.busy}>
          ${texts.text('manageSave')}
        </button>
      </div>
      <p class="usual">
        ${USUAL.map(duration => {
          return html`<button type="button" class="link" @click=${() => this.#type(this.#writable(duration))}>
            ${durationText(duration, texts)}
          </button>`;
        })}
      </p>
      <p id="effect" class="effect ${wrong ? 'wrong' : 'muted'}" role="status">${this.#effect()}</p>
      ${this.problem !== undefined ? refusalNote(this.problem, texts) : nothing}
    </form>`;
  }

  /** What the duration in the field would do, as far as the server can tell. */
  #effect(): unknown {
    const texts = this.#localize;
    const { preview } = this;
    if (this.#typed === null) return texts.text('retentionUnreadable');
    if (preview === undefined) return this.problem === undefined ? texts.text('exportCounting') : nothing;
    if (preview === null) return texts.text('retentionUntold');
    const { count, total, spared, oldest, newest } = preview;
    const [first, last] = [oldest, newest].map(time => formatExact(isoMs(time), this.#format));
    return html`${
      count === 0
        ? texts.text('retentionKeepsAll', total)
        : html`<b>${texts.text('retentionDeletes', count, total)}</b>
            ${first && last ? safeText(texts.text('retentionSpan', count, first, last)) : nothing}`
    }
    ${spared > 0 ? texts.text('retentionSpares', spared) : nothing}
    ${retentionMs(this.#typed) === Infinity ? nothing : texts.text('retentionOwn')}`;
  }

  get #format(): FormatOptions {
    return { locale: this.#localize.locale, timeZone: this.provider.state.timeZone || localZone() };
  }
}
