import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { isAbortError, LatestOnly, type EventsClient, type ListView } from '../../client/index.js';
import { CopyController } from '../../internal/copy-controller.js';
import { toggleFilter, type FilterOperator } from '../../internal/filter-actions.js';
import { formatNumber, type FormatOptions } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { safeText, textOf } from '../../internal/text.js';
import { ThemeController } from '../../internal/theme-controller.js';
import { VERSION } from '../../internal/version.js';
import { chartEn } from '../../locales/en/chart.js';
import { isoMs, localZone, type Histogram } from '../../model/index.js';
import {
  DataElement,
  EventRangeRequestEvent,
  EventRefreshRequestEvent,
  EventSearchRequestEvent,
  LayoutPart,
} from '../event-provider/index.js';
import { chartData, Looks, type Bucket, type ChartData, type Series } from './chart-data.js';
import { seriesFilter } from './chart-filter.js';
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
import { timeTicks } from './time-axis.js';
import { bucketText, coverageText, intervalText, seriesLabel, summary } from './words.js';

/** Numbers of buckets to ask for: a chart that gets a little wider does not count again. */
const BUCKET_STEPS = [24, 36, 48, 60, 80, 100, 120, 160, 200];
/** Least width of a bar with its gap, in CSS pixels. */
const BAR_WIDTH = 6;
/** Before the width is known, and where there is none to know: in a table. */
const USUAL_BUCKETS = 60;
const TOP = 10;

