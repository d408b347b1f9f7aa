import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ListView } from '../../client/index.js';
import { AnswerController } from '../../internal/answer-controller.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { safeText } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { mapEn } from '../../locales/en/map.js';
import { ACTION_GROUPS } from '../../model/actions.js';
import type { PlaceCount, Places } from '../../model/index.js';
import { DataElement } from '../event-provider/index.js';
import type { Hit } from './engine.js';
import { styles } from './event-map.styles.js';
import { MapController, type MapHost, type Stage } from './map-controller.js';
import { MapFilters } from './map-filters.js';
import { blank, foot, hint, notes, option, tools, type Lack, type Tools } from './map-parts.js';
import { marksOf, type Mark } from './marks.js';
import type { Area } from './mercator.js';
import { INKS } from './palette.js';
import { sentence, shortCount } from './place-text.js';
import { placesTable, type TableOrder } from './places-table.js';
import { readout } from './readout.js';

/** From this zoom on only what can be seen, and a little more, is asked for: below, the whole world is not many places. */
const BOUNDS_ZOOM = 5;
/** The grid of the table: towns, and not the quarters of one. */
const TABLE_ZOOM = 8;
const MAX_GRID_ZOOM = 18;
const WHEEL_HINT_MS = 1_500;

/**
 * Where the events of the view came from: a map of the world with a ring for each place, split by what happened there. All
 * matching events count, not those of a page. A press on a place, a country or a drawn box changes the search.
 *
 * The world comes with the element: nothing is asked of anybody, unless a page gives an address of `tiles`.
 *
 * @tagname event-map
 * @status experimental
 * @since 0.2.0
 *
 * @slot attribution - Whose tiles these are, with links; else the text of `attribution`. Shown with `tiles` only.
 * @csspart map - The box with the map.
 * @csspart table - The box with the same figures as a table; it scrolls when they are many.
 * @cssprop [--event-map-height=auto] - Height of the map, and at most of the table; else the map is half as high as wide.
 * @cssprop [--event-map-land] - Colour of land.
 * @cssprop [--event-map-land-hover] - Colour of a country under the pointer.
 * @fires {EventSearchRequestEvent} event-search-request - A reader chose a place, a country or an area. Cancelable.
 */
