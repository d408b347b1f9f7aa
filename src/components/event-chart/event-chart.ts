import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { AnswerController } from '../../internal/answer-controller.js';
import { CopyController } from '../../internal/copy-controller.js';
import { formatNumber, type FormatOptions } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { ThemeController } from '../../internal/theme-controller.js';
import { VERSION } from '../../internal/version.js';
import { chartEn } from '../../locales/en/chart.js';
import { isoMs } from '../../model/time.js';
import { localZone } from '../../model/zone.js';
import type { Histogram } from '../../model/index.js';
import { DataElement, EventRangeRequestEvent, EventRefreshRequestEvent, LayoutPart } from '../event-provider/index.js';
import { chartData, Looks, type Bucket, type ChartData, type Series } from './chart-data.js';
import { empty, failed, notLoaded, skeleton, stale, tools, type ChartLayout } from './chart-parts.js';
import { chartTable, tableText, type TableSort } from './chart-table.js';
import { shareOf } from './draw.js';
import { EventChartLayoutEvent } from './event-chart.events.js';
import { styles } from './event-chart.styles.js';
import {
  CHART_FORMS,
  CHART_KINDS,
  CHART_SCALES,
  type ChartForm,
  type ChartKind,
  type ChartScale,
} from './event-chart.types.js';
import { legend } from './legend.js';
import { paletteMarks, readPalette } from './palette.js';
import { PlotController } from './plot-controller.js';
import { PlotInput, type Spot } from './plot-input.js';
import { readOut, spanCounts, spanTotal } from './read-out.js';
import { SeriesFilters } from './series-filters.js';
import { bucketText, coverageText, intervalText, seriesLabel, summary } from './words.js';

/** Numbers of buckets to ask for: a chart that gets a little wider does not count again. */
const BUCKET_STEPS = [24, 36, 48, 60, 80, 100, 120, 160, 200];
/** Least width of a bar with its gap, in CSS pixels. */
const BAR_WIDTH = 6;
/** Before the width is known, and where there is none to know: in a table. */
const USUAL_BUCKETS = 60;
const TOP = 10;
const DEFAULT_BY = 'action';
const NO_SERIES: readonly Series[] = [];

/** What was counted, and what of it is drawn. */
interface Counted {
  histogram: Histogram;
  data: ChartData;
  by: string;
}

/**
 * How many events there were over time, split by the values of a field. A drag marks a stretch of time to look at; a press on a
 * value, or on its part of a bar, asks for that value. The same figures stand in a table, one press away.
 *
 * Draws nothing, and loads nothing to draw with, until it is seen.
 *
 * @tagname event-chart
 * @status experimental
 * @since 0.2.0
 *
 * @csspart plot - The box of the drawing.
 * @csspart legend - The values with their colours and counts.
 * @csspart table - The box around the table.
 * @cssprop [--event-chart-height=11rem] - Height of the drawing.
 * @cssprop [--event-chart-table-height=20rem] - Height at which the table begins to scroll.
 * @fires {EventChartLayoutEvent} event-chart-layout - A reader chose bars or lines, a scale, or the table. Does not bubble.
 * @fires {EventRangeRequestEvent} event-range-request - A reader wants to look at a stretch of time. Cancelable.
 * @fires {EventSearchRequestEvent} event-search-request - A reader wants only events with a value, or those without. Cancelable.
 * @fires {EventLayoutRequestEvent} event-layout-request - A reader chose a form, to be kept in the address and in saved views. Cancelable.
 * @fires {EventRefreshRequestEvent} event-refresh-request - A reader wants the events counted again. Cancelable.
 */
