import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { resolveRange } from '../../client/range.js';
import type { TimeRange } from '../../client/index.js';
import type { FormatOptions } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { afterPopup, beforePopup, closePopup } from '../../internal/popup.js';
import { VERSION } from '../../internal/version.js';
import { timeRangeEn, type TimeRangeTexts } from '../../locales/en/time-range.js';
import { isoMs } from '../../model/time.js';
import { localZone, toWall } from '../../model/zone.js';
import { DataElement, EventRangeRequestEvent, EventTimeZoneRequestEvent } from '../event-provider/index.js';
import { calendar, dayOf, dayText, type Day } from './calendar.js';
import { EventTimeRangeChangeEvent } from './event-time-range.events.js';
import { styles } from './event-time-range.styles.js';
import type { Preset } from './event-time-range.types.js';
import { hasLater, shifted, zoomedOut, type Moment } from './moves.js';
import { absoluteText, presetOf, relativeText, roughText, zoneText } from './range-text.js';
import { readTyped, typedText, type End } from './typed-range.js';
import { zoneOptions } from './zones.js';

/** What stands in the two fields. */
type Draft = Record<End, string>;

/**
 * Which stretch of time is looked at, and in which zone times are told: usual ranges, a calendar, or what somebody types.
 * A range that counts back from now stays one. Buttons beside it go earlier, later, and to twice as long.
 *
 * @tagname event-time-range
 * @status experimental
 * @since 0.2.0
 *
 * @csspart base - The row of buttons.
 * @csspart panel - What opens to choose from.
 * @fires {EventTimeRangeChangeEvent} event-time-range-change - A reader chose a range. Does not bubble.
 * @fires {EventRangeRequestEvent} event-range-request - A reader wants the view to cover another range. Cancelable.
 * @fires {EventTimeZoneRequestEvent} event-time-zone-request - A reader wants times in another zone. Cancelable.
 */