export class EventMap extends DataElement implements MapHost {
  /** @internal */ static readonly tag = 'event-map';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, mapEn, () => this.provider.state.locale);
  readonly #countries = new AnswerController<Places>(this);
  readonly #points = new AnswerController<Places>(this);
  readonly #map = new MapController(this);
  readonly #filters = new MapFilters(this, this.provider);
  #marksFrom: Places | null = null;
  #marks: readonly Mark[] = [];
  #wheelTimer: ReturnType<typeof setTimeout> | undefined;

  @query('.frame') private readonly frame!: HTMLElement | null;
  @query('.box') private readonly box!: HTMLElement | null;
  @query('.probes') private readonly probes!: HTMLElement | null;
  @query('.rubber') private readonly rubber!: HTMLElement | null;
  @query('.readout') private readonly readoutBox!: HTMLElement | null;
  /** Of the grid; at first that of a map of the usual width, so that places are asked for while the map is loaded. */
  @state() private zoom = 1;
  /** What is asked for at high zooms, in degrees; empty for the whole world. */
  @state() private asked = '';
  @state() private hasFocus = false;
  @state() private wheelHint = false;
  @state() private order: TableOrder = { column: 'total', descending: true };
  @state() private tableBy: 'country' | 'point' = 'country';

  /** Shows the figures as a table instead. A reader can switch it. */
  @property({ type: Boolean, reflect: true }) table = false;

  /** Name of the area. */
  @property() label = '';

  /**
   * Address of map tiles instead of the bundled world, as `https://tiles.example/{z}/{x}/{y}.png`. Whoever answers there learns
   * which part of the world each reader looks at. Web Mercator, 256 px.
   */
  @property() tiles = '';

  /** Whose tiles these are; most providers demand it. Text only: for links there is the slot. */
  @property() attribution = '';

  /** Puts the focus on the map, or on the table. */
  override focus(options?: FocusOptions): void {
    (this.table ? this.renderRoot.querySelector<HTMLElement>('table button') : this.frame)?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#wheelTimer);
    this.wheelHint = false;
  }

  // --- What the map asks for ---

  /** @internal */
  stage(): Stage | null {
    const { box, probes, rubber } = this;
    return box && probes && rubber ? { box, probes, rubber, readout: this.readoutBox } : null;
  }

  /** @internal */
  marks(): readonly Mark[] {
    const points = this.#points.value;
    if (points !== this.#marksFrom) {
      this.#marksFrom = points;
      this.#marks = points ? marksOf(points.places, points.zoom) : [];
    }
    return this.#marks;
  }

  /** @internal */
  chosenMarks(): ReadonlySet<string> {
    return this.#filters.chosenMarks(this.marks());
  }

  /** @internal */
  chosenCountries(): ReadonlySet<string> {
    return this.#filters.chosenCountries((this.#countries.value?.places ?? []).flatMap(({ country }) => country ?? []));
  }

  /** @internal */
  markLabel(total: number): string {
    return shortCount(total, this.#localize.locale);
  }

  /** @internal */
  moved(): void {
    const engine = this.#map.engine;
    if (!engine) return;
    this.zoom = Math.min(MAX_GRID_ZOOM, Math.max(0, Math.floor(engine.zoom + 0.01)));
    this.asked = this.zoom >= BOUNDS_ZOOM ? roundedOut(engine.area, this.zoom) : '';
  }

  /** @internal */
  choose({ mark, country }: Hit): void {
    if (mark) this.#filters.choosePlace(mark.mark.place, mark.mark.area);
    else if (country !== null) this.#filters.chooseCountry(country);
  }

  /** @internal */
  chooseArea(area: Area): void {
    const decimals = Math.max(1, Math.ceil(this.zoom / 2.5));
    const rounded = Object.fromEntries(
      Object.entries(area).map(([edge, degrees]: [string, number]) => [edge, Number(degrees.toFixed(decimals))]),
    ) as unknown as Area;
    this.#filters.chooseArea(rounded);
  }

  // --- What a reader does ---

  #onKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) this.#map.step(step);
    else if (event.key === '+' || event.key === '=') this.#map.zoomBy(1);
    else if (event.key === '-') this.#map.zoomBy(-1);
    else if (event.key === '0') this.#map.engine?.showWhole();
    else if (event.key === 'Escape' && this.#map.boxMode) this.#map.setBoxMode(false);
    else if (event.key === 'Enter' || event.key === ' ') this.#press();
    else return;
    event.preventDefault();
    this.hasFocus = true; // whatever gave the focus, it is keys that are used now
  }

  #press(): void {
    const { boxMode, engine, focused } = this.#map;
    if (boxMode && engine) {
      this.#map.setBoxMode(false);
      this.chooseArea(engine.area);
    } else if (focused) this.choose({ mark: focused, country: null });
  }

  #onFocus(): void {
    this.hasFocus = this.frame?.matches(':focus-visible') ?? false;
    if (this.hasFocus) this.#map.focus();
  }

  #onBlur(): void {
    this.hasFocus = false;
    this.#map.blur();
  }

  /** The wheel is for the page, except with the key that zooms pages too; a pinch on a touchpad comes with it. */
  #onWheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    this.wheelHint = this.#map.engine !== null;
    clearTimeout(this.#wheelTimer);
    this.#wheelTimer = setTimeout(() => (this.wheelHint = false), WHEEL_HINT_MS);
  }

  #toggleBox(): void {
    this.#map.setBoxMode(!this.#map.boxMode);
    if (this.#map.boxMode) this.frame?.focus({ preventScroll: true });
  }

  // --- Drawing ---

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { client, view, revision } = this.provider.state;
    const { search, range } = view;
    const wanted: ListView = { search, range };
    this.#countries.ask(client && [client, search, range, revision], signal =>
      client!.places(wanted, { level: 'country', top: ACTION_GROUPS.length, signal }),
    );
    const inTable = this.table && this.tableBy === 'point';
    const zoom = inTable ? TABLE_ZOOM : this.zoom;
    const asked = inTable ? '' : this.asked;
    this.#points.ask(client && [client, search, range, revision, zoom, asked], signal =>
      client!.places(wanted, {
        zoom,
        top: ACTION_GROUPS.length,
        ...(asked !== '' && { bounds: JSON.parse(asked) as Area }),
        signal,
      }),
    );
    this.#filters.update();
  }

  get #countryPlaces(): PlaceCount[] {
    return (this.#countries.value?.places ?? []).filter(({ level }) => level === 'country');
  }

  #retry(): void {
    this.#countries.retry();
    this.#points.retry();
  }

  get #lack(): Lack {
    const { client, view, range } = this.provider.state;
    const { value: answer, error, isLate } = this.#countries;
    return {
      hasSource: client !== null,
      isFiltered: view.search !== '' || range.from !== null || range.to !== null,
      answer,
      error,
      isLate,
      mapFailed: this.#map.failed && !this.table,
      retry: () => this.#retry(),
    };
  }

  get #tools(): Tools {
    const { engine, boxMode } = this.#map;
    const places = this.marks().map(({ place }) => place);
    return { engine, places, boxMode, toggleBox: () => this.#toggleBox() };
  }

  #renderHead(): TemplateResult {
    const t = this.#localize;
    const button = (table: boolean, glyph: string, text: string): TemplateResult =>
      html`<button
        type="button"
        aria-pressed=${this.table === table}
        title=${text}
        @click=${() => (this.table = table)}
      >
        ${icon(glyph)} <span>${text}</span>
      </button>`;
    const { value } = this.#countries;
    const countries = value ? t.text('mapCountries', this.#countryPlaces.length) : '';
    return html`<div class="head">
      <h2>${this.label || t.text('mapLabel')}</h2>
      <span class="faint cut" title=${countries}>${countries}</span>
      <span class="group small forms" role="group" aria-label=${t.text('mapView')}>
        ${button(false, 'globe', t.text('mapAsMap'))}${button(true, 'table', t.text('mapAsTable'))}
      </span>
    </div>`;
  }

  /** The place under the pointer, or with the focus: a mark, or a country with its figures. */
  #readoutPlace(): { place: PlaceCount; chosen: boolean; mark: Mark | null } | null {
    const { hovered, focused } = this.#map;
    const mark = (hovered.mark ?? (hovered.country === null && this.hasFocus ? focused : null))?.mark ?? null;
    if (mark) return { place: mark.place, chosen: this.#filters.isChosen(mark.place, mark.area), mark };
    const place = this.#countryPlaces.find(({ country }) => country === hovered.country);
    return place ? { place, chosen: this.#filters.isChosen(place, null), mark: null } : null;
  }

  #renderReadout(): unknown {
    const shown = this.#map.boxMode ? null : this.#readoutPlace();
    if (!shown) return nothing;
    const t = this.#localize;
    const press = shown.chosen ? 'mapPressAgainHint' : 'mapPressHint';
    const hint = (this.#map.hovered.mark ?? this.#map.hovered.country) ? t.text(press) : t.text('mapHint');
    return html`<div class="readout" aria-hidden="true">${readout(shown.place, hint, t)}</div>`;
  }

  #renderMap(): TemplateResult {
    const t = this.#localize;
    const { hovered, focused, boxMode, engine } = this.#map;
    const placed = engine?.placed ?? [];
    const hasMarks = placed.length > 0;
    const classes = [
      'frame',
      hovered.mark || hovered.country !== null ? 'on-place' : '',
      boxMode ? 'boxing' : '',
      this.#points.isLate || this.#countries.isLate ? 'late' : '',
    ];
    return html`<div class="stage" ?hidden=${this.table}>
      <div
        part="map"
        class=${classes.join(' ')}
        tabindex="0"
        role=${hasMarks ? 'listbox' : 'group'}
        aria-label=${this.label || t.text('mapLabel')}
        aria-activedescendant=${hasMarks ? 'current' : nothing}
        aria-description=${hasMarks ? t.text('mapHint') : nothing}
        aria-busy=${this.#points.isPending}
        @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
        @focus=${() => this.#onFocus()}
        @blur=${() => this.#onBlur()}
        @pointerdown=${{ handleEvent: (event: PointerEvent) => this.#map.pointerDown(event), capture: true }}
        @pointermove=${(event: PointerEvent) => this.#map.pointerMove(event)}
        @pointerup=${(event: PointerEvent) => this.#map.pointerUp(event)}
        @pointercancel=${(event: PointerEvent) => this.#map.pointerUp(event)}
        @pointerleave=${() => this.#map.pointerLeave()}
        @wheel=${{ handleEvent: (event: WheelEvent) => this.#onWheel(event), capture: true, passive: true }}
      >
        <div class="box"></div>
        ${option(placed, focused, this.#filters, t)}
        <div class="rubber" hidden></div>
      </div>
      ${this.#renderProbes()} ${this.table ? nothing : blank(this.#lack, t)} ${tools(this.#tools, t)}
      ${
        this.tiles
          ? html`<div class="attribution"><slot name="attribution">${safeText(this.attribution)}</slot></div>`
          : nothing
      }
      ${hint(boxMode, this.wheelHint, t)} ${this.#renderReadout()}
    </div>`;
  }

  #renderProbes(): TemplateResult {
    return html`<div class="probes" aria-hidden="true" @transitionend=${() => this.requestUpdate()}>
      ${INKS.map(ink => html`<i data-ink=${ink}></i>`)}${ACTION_GROUPS.map(group => html`<i data-group=${group}></i>`)}
    </div>`;
  }

  #renderTable(): unknown {
    if (!this.table) return nothing;
    const t = this.#localize;
    const answer = this.tableBy === 'country' ? this.#countries.value : this.#points.value;
    const areaOf = (place: PlaceCount): Area | null =>
      place.level === 'country' ? null : (marksOf([place], answer?.zoom ?? TABLE_ZOOM)[0]?.area ?? null);
    const by = (value: 'country' | 'point', text: string): TemplateResult =>
      html`<button type="button" aria-pressed=${this.tableBy === value} @click=${() => (this.tableBy = value)}>
        ${text}
      </button>`;
    const lack = blank(this.#lack, t);
    return html`<div class="table-head">
        <span class="group small">${by('country', t.text('mapByCountry'))}${by('point', t.text('mapByTown'))}</span>
      </div>
      ${
        answer && lack === nothing
          ? html`<div part="table" class="table" role="region" aria-label=${t.text('mapTableCaption')} tabindex="0">
              ${placesTable(
                answer.places,
                this.order,
                {
                  sort: order => (this.order = order),
                  choose: place => this.#filters.choosePlace(place, areaOf(place)),
                  isChosen: place => this.#filters.isChosen(place, areaOf(place)),
                },
                t,
              )}
            </div>`
          : html`<div class="stage">
              <div class="frame for-table"></div>
              ${lack}
            </div>`
      }`;
  }

  protected override render(): TemplateResult {
    const t = this.#localize;
    const countries = this.#countries.value;
    const points = this.#points.value?.places ?? [];
    const error = this.#countries.error ?? this.#points.error;
    return html`<div class="area">
      ${this.#renderHead()}
      <p class="say" aria-live="polite">${sentence(this.#countryPlaces, points, t)}</p>
      ${this.#renderMap()} ${this.#renderTable()} ${foot(countries, this.table ? [] : points, this.#filters, t)}
      ${notes([countries, this.#points.value], error, () => this.#retry(), t)}
    </div>`;
  }
}

const STEPS: Readonly<Record<string, 'left' | 'right' | 'up' | 'down' | 'first' | 'last' | 'bigger' | 'smaller'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
  PageUp: 'bigger',
  PageDown: 'smaller',
};

/** An area on the lines of a coarse grid, as text: a small move stays in it, and asks for nothing. */
function roundedOut({ north, south, west, east }: Area, zoom: number): string {
  const step = 360 / 2 ** (zoom - 1);
  const down = (degrees: number): number => Math.floor(degrees / step) * step;
  const up = (degrees: number): number => Math.ceil(degrees / step) * step;
  return JSON.stringify({
    north: Math.min(90, up(north)),
    south: Math.max(-90, down(south)),
    west: Math.max(-180, down(west)),
    east: Math.min(180, up(east)),
  });
}