/** What was counted last. */
interface Asked {
  client: EventsClient | null;
  search: string;
  range: object;
  revision: number;
  by: string;
  buckets: number;
  timeZone: string;
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
  readonly #latest = new LatestOnly();
  readonly #looks = new Looks();
  readonly #plot = new PlotController(this, {
    box: () => this.box,
    palette: () => readPalette(this.renderRoot),
    resized: width => this.#resized(width),
  });
  readonly #input = new PlotInput(this, {
    count: () => this.data?.buckets.length ?? 0,
    area: () => this.#plot.area,
    press: spot => this.#press(spot),
    mark: (first, last) => this.#showBuckets(first, last),
    step: by => this.#stepPart(by),
    enter: bucket => this.#enter(bucket),
  });
  readonly #shape = new LayoutPart(
    this.provider,
    'chart',
    () => ({ kind: this.#kind, scale: this.#scale, form: this.#form, by: this.by }),
    layout => this.#takeLayout(layout),
  );
  #asked: Asked | null = null;
  #buckets = USUAL_BUCKETS;
  /** Which values the search asks for or leaves out, by key; of the search it was read for. */
  #filters: { search: string; states: ReadonlyMap<string, FilterOperator | undefined> } = {
    search: '',
    states: new Map(),
  };

  @query('.box') private readonly box!: HTMLElement | null;
  @query('.hover') private readonly hoverMark!: HTMLElement | null;
  @query('.brush') private readonly brushMark!: HTMLElement | null;
  @query('.read') private readonly readBox!: HTMLElement | null;

  @state() private histogram: Histogram | null = null;
  @state() private data: ChartData | null = null;
  @state() private failure: unknown = null;
  @state() private busy = false;
  @state() private sort: TableSort = { column: 'time', descending: false };
  /** Key of the part that arrow keys have chosen. */
  @state() private chosenKey: string | null = null;

  /** The field whose values split the bars, as a path: `action`, `user.username`, `context.geo.country`; `@group` for kinds of action; empty for none. */
  @property() by = 'action';

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

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#latest.cancel();
    this.#asked = null; // counted anew where it is put next
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
    if (this.isConnected) {
      this.#shape.update();
      this.#ask();
    }
    if (changed.has('histogram')) this.#readFilters();
  }

  #ask(): void {
    const { client, view, revision } = this.provider.state;
    const wanted: Asked = {
      client,
      search: view.search,
      range: view.range,
      revision,
      by: this.by,
      buckets: this.#buckets,
      timeZone: this.#zone,
    };
    const asked = this.#asked;
    if (asked && (Object.keys(wanted) as (keyof Asked)[]).every(key => asked[key] === wanted[key])) return;
    if (asked?.search !== view.search) this.#readFilters();
    this.#asked = wanted;
    if (!client) {
      this.#latest.cancel();
      this.histogram = this.data = this.failure = null;
      this.busy = false;
      return;
    }
    void this.#count(client, view, wanted);
  }

  async #count(client: EventsClient, view: ListView, { by, buckets, timeZone }: Asked): Promise<void> {
    this.busy = true;
    try {
      const histogram = await this.#latest.run(signal =>
        client.histogram(view, { buckets, timeZone, top: TOP, ...(by !== '' && { by }), signal }),
      );
      this.histogram = histogram;
      this.data = chartData(histogram, by, this.#looks, {
        range: view.range ?? { from: null, to: null },
        timeZone,
        now: Date.now(),
      });
      this.failure = null;
      this.#input.reset();
      this.chosenKey = null;
    } catch (error) {
      if (isAbortError(error)) return; // another count is under way
      this.failure = error;
      this.data = this.histogram = null;
    }
    this.busy = false;
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

  /** Looks up which values the search asks for. The language is big, and loaded only for a search that may hold a condition. */
  #readFilters(): void {
    const { search } = this.provider.state.view;
    const series = this.data?.series ?? [];
    if (search.trim() === '') {
      this.#filters = { search, states: new Map() };
      return;
    }
    void import('../../query-lang/index.js').then(({ hasClause }) => {
      const states = new Map<string, FilterOperator | undefined>();
      for (const one of series) {
        const filter = seriesFilter(one, this.by);
        if (!filter) continue;
        const { field, value } = filter;
        states.set(
          one.key,
          (['=', '!='] as const).find(operator => hasClause(search, field, operator, value)),
        );
      }
      if (this.provider.state.view.search !== search) return;
      this.#filters = { search, states };
      this.requestUpdate();
    });
  }

  // --- What a reader does ---

  #showBuckets(first: number, last: number): void {
    const from = this.data?.buckets[first]?.start;
    const to = this.data?.buckets[last]?.end;
    if (from === undefined || to === undefined) return;
    const { range } = this.provider.state.view;
    // The first bucket may begin before the range, the last end after it: what was counted is what is shown next.
    const later = range.from !== null && isoMs(range.from) > from ? range.from : isoOf(from);
    const earlier = range.to !== null && isoMs(range.to) < to ? range.to : isoOf(to);
    this.provider.request(new EventRangeRequestEvent({ from: later, to: earlier }));
  }

  #press({ bucket, height }: Spot): void {
    const { data } = this;
    if (!data) return;
    const part = this.#partAt(data, bucket, height);
    if (part) this.#toggle(part, '=');
    this.#showBuckets(bucket, bucket);
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

  #enter(bucket: number): void {
    const part = this.#chosenPart;
    if (part) this.#toggle(part, '=');
    this.#showBuckets(bucket, bucket);
  }

  get #chosenPart(): Series | null {
    return this.data?.series.find(({ key }) => key === this.chosenKey) ?? null;
  }

  /** Up and down through the parts of the bar that keys have chosen; past an end is the whole bar. */
  #stepPart(by: number): void {
    const bucket = this.#input.current;
    if (bucket === null || !this.data) return;
    const parts = this.data.series.filter(({ counts }) => counts[bucket]! > 0).map(({ key }) => key);
    const at = this.chosenKey === null ? (by > 0 ? -1 : parts.length) : parts.indexOf(this.chosenKey);
    this.chosenKey = parts[at + by] ?? null;
  }

  #toggle(series: Series, operator: FilterOperator): void {
    const filter = seriesFilter(series, this.by);
    if (!filter) return;
    void toggleFilter(
      {
        search: () => this.provider.state.view.search,
        request: search => this.provider.request(new EventSearchRequestEvent(search)),
      },
      filter,
      operator,
    );
  }

  #layout(change: Partial<Pick<EventChart, 'kind' | 'scale' | 'form'>>): void {
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

  #copyTable(data: ChartData): void {
    const texts = this.#localize;
    const text = tableText({ data, sort: this.sort, label: one => this.#labelOf(one), texts });
    void this.#copy.copy(text, 'table', texts.text('chartCopied'));
  }

  // --- Drawing ---

  protected override updated(changed: PropertyValues): void {
    super.updated(changed as Map<PropertyKey, unknown>);
    const { data } = this;
    const texts = this.#localize;
    if (data && this.#form === 'chart') {
      this.#plot.show({
        data,
        kind: this.#kind,
        scale: this.#scale,
        number: value => formatNumber(value, texts.locale),
        ticks: most => timeTicks(data.buckets, most, texts.locale, this.#zone),
      });
    }
    this.#placeMarks();
  }

  /** Moves the marks over the drawing. By hand, since a style attribute is forbidden on a page that takes security seriously. */
  #placeMarks(): void {
    const { area } = this.#plot;
    const span = this.#span;
    const count = this.data?.buckets.length ?? 0;
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
    const count = this.data?.buckets.length ?? 0;
    return marked ?? (current === null || current >= count ? null : [current, current]);
  }

  #labelOf(series: Series): string {
    return seriesLabel(series, this.by, this.#localize);
  }

  #bucketText(bucket: Pick<Bucket, 'start' | 'end'>): string {
    return bucketText(bucket, this.#format, Date.now());
  }

  #spanText(data: ChartData, [first, last]: readonly [number, number]): string {
    return this.#bucketText({ start: data.buckets[first]!.start, end: data.buckets[last]!.end });
  }

  override render(): TemplateResult {
    const texts = this.#localize;
    const { data, histogram } = this;
    const name = this.label || texts.text('chartLabel');
    const per =
      data && data.buckets.length > 0 ? texts.text('chartPer', intervalText(data.interval, texts.locale)) : '';
    return html`<section class="area" aria-label=${name}>
      <div class="head">
        <h2>${name}</h2>
        <span class="faint">${per}</span>
        ${this.#renderTools(data)}
      </div>
      <p class="said" role="status">
        ${data && data.total > 0 ? summary(data, texts, this.#format, Date.now()) : nothing}
        ${this.busy && !data ? texts.text('chartLoading') : nothing}
      </p>
      ${histogram ? coverageText(histogram, texts).map(text => html`<p class="note">${icon('notice', { small: true, class: 'inline' })} ${text}.</p>`) : nothing}
      ${this.#form === 'table' && data ? this.#renderTable(data, name) : this.#renderPlot(data)}
      ${
        data && data.total > 0 && this.#form === 'chart' && this.by !== ''
          ? legend({
              series: data.series,
              label: one => this.#labelOf(one),
              state: one => (seriesFilter(one, this.by) ? this.#filters.states.get(one.key) : null),
              toggle: (one, operator) => this.#toggle(one, operator),
              texts,
            })
          : nothing
      }
      ${this.#copy.render()} ${paletteMarks}
    </section>`;
  }

  #renderTools(data: ChartData | null): TemplateResult {
    const texts = this.#localize;
    const isChart = this.#form === 'chart';
    const choice = (pressed: boolean, sign: string, text: string, choose: () => void): TemplateResult =>
      html`<button type="button" aria-pressed=${pressed} @click=${choose}>${icon(sign)} ${text}</button>`;
    return html`<div class="tools">
      ${
        isChart
          ? html`<div class="group small" role="group" aria-label=${texts.text('chartKind')}>
                ${choice(this.#kind === 'bars', 'bars', texts.text('chartBars'), () => this.#layout({ kind: 'bars' }))}
                ${choice(this.#kind === 'lines', 'lines', texts.text('chartLines'), () => this.#layout({ kind: 'lines' }))}
              </div>
              <div class="group small">
                <button
                  type="button"
                  aria-pressed=${this.#scale === 'log'}
                  title=${texts.text('chartLogHint')}
                  @click=${() => this.#layout({ scale: this.#scale === 'log' ? 'linear' : 'log' })}
                >
                  ${texts.text('chartLog')}
                </button>
              </div>`
          : html`<button
              type="button"
              class="btn small quiet"
              ?disabled=${!data}
              @click=${() => data && this.#copyTable(data)}
            >
              ${this.#copy.icon('table')} ${texts.text('chartCopy')}
            </button>`
      }
      <div class="group small" role="group" aria-label=${texts.text('chartForm')}>
        ${choice(isChart, 'bars', texts.text('chartFormChart'), () => this.#layout({ form: 'chart' }))}
        ${choice(!isChart, 'table', texts.text('chartFormTable'), () => this.#layout({ form: 'table' }))}
      </div>
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
    const count = data?.buckets.length ?? 0;
    return html`<div
      class="plot ${isEmpty ? 'is-empty' : ''} ${this.busy && data ? 'is-stale' : ''}"
      part="plot"
      role=${isEmpty ? nothing : 'slider'}
      tabindex=${isEmpty ? nothing : 0}
      aria-label=${isEmpty ? nothing : texts.text('chartPlot')}
      aria-description=${isEmpty ? nothing : texts.text('chartKeys')}
      aria-valuemin=${isEmpty ? nothing : 1}
      aria-valuemax=${isEmpty ? nothing : count}
      aria-valuenow=${isEmpty ? nothing : (input.current ?? count - 1) + 1}
      aria-valuetext=${data && !isEmpty ? this.#valueText(data, span ?? [count - 1, count - 1]) : nothing}
      aria-busy=${this.busy ? 'true' : nothing}
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
      ${data && span ? this.#renderSpan(data, span) : nothing} ${isEmpty ? this.#renderBlank() : nothing}
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

  #renderBlank(): TemplateResult {
    const texts = this.#localize;
    if (this.failure) {
      return html`<div class="blank">
        ${icon('alert', { class: 'sev-alert' })}
        <div role="alert">
          <b>${texts.text('chartFailed')}</b>
          <p class="muted">${safeText(this.failure instanceof Error ? this.failure.message : textOf(this.failure))}</p>
        </div>
        <button type="button" class="btn small" @click=${() => this.provider.request(new EventRefreshRequestEvent())}>
          ${icon('refresh')} ${texts.text('retry')}
        </button>
      </div>`;
    }
    if (!this.data && this.busy)
      return html`<div class="sk-bars" aria-hidden="true">${Array.from({ length: 24 }, () => html`<i></i>`)}</div>`;
    return html`<div class="blank">
      <b>${texts.text('chartEmpty')}</b>
      <p class="muted">${this.provider.state.client ? texts.text('chartEmptyHint') : texts.text('logNoSourceHint')}</p>
    </div>`;
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
