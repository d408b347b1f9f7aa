import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EngineView, Hit, MapEngine } from './engine.js';
import type { Scene } from './draw.js';
import { nextMark, type Direction, type Mark, type PlacedMark } from './marks.js';
import type { Area } from './mercator.js';
import { readPalette } from './palette.js';

/** What a map is made of: elements that the host has drawn. */
export interface Stage {
  /** Leaflet's own; the host draws nothing in it. */
  box: HTMLElement;
  /** The colours, see `readPalette`. */
  probes: HTMLElement;
  readout: HTMLElement | null;
  /** The frame of an area that is being drawn. */
  rubber: HTMLElement;
}

export interface MapHost extends ReactiveControllerHost {
  stage(): Stage | null;
  tiles: string;
  /** What there is to show. */
  marks(): readonly Mark[];
  chosenMarks(): ReadonlySet<string>;
  chosenCountries(): ReadonlySet<string>;
  markLabel(total: number): string;
  /** A reader pressed on something. */
  choose(hit: Hit): void;
  /** A reader drew an area. */
  chooseArea(area: Area): void;
  /** The map shows another part of the world, or another zoom. */
  moved(): void;
}

/** A box smaller than this in CSS pixels was no drag. */
const LEAST_BOX = 6;
/** Space between a mark and what is said about it. */
const READOUT_GAP = 6;
const reducedMotion = '(prefers-reduced-motion: reduce)';
const THEMES = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];

/**
 * Puts the map up where there is room for it, and takes it down again; knows what is under the pointer and what has the
 * focus. The engine is loaded when the box is first seen with a size.
 */
export class MapController implements ReactiveController {
  readonly #host: MapHost;
  #engine: MapEngine | null = null;
  #run = 0;
  #failed = false;
  #tiles = '';
  #view: EngineView | null = null;
  #observed: HTMLElement | null = null;
  #size = '';
  #hovered: Hit = NOTHING;
  #focused: string | null = null;
  /** Where the focused mark was: another zoom has other marks, and the nearest takes the focus. */
  #focusedAt: { x: number; y: number } | null = null;
  #pointer: { x: number; y: number } | null = null;
  #frame = 0;
  #boxMode = false;
  #boxStart: { x: number; y: number; pointer: number } | null = null;
  /** Whether the press that is coming only ends a drag: some browsers click where a captured pointer was let go. */
  #wasDrawing = false;
  // In the next frame: what is drawn to the new size may change sizes again, which observers must not see in the same round.
  readonly #sizes = new ResizeObserver(() => requestAnimationFrame(() => this.#resized()));
  readonly #redraw = (): void => this.#host.requestUpdate();
  #themes: MediaQueryList[] = [];

  constructor(host: MapHost) {
    this.#host = host;
    host.addController(this);
  }

  get engine(): MapEngine | null {
    return this.#engine;
  }

  /** Whether the map could not be loaded. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Whether the next drag chooses an area. */
  get boxMode(): boolean {
    return this.#boxMode;
  }

  get hovered(): Hit {
    return this.#hovered;
  }

  /** The mark with the focus: what keys act on. */
  get focused(): PlacedMark | null {
    return this.#engine?.placed.find(({ mark }) => mark.key === this.#focused) ?? null;
  }

