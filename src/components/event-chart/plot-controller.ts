import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type uPlot from 'uplot';
import { formatNumber } from '../../internal/format.js';
import type { ChartData } from './chart-data.js';
import { draw, LOG_FOOT, type Palette } from './draw.js';
import type { ChartKind, ChartScale } from './event-chart.types.js';
import { timeTicks, type Tick } from './time-axis.js';

/** All that a drawing is made from. */
export interface Plot {
  data: ChartData;
  kind: ChartKind;
  scale: ChartScale;
  locale: string;
  timeZone: string;
}

interface PlotHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
}

/** Width of a label of the time axis with its space, in CSS pixels. */
const LABEL_WIDTH = 64;
const X_SIZE = 24;
const Y_SPACE = 36;

/**
 * uPlot, which draws axes and grid and keeps canvas and pixels in order; what is counted is drawn by us, in one of its hooks. Loaded
 * once the box it draws in has a size: not for a chart that is never shown.
 */
export class PlotController implements ReactiveController {
  readonly #host: PlotHost;
  readonly #box: () => HTMLElement | null;
  readonly #palette: () => Palette;
  readonly #resized: (width: number) => void;
  #engine: typeof uPlot | undefined;
  #chart: uPlot | undefined;
  #failed = false;
  #plot: Plot | undefined;
  #drawnScale: ChartScale | undefined;
  /** What uPlot has its axes from: other figures may have come while there was no room. */
  #drawn: Plot | undefined;
  #colours: Palette | undefined;
  #ticks: { of: Plot; most: number; found: readonly Tick[] } | undefined;
  #size: readonly [width: number, height: number] = [0, 0];
  #run = 0;
  #observed: HTMLElement | null = null;
  // In the next frame: what is drawn to the new size may change sizes again, which observers must not see in the same round.
  readonly #observer = globalThis.ResizeObserver
    ? new ResizeObserver(() => requestAnimationFrame(() => this.#measure()))
    : undefined;

  /** @param resized told of each new width, in CSS pixels */
  constructor(
    host: PlotHost,
    parts: { box: () => HTMLElement | null; palette: () => Palette; resized: (width: number) => void },
  ) {
    this.#host = host;
    this.#box = parts.box;
    this.#palette = parts.palette;
    this.#resized = parts.resized;
    host.addController(this);
  }

  hostUpdated(): void {
    const box = this.#host.isConnected ? this.#box() : null;
    if (box === this.#observed) return;
    this.#observer?.disconnect();
    this.#end();
    this.#observed = box;
    if (box) this.#observer?.observe(box);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observed = null;
    this.#end();
  }

  /** Draws something else; the same again costs nothing. */
  show(plot: Plot): void {
    const before = this.#plot;
    if (before && (Object.keys(plot) as (keyof Plot)[]).every(key => before[key] === plot[key])) return;
    this.#plot = plot;
    this.#draw();
  }

  /** Draws the same in other colours. */
  recolour(): void {
    this.#colours = undefined;
    this.#chart?.redraw(false, true);
  }

  /** The area of the bars in the box, in CSS pixels; null before it is drawn. */
  get area(): { left: number; top: number; width: number; height: number } | null {
    if (!this.#chart) return null;
    const { left, top, width, height } = this.#chart.bbox;
    const ratio = globalThis.devicePixelRatio || 1;
    return { left: left / ratio, top: top / ratio, width: width / ratio, height: height / ratio };
  }

  /** The count at the top of the scale. */
  get top(): number {
    return topOf(this.#plot);
  }

  #measure(): void {
    const box = this.#observed;
    if (!box) return;
    const size = [Math.floor(box.clientWidth), Math.floor(box.clientHeight)] as const;
    if (size[0] === this.#size[0] && size[1] === this.#size[1]) return;
    this.#size = size;
    this.#resized(size[0]);
    if (size[0] > 0 && size[1] > 0) {
      this.#chart?.setSize({ width: size[0], height: size[1] });
      if (!this.#chart || this.#drawn !== this.#plot) this.#draw();
    }
  }

  #draw(): void {
    const plot = this.#plot;
    const [width, height] = this.#size;
    if (!plot || width === 0 || height === 0 || !this.#observed) return;
    if (!this.#engine) {
      void this.#load();
      return;
    }
    if (this.#chart && this.#drawnScale !== plot.scale) this.#end(); // uPlot takes the kind of a scale once
    this.#drawn = plot;
    const count = plot.data.buckets.length;
    const values: uPlot.AlignedData = [
      Array.from({ length: count + 1 }, (_, i) => i),
      Array.from({ length: count + 1 }, () => 0),
    ];
    if (this.#chart) this.#chart.setData(values);
    else {
      this.#drawnScale = plot.scale;
      this.#colours = undefined;
      this.#chart = new this.#engine(this.#options(width, height), values, this.#observed);
    }
  }

  /** Whether there is nothing to draw with. */
  get failed(): boolean {
    return this.#failed;
  }

  async #load(): Promise<void> {
    const run = (this.#run += 1);
    const loaded = await import('uplot').catch(() => null); // offline, or the site was updated since
    this.#engine = loaded?.default;
    if (this.#failed !== (loaded === null)) {
      this.#failed = loaded === null;
      this.#host.requestUpdate();
    }
    if (loaded && run === this.#run) this.#draw();
  }

  #end(): void {
    this.#run += 1;
    this.#chart?.destroy();
    this.#chart = undefined;
    this.#size = [0, 0];
    if (this.#observed) this.#size = [Math.floor(this.#observed.clientWidth), Math.floor(this.#observed.clientHeight)];
  }

  get #current(): Palette {
    return (this.#colours ??= this.#palette());
  }

  #options(width: number, height: number): uPlot.Options {
    const colour = (name: 'faint' | 'line') => (): string => this.#current[name];
    const isLog = this.#drawnScale === 'log';
    const { font } = this.#current;
    return {
      width,
      height,
      padding: [8, 4, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      series: [{}, { paths: () => null, points: { show: false } }],
      scales: {
        x: { time: false, range: () => [0, Math.max(1, this.#plot?.data.buckets.length ?? 1)] },
        // On a logarithmic scale the axis is linear in powers of ten; its labels are not.
        y: { range: () => (isLog ? [-LOG_FOOT, Math.log10(this.top)] : [0, this.top]) },
      },
      axes: [
        {
          stroke: colour('faint'),
          font,
          size: X_SIZE,
          gap: 4,
          grid: { show: false },
          ticks: { stroke: colour('line'), width: 1, size: 4 },
          splits: u => this.#ticksOf(u).map(({ index }) => index),
          values: u => this.#ticksOf(u).map(({ text }) => text),
        },
        {
          stroke: colour('faint'),
          font,
          gap: 4,
          // As wide as its longest label, which the scale tells, and as half a label of the other axis, which begins at its end.
          size: (_u, values) => 14 + 7 * Math.max(2, ...(values ?? []).map(value => value.length)),
          grid: { stroke: colour('line'), width: 1 },
          ticks: { show: false },
          space: Y_SPACE,
          ...(isLog
            ? { splits: () => powers(this.top) }
            : {
                incrs: [1, 2, 5]
                  .flatMap(step => Array.from({ length: 15 }, (_, i) => step * 10 ** i))
                  .sort((a, b) => a - b),
              }),
          values: (_u, splits) =>
            splits.map(split => formatNumber(isLog ? Math.round(10 ** split) : split, this.#plot?.locale ?? 'en')),
        },
      ],
      hooks: { draw: [u => this.#paint(u)] },
    };
  }

  /** Labels of the time axis, as many as fit. uPlot asks several times for each drawing, until widths have settled. */
  #ticksOf({ width }: uPlot): readonly Tick[] {
    const plot = this.#plot;
    if (!plot) return [];
    const most = Math.floor(width / LABEL_WIDTH);
    if (this.#ticks?.of !== plot || this.#ticks.most !== most) {
      const { buckets } = plot.data;
      const found = timeTicks(buckets, most, plot.locale, plot.timeZone);
      // A label stands in the middle over its mark: at the very end it would be cut in half.
      const last = buckets.length * (1 - LABEL_WIDTH / 3 / width);
      this.#ticks = { of: plot, most, found: found.length > 1 ? found.filter(({ index }) => index <= last) : found };
    }
    return this.#ticks.found;
  }

  #paint({ ctx, bbox }: uPlot): void {
    const plot = this.#plot;
    if (!plot || plot.data.buckets.length === 0) return;
    const area = { ...bbox, ratio: globalThis.devicePixelRatio || 1 };
    ctx.save();
    draw(plot.kind)(ctx, plot.data, this.top, plot.scale, area, this.#current);
    ctx.restore();
  }
}

/** Share of the scale above the highest count: a bar that touches the edge looks cut off. */
const HEADROOM = 0.06;

/** The count at the top of the scale, a little above the highest. */
function topOf(plot: Plot | undefined): number {
  if (!plot) return 1;
  const most = plot.kind === 'lines' ? plot.data.mostOfOne : plot.data.most;
  return plot.scale === 'log' ? Math.max(1, most) ** (1 + HEADROOM) : Math.max(1, most) * (1 + HEADROOM);
}

function powers(top: number): number[] {
  return Array.from({ length: Math.floor(Math.log10(Math.max(1, top))) + 1 }, (_, i) => i);
}