export class EventTimeRange extends DataElement {
  /** @internal */ static readonly tag = 'event-time-range';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, timeRangeEn, () => this.provider.state.locale);
  /** Whether the panel was ever open: there are hundreds of zones to list, for a reader who looks. */
  #opened = false;

  @query('#panel') private readonly panel!: HTMLElement | null;
  @state() private draft: Draft = { from: '', to: '' };
  @state() private wrong: { end: End; message: string } | null = null;
  @state() private day: Day = 0;
  /** The first day chosen in the calendar, while the last is awaited. */
  @state() private firstDay: Day | null = null;
  @state() private announcement = '';

  /** Ranges offered by name, in this order; `null` for the usual ones. */
  @property({ attribute: false }) presets: readonly Preset[] | null = null;

  /** Puts the focus on the button that shows the range. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.shown')?.focus(options);
  }

  get #presets(): readonly Preset[] {
    return Array.isArray(this.presets) ? (this.presets as readonly Preset[]) : usualPresets(this.#localize);
  }

  get #zone(): string {
    return this.provider.state.timeZone || localZone();
  }

  get #moment(): Moment {
    return { resolved: this.provider.state.view.range, timeZone: this.#zone, now: Date.now() };
  }

  get #format(): FormatOptions {
    return { locale: this.#localize.locale, timeZone: this.#zone };
  }

  // --- What a reader does ---

  #ask(range: TimeRange | null): void {
    if (!range) return;
    const { range: before } = this.provider.state;
    this.provider.request(new EventRangeRequestEvent(range));
    const { range: after } = this.provider.state;
    if (after.from === before.from && after.to === before.to) return; // refused, or nothing new
    this.announcement = this.#localize.text('rangeIs', this.#shown().join(', '));
    const event = new EventTimeRangeChangeEvent(after);
    this.dispatchEvent(event);
  }

  #close(): void {
    if (this.panel) closePopup(this.panel);
  }

  #choosePreset({ from = null, to = null }: Preset): void {
    this.#close();
    this.#ask({ from, to });
  }

  #chooseZone(timeZone: string): void {
    this.provider.request(new EventTimeZoneRequestEvent(timeZone));
    this.#takeDraft();
  }

  #onBeforeToggle(event: Event): void {
    if ((event as ToggleEvent).newState === 'open') {
      this.#opened = true;
      this.#takeDraft();
    }
    beforePopup(event);
  }

  #takeDraft(): void {
    const { range, view } = this.provider.state;
    const zone = this.#zone;
    this.draft = { from: typedText(range.from, 'from', zone), to: typedText(range.to, 'to', zone) };
    this.wrong = null;
    this.firstDay = null;
    const end = view.range.to ?? view.range.from;
    const shown = end === null || view.range.to === null ? Date.now() : isoMs(end) - 1_000;
    this.day = this.#dayAt(shown);
  }

  #dayAt(ms: number): Day {
    return dayOf(new Date(toWall(ms, this.#zone)).toISOString());
  }

  #type(end: End, text: string): void {
    this.draft = { ...this.draft, [end]: text };
    this.wrong = null;
    this.firstDay = null;
  }

  /** The range in the fields; `null` and a message when it cannot be read. */
  #readDraft(complain: boolean): TimeRange | null {
    const range: TimeRange = { from: null, to: null };
    const say = (end: End, message: string): null => {
      if (complain) this.wrong = { end, message };
      return null;
    };
    for (const end of ['from', 'to'] as const) {
      const read = readTyped(this.draft[end], end, this.#zone, Date.now(), {
        locales: [...new Set([this.#localize.lang(), this.#localize.locale])],
        last: amount => this.#localize.text('rangeLast', amount),
      });
      if (read === undefined) return say(end, this.#localize.text('rangeUnreadable'));
      range[end] = read;
    }
    const { from, to } = this.#resolve(range);
    if (from !== null && to !== null && isoMs(from) >= isoMs(to))
      return say('to', this.#localize.text('rangeBackwards'));
    return range;
  }

  #resolve(range: TimeRange): TimeRange {
    return resolveRange(range, Date.now(), { timeZone: this.#zone });
  }

  #apply(event: Event): void {
    event.preventDefault();
    const range = this.#readDraft(true);
    if (!range) {
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    this.#close();
    this.#ask(range);
  }

  #chooseDay(day: Day): void {
    this.day = day;
    this.wrong = null;
    const first = this.firstDay;
    if (first === null) {
      this.firstDay = day;
      this.draft = { from: dayText(day), to: dayText(day) };
      return;
    }
    this.draft = { from: dayText(Math.min(first, day)), to: dayText(Math.max(first, day)) };
    this.firstDay = null;
  }

  #moveDay(to: Day, focus: boolean): void {
    this.day = to;
    if (!focus) return;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus());
  }

  // --- Drawing ---

  /** What the button says: the name of the range, if it has one, and from when to when it is, in which zone. */
  #shown(): [name: string, span: string] {
    const texts = this.#localize;
    const { range, view } = this.provider.state;
    const now = Date.now();
    const name = relativeText(range, this.#presets, texts);
    const span = absoluteText(view.range, texts, this.#format, now);
    const zone = zoneText(view.range, this.#format, now);
    if (range.from === null && range.to === null) return [name || span, zone];
    if (name === '') return [span, zone];
    return [name, texts.text('rangeInZone', roughText(view.range, texts, this.#format, now), zone)];
  }

  override render(): TemplateResult {
    const texts = this.#localize;
    const [name, span] = this.#shown();
    const { range } = this.provider.state;
    const moment = this.#moment;
    const step = (text: string, sign: string, to: TimeRange | null): TemplateResult =>
      html`<button
        type="button"
        class="icon"
        aria-label=${text}
        title=${text}
        ?disabled=${to === null}
        @click=${() => this.#ask(to)}
      >
        ${icon(sign)}
      </button>`;
    return html`<div class="group range" part="base" role="group" aria-label=${texts.text('rangeLabel')}>
        ${step(texts.text('rangeEarlier'), 'chevron-start', shifted(moment, -1))}
        <button
          type="button"
          class="shown"
          popovertarget="panel"
          aria-haspopup="dialog"
          aria-expanded="false"
          aria-label=${texts.text('rangeIs', [name, span].join(', '))}
          title=${[name, span].join(', ')}
        >
          ${icon('clock')} <b class="nw">${name}</b> <span class="cut">${span}</span>
        </button>
        ${step(texts.text('rangeLater'), 'chevron-end', hasLater(moment) ? shifted(moment, 1) : null)}
        ${step(texts.text('rangeZoomOut'), 'zoom-out', zoomedOut(range, moment))}
      </div>
      <div
        id="panel"
        class="pop"
        part="panel"
        popover
        role="dialog"
        tabindex="-1"
        aria-label=${texts.text('rangeLabel')}
        @beforetoggle=${(event: Event) => this.#onBeforeToggle(event)}
        @toggle=${afterPopup}
      >
        ${this.#opened ? this.#renderPanel() : nothing}
      </div>
      <p class="sr" role="status">${this.announcement}</p>`;
  }

  #renderPanel(): TemplateResult {
    const texts = this.#localize;
    const presets = this.#presets;
    const chosen = presetOf(this.provider.state.range, presets);
    const read = this.#readDraft(false);
    const resolved = read ? this.#resolve(read) : null;
    const now = Date.now();
    const means = resolved
      ? texts.text(
          'rangeInZone',
          absoluteText(resolved, texts, this.#format, now),
          zoneText(resolved, this.#format, now),
        )
      : '';
    const { wrong } = this;
    return html`<form novalidate @submit=${(event: Event) => this.#apply(event)}>
      <div class="parts">
        <ul class="presets" aria-label=${texts.text('rangePresets')}>
          ${presets.map(
            preset =>
              html`<li>
                <button type="button" aria-pressed=${preset === chosen} @click=${() => this.#choosePreset(preset)}>
                  ${preset.label} ${preset === chosen ? icon('check') : nothing}
                </button>
              </li>`,
          )}
        </ul>
        <div class="own">
          <div class="two">${this.#renderField('from')} ${this.#renderField('to')}</div>
          <p id="means" class="means ${wrong ? 'wrong' : ''}" role=${wrong ? 'alert' : nothing}>
            ${wrong?.message ?? means}
          </p>
          ${calendar({
            current: this.day,
            from: resolved?.from ? this.#dayAt(isoMs(resolved.from)) : null,
            last: resolved ? this.#dayAt(resolved.to === null ? now : isoMs(resolved.to) - 1) : null,
            today: this.#dayAt(now),
            awaitsLast: this.firstDay !== null,
            texts,
            move: (to, focus) => this.#moveDay(to, focus),
            choose: day => this.#chooseDay(day),
          })}
        </div>
      </div>
      <div class="foot">
        <div class="zone">
          <label for="zone">${texts.text('rangeZone')}</label>
          <select id="zone" @change=${(event: Event) => this.#chooseZone((event.target as HTMLSelectElement).value)}>
            ${zoneOptions(this.provider.state.timeZone, texts)}
          </select>
        </div>
        <button type="submit" class="btn small primary">${texts.text('rangeApply')}</button>
      </div>
    </form>`;
  }

  #renderField(end: End): TemplateResult {
    const texts = this.#localize;
    return html`<label>
      ${texts.text(end === 'from' ? 'rangeStart' : 'rangeEnd')}
      <input
        class="field"
        name=${end}
        autocomplete="off"
        spellcheck="false"
        placeholder=${texts.text(end === 'from' ? 'rangeStartHint' : 'rangeEndHint')}
        aria-describedby="means"
        aria-invalid=${this.wrong?.end === end}
        .value=${live(this.draft[end])}
        @input=${(event: Event) => this.#type(end, (event.target as HTMLInputElement).value)}
      />
    </label>`;
  }
}

function usualPresets(texts: TimeRangeTexts): Preset[] {
  return [
    { label: texts.text('rangeLast15Minutes'), from: 'now-15m' },
    { label: texts.text('rangeLastHour'), from: 'now-1h' },
    { label: texts.text('rangeLast24Hours'), from: 'now-24h' },
    { label: texts.text('rangeLast7Days'), from: 'now-7d' },
    { label: texts.text('rangeLast30Days'), from: 'now-30d' },
    { label: texts.text('rangeLast90Days'), from: 'now-90d' },
    { label: texts.text('rangeLastYear'), from: 'now-365d' },
    { label: texts.text('rangeToday'), from: 'today' },
    { label: texts.text('rangeYesterday'), from: 'today-1d', to: 'today' },
    { label: texts.text('rangeThisWeek'), from: 'week' },
    { label: texts.text('rangeAll') },
  ];
}