  hostConnected(): void {
    this.#themes = THEMES.map(query => matchMedia(query));
    for (const theme of this.#themes) theme.addEventListener('change', this.#redraw);
  }

  hostDisconnected(): void {
    for (const theme of this.#themes) theme.removeEventListener('change', this.#redraw);
    this.#sizes.disconnect();
    this.#observed = null;
    this.#takeDown();
  }

  /** Before the host draws, which tells of places as they are on the map. */
  hostUpdate(): void {
    this.#engine?.setMarks(this.#host.marks());
    this.#keepFocus();
  }

  hostUpdated(): void {
    const stage = this.#host.stage();
    if (!stage) return;
    if (this.#observed !== stage.box) {
      this.#sizes.disconnect();
      this.#sizes.observe(stage.box);
      this.#observed = stage.box;
    }
    if (this.#engine && this.#tiles !== (this.#host.tiles || '')) {
      this.#takeDown();
      this.#resized();
    }
    this.#show();
  }

  #takeDown(): void {
    this.#run += 1;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#view = this.#engine?.view ?? this.#view;
    this.#engine?.destroy();
    this.#engine = null;
    this.#size = '';
    this.#hovered = NOTHING;
    this.#boxStart = null;
  }

  #resized(): void {
    const box = this.#observed;
    if (!box) return;
    const size = `${box.clientWidth} ${box.clientHeight}`;
    if (size === this.#size || box.clientWidth === 0 || box.clientHeight === 0) return;
    const isFirst = this.#size === '';
    this.#size = size;
    if (this.#engine) {
      this.#engine.resize();
      this.#show();
    } else if (isFirst) void this.#putUp(box);
  }

  async #putUp(box: HTMLElement): Promise<void> {
    const run = ++this.#run;
    this.#tiles = this.#host.tiles || ''; // null when the attribute was taken away
    const loaded = await import('./engine.js').catch(() => null); // offline, or the site was updated since
    if (run !== this.#run) return; // taken away, or moved, while it was loading
    this.#failed = loaded === null;
    if (loaded) {
      this.#engine = new loaded.MapEngine(box, {
        tiles: this.#tiles,
        animate: !matchMedia(reducedMotion).matches,
        view: this.#view,
        onMove: () => this.#placeReadout(),
        onRest: () => {
          this.#host.moved();
          this.#host.requestUpdate();
        },
        onPress: event => {
          if (!this.#wasDrawing) this.#host.choose(this.#hitAt(event));
        },
      });
    }
    this.#host.moved();
    this.#host.requestUpdate();
  }

  #show(): void {
    const stage = this.#host.stage();
    if (!stage || !this.#engine) return;
    const scene: Omit<Scene, 'marks' | 'tiles'> = {
      focused: this.#focused,
      hovered: this.#hovered.mark?.mark.key ?? null,
      hoveredCountry: this.#hovered.country,
      chosen: this.#host.chosenMarks(),
      chosenCountries: this.#host.chosenCountries(),
      label: total => this.#host.markLabel(total),
    };
    this.#engine.draw(scene, readPalette(stage.probes));
    this.#placeReadout();
  }

  // --- Focus ---

  /** Gives the focus to a mark; to the biggest in sight when none is given. */
  focus(placed: PlacedMark | null = this.focused ?? this.#biggestInSight()): void {
    this.#focused = placed?.mark.key ?? null;
    this.#focusedAt = placed && { x: placed.mark.x, y: placed.mark.y };
    if (placed) this.#engine?.reveal(placed);
    this.#host.requestUpdate();
  }

  blur(): void {
    this.#focused = null;
    this.#focusedAt = null;
    this.#host.requestUpdate();
  }

  /** The next mark in a direction, or by size. */
  step(direction: Direction | 'bigger' | 'smaller' | 'first' | 'last'): void {
    const placed = this.#engine?.placed ?? [];
    const from = this.focused ?? this.#biggestInSight();
    if (!from) return;
    const at = placed.indexOf(from);
    const to = {
      bigger: placed[at - 1],
      smaller: placed[at + 1],
      first: placed[0],
      last: placed.at(-1),
    }[direction as 'bigger'];
    const next = to ?? (isDirection(direction) ? nextMark(placed, from, direction) : null);
    this.focus(next ?? from);
  }

  zoomBy(steps: number): void {
    this.#engine?.zoomBy(steps, this.focused ?? undefined);
  }

  #biggestInSight(): PlacedMark | null {
    const engine = this.#engine;
    if (!engine || !this.#observed) return null;
    const { clientWidth, clientHeight } = this.#observed;
    const seen = engine.placed.find(one => {
      const { x, y } = engine.pointOf(one);
      return x >= 0 && y >= 0 && x <= clientWidth && y <= clientHeight;
    });
    return seen ?? engine.placed[0] ?? null;
  }