export class EventChart extends DataElement {
  /** @internal */ static readonly tag = 'event-chart';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, chartEn, () => this.provider.state.locale);
  readonly #copy = new CopyController(this, this.#localize);
  readonly #counted = new AnswerController<Counted>(this);
  readonly #filters = new SeriesFilters(this, this.provider);
  readonly #looks = new Looks();
  readonly #plot = new PlotController(this, {
    box: () => this.box,
    palette: () => readPalette(this.renderRoot),
    resized: width => this.#resized(width),
  });
  readonly #input = new PlotInput(this, {
    count: () => this.#data?.buckets.length ?? 0,
    area: () => this.#plot.area,
    press: spot => this.#press(spot),
    mark: (first, last) => this.#showBuckets(first, last),
    step: by => this.#stepPart(by),
    enter: bucket => this.#choose(this.#chosenPart, bucket),
  });
  readonly #shape = new LayoutPart(
    this.provider,
    'chart',
    () => ({ kind: this.#kind, scale: this.#scale, form: this.#form, by: this.by }),
    layout => this.#takeLayout(layout),
  );
  #buckets = USUAL_BUCKETS;
  #drawn: Counted | null = null;

  @query('.box') private readonly box!: HTMLElement | null;
  @query('.hover') private readonly hoverMark!: HTMLElement | null;
  @query('.brush') private readonly brushMark!: HTMLElement | null;
  @query('.read') private readonly readBox!: HTMLElement | null;

  @state() private sort: TableSort = { column: 'time', descending: false };
  /** Key of the part that arrow keys have chosen. */
  @state() private chosenKey: string | null = null;

  /** The field whose values split the bars, as a path: `action`, `user.username`, `context.geo.country`; `@group` for kinds of action; empty for none. */
  @property({ converter: { fromAttribute: text => text ?? DEFAULT_BY } }) by = DEFAULT_BY;

  /** `bars`, on top of each other, or `lines`. A reader can switch it. */
  @property({ reflect: true }) kind: ChartKind = 'bars';

  /** `linear`, or `log` for a height that is a power of ten. A reader can switch it. */
  @property({ reflect: true }) scale: ChartScale = 'linear';

  /** `chart`, or `table` for its figures. A reader can switch it. */
  @property({ reflect: true }) form: ChartForm = 'chart';

  /** What the chart is called; empty for "Volume". */
  @property() label = '';

  constructor() {
    super();
    new ThemeController(this, () => this.#plot.recolour());
  }

  /** What the figures shown are split by: `by` may have been set since. */
  get #by(): string {
    return this.#counted.value?.by ?? this.by;
  }
  get #data(): ChartData | null {
    return this.#counted.value?.data ?? null;
  }
  get #kind(): ChartKind {
    return CHART_KINDS.includes(this.kind) ? this.kind : 'bars';
  }
  get #scale(): ChartScale {
    return CHART_SCALES.includes(this.scale) ? this.scale : 'linear';
  }
  get #form(): ChartForm {
    return CHART_FORMS.includes(this.form) ? this.form : 'chart';
  }
  get #zone(): string {
    return this.provider.state.timeZone || localZone();
  }
  get #format(): FormatOptions {
    return { locale: this.#localize.locale, timeZone: this.#zone };
  }

  // --- What is counted ---

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#shape.update();
    const { client, view, revision } = this.provider.state;
    const { search, range } = view;
    const buckets = this.#buckets;
    const timeZone = this.#zone;
    const { by } = this;
    this.#counted.ask(client && [client, search, range, revision, by, buckets, timeZone], async signal => {
      const options = { buckets, timeZone, top: TOP, ...(by !== '' && { by }), signal };
      const histogram = await client!.histogram({ search, range }, options);
      return { histogram, data: chartData(histogram, by, this.#looks, { range, timeZone, now: Date.now() }), by };
    });
    this.#take(this.#counted.value);
    this.#filters.read(search, this.#data?.series ?? NO_SERIES, this.#by);
  }

  /** Newer figures of the same buckets leave alone what a reader points at. */
  #take(counted: Counted | null): void {
    const before = this.#drawn;
    if (counted === before) return;
    this.#drawn = counted;
    if (before && counted && before.by === counted.by && sameBuckets(before.data, counted.data)) return;
    this.#input.reset();
    this.chosenKey = null;
  }

  #resized(width: number): void {
    if (width === 0) return;
    const fit = BUCKET_STEPS.findLast(step => step * BAR_WIDTH <= width) ?? BUCKET_STEPS[0]!;
    if (fit === this.#buckets) {
      this.requestUpdate(); // marks over the drawing move
      return;
    }
    this.#buckets = fit;
    this.requestUpdate();
  }

  // --- What a reader does ---

  #showBuckets(first: number, last: number): void {
    const from = this.#data?.buckets[first]?.start;
    const to = this.#data?.buckets[last]?.end;
    if (from === undefined || to === undefined) return;
    const { range } = this.provider.state.view;
    // The first bucket may begin before the range, the last end after it: what was counted is what is shown next.
    const later = range.from !== null && isoMs(range.from) > from ? range.from : isoOf(from);
    const earlier = range.to !== null && isoMs(range.to) < to ? range.to : isoOf(to);
    this.provider.request(new EventRangeRequestEvent({ from: later, to: earlier }));
  }

  #press({ bucket, height }: Spot): void {
    const data = this.#data;
    if (!data) return;
    this.#choose(this.#partAt(data, bucket, height), bucket);
  }

  /** The value whose part of a bar is at a height. */
  #partAt({ buckets, series }: ChartData, bucket: number, height: number): Series | null {
    const total = buckets[bucket]!.total;
    const share = shareOf(total, this.#plot.top, this.#scale);
    if (this.#kind === 'lines' || height < 0 || height > share || total === 0) return null;
    let below = 0;
    for (const one of series) {
      below += one.counts[bucket]!;
      if ((below / total) * share >= height) return one;
    }
    return null;
  }

  /** A bucket, and a part of it: both are one step of the reader. */
  #choose(part: Series | null, bucket: number): void {
    const show = (): void => this.#showBuckets(bucket, bucket);
    if (part) void this.#filters.toggle(part, this.#by, '=', show);
    else show();
  }

  get #chosenPart(): Series | null {
    return this.#data?.series.find(({ key }) => key === this.chosenKey) ?? null;
  }

  /** Up and down through the parts of the bar that keys have chosen; past an end is the whole bar. */
  #stepPart(by: number): void {
    const bucket = this.#input.current;
    if (bucket === null || !this.#data) return;
    const parts = this.#data.series.filter(({ counts }) => counts[bucket]! > 0).map(({ key }) => key);
    const at = this.chosenKey === null ? (by > 0 ? -1 : parts.length) : parts.indexOf(this.chosenKey);
    this.chosenKey = parts[at + by] ?? null;
  }

  #layout(change: Partial<ChartLayout>): void {
    Object.assign(this, change);
    const event = new EventChartLayoutEvent({ kind: this.#kind, scale: this.#scale, form: this.#form });
    this.dispatchEvent(event);
    this.#shape.chosen();
  }

  /** From an address, or a saved view: whatever of it can be used. */
  #takeLayout({ kind, scale, form, by }: Readonly<Record<string, unknown>>): void {
    if (CHART_KINDS.includes(kind as ChartKind)) this.kind = kind as ChartKind;
    if (CHART_SCALES.includes(scale as ChartScale)) this.scale = scale as ChartScale;
    if (CHART_FORMS.includes(form as ChartForm)) this.form = form as ChartForm;
    if (typeof by === 'string') this.by = by;
  }

  #retry(): void {
    this.provider.request(new EventRefreshRequestEvent());
  }

  #copyTable(data: ChartData): void {
    const texts = this.#localize;
    const text = tableText({ data, sort: this.sort, label: one => this.#labelOf(one), texts });
    void this.#copy.copy(text, 'table', texts.text('chartCopied'));
  }

  // --- Drawing ---

  protected override updated(changed: PropertyValues): void {
    super.updated(changed as Map<PropertyKey, unknown>);
    const data = this.#data;
    if (data && this.#form === 'chart') {
      const { locale } = this.#localize;
      this.#plot.show({ data, kind: this.#kind, scale: this.#scale, locale, timeZone: this.#zone });
    }
    this.#placeMarks();
  }

  /** Moves the marks over the drawing. By hand, since a style attribute is forbidden on a page that takes security seriously. */
  #placeMarks(): void {
    const { area } = this.#plot;
    const span = this.#span;
    const count = this.#data?.buckets.length ?? 0;
    if (!area || !span || count === 0) return;
    const step = area.width / count;
    const left = area.left + span[0] * step;
    const width = (span[1] - span[0] + 1) * step;
    for (const mark of [this.hoverMark, this.brushMark]) {
      if (!mark) continue;
      mark.style.left = `${left}px`;
      mark.style.width = `${width}px`;
      mark.style.top = `${area.top}px`;
      mark.style.height = `${area.height}px`;
    }
    const read = this.readBox;
    if (!read) return;
    const room = read.parentElement!.clientWidth;
    const beside = left + width + 8;
    const fits = beside + read.offsetWidth <= room;
    read.style.left = `${Math.max(0, fits ? beside : left - 8 - read.offsetWidth)}px`;
  }

  get #span(): readonly [number, number] | null {
    const { current, marked } = this.#input;
    const count = this.#data?.buckets.length ?? 0;
    return marked ?? (current === null || current >= count ? null : [current, current]);
  }

  #labelOf(series: Series): string {
    return seriesLabel(series, this.#by, this.#localize);
  }

  #bucketText(bucket: Pick<Bucket, 'start' | 'end'>): string {
    return bucketText(bucket, this.#format, Date.now());
  }

  #spanText(data: ChartData, [first, last]: readonly [number, number]): string {
    return this.#bucketText({ start: data.buckets[first]!.start, end: data.buckets[last]!.end });
  }

  override render(): TemplateResult {
    const texts = this.#localize;
    const { value, error, isLate } = this.#counted;
    const data = this.#data;
    const form = this.#form;
    const name = this.label || texts.text('chartLabel');
    const hasEvents = data !== null && data.total > 0;
    const per =
      data && data.buckets.length > 0 ? texts.text('chartPer', intervalText(data.interval, texts.locale)) : '';
    return html`<section class="area" aria-label=${name}>
      <div class="head">
        <h2>${name}</h2>
        <span class="faint cut" title=${per}>${per}</span>
        ${tools(
          {
            kind: this.#kind,
            scale: this.#scale,
            form,
            layout: change => this.#layout(change),
            copy: data && (() => this.#copyTable(data)),
            copyIcon: this.#copy.icon('table'),
          },
          texts,
        )}
      </div>
      <p class="said" role="status">
        ${hasEvents ? summary(data, texts, this.#format, Date.now()) : nothing}
        ${isLate && !data ? texts.text('chartLoading') : nothing}
      </p>
      ${value && error !== null ? stale(error, () => this.#retry(), texts) : nothing}
      ${form === 'table' && data ? this.#renderTable(data, name) : this.#renderPlot(data)}
      ${form === 'chart' && this.#by !== '' ? this.#renderKey(data) : nothing}
      ${value ? coverageText(value.histogram, texts).map(text => html`<p class="note">${icon('notice', { small: true })} <span>${text}.</span></p>`) : nothing}
      ${this.#copy.render()} ${paletteMarks}
    </section>`;
  }

  /** The legend, in the room of the longest there can be: what is below does not move when the figures come. */
  #renderKey(data: ChartData | null): TemplateResult {
    const room = html`<div class="room ${data || this.#counted.error !== null ? 'is-told' : ''}" aria-hidden="true">
      ${Array.from({ length: TOP + 1 }, () => html`<i class=${this.#counted.isLate && !data ? 'sk' : ''}></i>`)}
    </div>`;
    if (!data || data.total === 0) return html`<div class="key">${room}</div>`;
    return html`<div class="key">
      ${room}
      ${legend({
        series: data.series,
        label: one => this.#labelOf(one),
        state: one => this.#filters.state(one, this.#by),
        toggle: (one, operator) => void this.#filters.toggle(one, this.#by, operator),
        texts: this.#localize,
      })}
    </div>`;
  }

  #renderTable(data: ChartData, caption: string): TemplateResult {
    return chartTable({
      data,
      sort: this.sort,
      setSort: sort => (this.sort = sort),
      label: one => this.#labelOf(one),
      bucket: bucket => this.#bucketText(bucket),
      texts: this.#localize,
      caption: this.#localize.text('chartTable', caption),
    });
  }

  #renderPlot(data: ChartData | null): TemplateResult {
    const texts = this.#localize;
    const span = data ? this.#span : null;
    const input = this.#input;
    const isEmpty = !data || data.total === 0;
    const { isPending, isLate } = this.#counted;
    const count = data?.buckets.length ?? 0;
    return html`<div
      class="plot ${isEmpty ? 'is-empty' : ''} ${isLate && data ? 'is-stale' : ''} ${this.#form === 'table' ? 'is-table' : ''}"
      part="plot"
      role=${isEmpty ? nothing : 'slider'}
      tabindex=${isEmpty ? nothing : 0}
      aria-label=${isEmpty ? nothing : texts.text('chartPlot')}
      aria-description=${isEmpty ? nothing : texts.text('chartKeys')}
      aria-valuemin=${isEmpty ? nothing : 1}
      aria-valuemax=${isEmpty ? nothing : count}
      aria-valuenow=${isEmpty ? nothing : (input.current ?? count - 1) + 1}
      aria-valuetext=${data && !isEmpty ? this.#valueText(data, span ?? [count - 1, count - 1]) : nothing}
      aria-busy=${isPending ? 'true' : nothing}
      @pointerdown=${input.onPointerDown}
      @pointermove=${input.onPointerMove}
      @pointerup=${input.onPointerUp}
      @pointerleave=${input.onPointerLeave}
      @pointercancel=${input.onPointerCancel}
      @keydown=${input.onKeyDown}
      @focus=${input.onFocus}
      @blur=${input.onBlur}
    >
      <div class="box" ?hidden=${isEmpty} aria-hidden="true"></div>
      ${data && span ? this.#renderSpan(data, span) : nothing}
      ${isEmpty ? this.#renderBlank() : this.#plot.failed ? notLoaded(texts) : nothing}
    </div>`;
  }

  #renderSpan(data: ChartData, span: readonly [number, number]): TemplateResult {
    return html`<div class=${this.#input.marked ? 'brush' : 'hover'}></div>
      <div class="read" aria-hidden="true">
        ${readOut({
          data,
          span,
          title: this.#spanText(data, span),
          chosen: this.#chosenPart,
          label: one => this.#labelOf(one),
          texts: this.#localize,
        })}
      </div>`;
  }

  #valueText(data: ChartData, span: readonly [number, number]): string {
    const texts = this.#localize;
    const number = (count: number): string => formatNumber(count, texts.locale);
    const when = this.#spanText(data, span);
    const part = this.#chosenPart;
    const counts = spanCounts(data, span);
    const told = part ? counts.filter(({ one }) => one === part) : data.series.length > 1 ? counts.slice(0, 3) : [];
    const all = texts.text('chartAt', when, texts.text('events', spanTotal(data, span)));
    return [all, ...told.map(({ one, count }) => texts.text('chartPart', this.#labelOf(one), number(count)))].join(
      ', ',
    );
  }

  #renderBlank(): unknown {
    const texts = this.#localize;
    const { value, error, isLate } = this.#counted;
    const hasSource = this.provider.state.client !== null;
    if (value || !hasSource) return empty(hasSource, texts);
    if (error !== null) return failed(error, () => this.#retry(), texts);
    return isLate ? skeleton : nothing;
  }
}

function sameBuckets(a: ChartData, b: ChartData): boolean {
  return a.buckets.length === b.buckets.length && a.buckets.every(({ start }, i) => start === b.buckets[i]!.start);
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