  /** After another zoom, or another count: the same mark, or else the one nearest to where it was. */
  #keepFocus(): void {
    const at = this.#focusedAt;
    if (!at || !this.#engine || this.focused) return;
    const distance = ({ mark }: PlacedMark): number => Math.hypot(mark.x - at.x, mark.y - at.y);
    const nearest = this.#engine.placed.reduce<PlacedMark | null>(
      (best, one) => (best && distance(best) <= distance(one) ? best : one),
      null,
    );
    this.#focused = nearest?.mark.key ?? null;
  }

  // --- Pointer ---

  /** Before Leaflet hears of it. */
  pointerDown(event: PointerEvent): void {
    const engine = this.#engine;
    if (!engine) return;
    this.#wasDrawing = false;
    if (event.button !== 0 || !(this.#boxMode || event.shiftKey)) {
      // One finger belongs to the page, which scrolls with it; two move the map.
      engine.setDragging(event.pointerType !== 'touch');
      return;
    }
    event.stopPropagation();
    event.preventDefault();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#boxStart = { ...this.#inBox(event), pointer: event.pointerId };
  }

  pointerMove(event: PointerEvent): void {
    this.#pointer = this.#inBox(event);
    if (this.#boxStart?.pointer === event.pointerId) this.#drawRubber();
    else if (event.pointerType !== 'touch' && event.buttons === 0) {
      // At most once a frame: finding a country among all takes a moment.
      this.#frame ||= requestAnimationFrame(() => this.#hover());
    }
  }

  pointerUp(event: PointerEvent): void {
    const start = this.#boxStart;
    if (start?.pointer !== event.pointerId) return;
    this.#boxStart = null;
    this.#wasDrawing = true;
    const end = this.#inBox(event);
    const stage = this.#host.stage();
    if (stage) stage.rubber.hidden = true;
    const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
    const [top, bottom] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
    this.setBoxMode(false);
    if (event.type === 'pointerup' && right - left >= LEAST_BOX && bottom - top >= LEAST_BOX && this.#engine) {
      this.#host.chooseArea(this.#engine.areaOf(left, top, right, bottom));
    }
  }

  pointerLeave(): void {
    this.#pointer = null;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#setHovered(NOTHING);
  }

  setBoxMode(on: boolean): void {
    this.#boxMode = on;
    this.#engine?.setDragging(!on);
    this.#host.requestUpdate();
  }

  #hover(): void {
    this.#frame = 0;
    if (this.#pointer && this.#engine) this.#setHovered(this.#engine.hit(this.#pointer.x, this.#pointer.y));
  }

  #setHovered(hit: Hit): void {
    const before = this.#hovered;
    this.#hovered = hit;
    if (before.mark?.mark.key === hit.mark?.mark.key && before.country === hit.country) this.#placeReadout();
    else this.#host.requestUpdate();
  }

  #hitAt(event: PointerEvent): Hit {
    const { x, y } = this.#inBox(event);
    return this.#engine?.hit(x, y) ?? NOTHING;
  }

  #inBox({ clientX, clientY }: PointerEvent): { x: number; y: number } {
    const rect = this.#observed?.getBoundingClientRect();
    return { x: clientX - (rect?.left ?? 0), y: clientY - (rect?.top ?? 0) };
  }

  #drawRubber(): void {
    const rubber = this.#host.stage()?.rubber;
    const [start, end] = [this.#boxStart, this.#pointer];
    if (!rubber || !start || !end) return;
    rubber.hidden = false;
    rubber.style.setProperty('left', `${Math.min(start.x, end.x)}px`);
    rubber.style.setProperty('top', `${Math.min(start.y, end.y)}px`);
    rubber.style.setProperty('width', `${Math.abs(end.x - start.x)}px`);
    rubber.style.setProperty('height', `${Math.abs(end.y - start.y)}px`);
  }

  // --- What is said about a place ---

  /** Beside the mark, or the pointer, and inside the box sideways. */
  #placeReadout(): void {
    const readout = this.#host.stage()?.readout;
    const engine = this.#engine;
    const box = this.#observed;
    if (!readout || !engine || !box) return;
    const mark = this.#hovered.mark ?? (this.#hovered.country === null ? this.focused : null);
    const reach = (mark?.mark.radius ?? 0) + READOUT_GAP;
    const at = mark ? engine.pointOf(mark) : this.#pointer;
    if (!at) return;
    const { offsetWidth, offsetHeight } = readout;
    const left = Math.min(Math.max(0, at.x - offsetWidth / 2), Math.max(0, box.clientWidth - offsetWidth));
    const above = at.y - reach - offsetHeight;
    const top = above >= 0 ? above : at.y + reach + (mark ? 0 : READOUT_GAP);
    readout.style.setProperty('left', `${Math.round(left)}px`);
    readout.style.setProperty('top', `${Math.round(top)}px`);
  }
}

const NOTHING: Hit = { mark: null, country: null };

function isDirection(step: string): step is Direction {
  return step === 'left' || step === 'right' || step === 'up' || step === 'down';
}
