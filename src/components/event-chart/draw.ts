import type { ChartData, Look } from './chart-data.js';
import type { ChartKind, ChartScale } from './event-chart.types.js';
import type { ActionGroup } from '../../model/index.js';

/** Colours as the stylesheet has them at the moment of drawing. */
export interface Palette {
  surface: string;
  line: string;
  faint: string;
  /** For what is no value. */
  rest: string;
  hues: Readonly<Record<ActionGroup, string>>;
  /** The face of the axes. */
  font: string;
}

/** The area that is drawn in, in pixels of the canvas. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Pixels of the canvas in one of the page. */
  ratio: number;
}

/** Smallest height of a part that has a gap to the next, in CSS pixels; lower ones would be all gap. */
const GAP_FROM = 3;
const GAP = 1;
/** Greatest width of a bar, in CSS pixels: few buckets would be walls else. */
const WIDEST = 48;
/** A bucket that is not over yet, or begins before the range. */
const PARTIAL_ALPHA = 0.5;

/** Where a count lies, as a share of the height. On a logarithmic scale 1 is a tenth of a power above the foot, so that it can be seen. */
export function shareOf(count: number, most: number, scale: ChartScale): number {
  if (count <= 0 || most <= 0) return 0;
  return scale === 'linear' ? count / most : (Math.log10(count) + LOG_FOOT) / (Math.log10(most) + LOG_FOOT);
}
export const LOG_FOOT = 0.1;

/**
 * All bars, as rectangles from the foot up: one colour is set for each value, and one rectangle drawn for each part. On a
 * logarithmic scale the height is that of the whole bar, and parts are shares of it.
 */
export function drawBars(
  context: CanvasRenderingContext2D,
  { buckets, series }: ChartData,
  top: number,
  scale: ChartScale,
  area: Area,
  palette: Palette,
): void {
  const { left, top: ceiling, width, height, ratio } = area;
  const foot = ceiling + height;
  const count = buckets.length;
  const edges = Array.from({ length: count + 1 }, (_, i) => Math.round(left + (i * width) / count));
  const wide = WIDEST * ratio;
  // Between bars a pixel of ground, where there is room for one.
  const space = width / count >= 4 * ratio ? Math.max(1, Math.round(ratio)) : 0;
  /** Left edge and width of a bar, in the middle of its bucket. */
  const across = (i: number): [x: number, width: number] => {
    const room = edges[i + 1]! - edges[i]! - space;
    return room <= wide ? [edges[i]! + space, room] : [edges[i]! + Math.round((room + space - wide) / 2), wide];
  };
  const gap = Math.round(GAP * ratio);
  const perEvent = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const { total } = buckets[i]!;
    if (total > 0) perEvent[i] = (shareOf(total, top, scale) * height) / total;
  }
  const base = new Float64Array(count);
  for (const { counts, look } of series) {
    context.fillStyle = fill(context, look, palette, ratio);
    for (let i = 0; i < count; i += 1) {
      const value = counts[i]!;
      if (value === 0) continue;
      const low = Math.round(base[i]! * perEvent[i]!);
      base[i]! += value;
      let tall = Math.round(base[i]! * perEvent[i]!) - low;
      // What happened once in a bucket by itself is seen, however high the others are.
      if (tall === 0 && low === 0 && base[i] === buckets[i]!.total) tall = 1;
      const y = foot - low - tall;
      const [x, breadth] = across(i);
      context.fillRect(x, y, breadth, tall >= GAP_FROM * ratio ? tall - gap : tall);
    }
  }
  context.globalAlpha = PARTIAL_ALPHA;
  context.fillStyle = palette.surface;
  buckets.forEach(({ partial, total }, i) => {
    if (partial === null || total === 0) return;
    const tall = Math.max(1, Math.round(perEvent[i]! * total));
    const [x, breadth] = across(i);
    context.fillRect(x, foot - tall, breadth, tall);
  });
  context.globalAlpha = 1;
}

const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 2, 2, 2]];

/** A line for each value, through the middles of the buckets. */
export function drawLines(
  context: CanvasRenderingContext2D,
  { buckets, series }: ChartData,
  top: number,
  scale: ChartScale,
  { left, top: ceiling, width, height, ratio }: Area,
  palette: Palette,
): void {
  const step = width / buckets.length;
  context.lineWidth = 1.5 * ratio;
  context.lineJoin = 'round';
  for (const { counts, look } of series) {
    context.strokeStyle = look.hue === null ? palette.rest : palette.hues[look.hue];
    context.setLineDash((DASHES[look.pattern] ?? []).map(length => length * ratio));
    context.beginPath();
    counts.forEach((value, i) => {
      const y = ceiling + height * (1 - shareOf(value, top, scale));
      context.lineTo(left + (i + 0.5) * step, y);
    });
    if (counts.length === 1) context.lineTo(left + width, ceiling + height * (1 - shareOf(counts[0]!, top, scale)));
    context.stroke();
  }
  context.setLineDash([]);
}

export function draw(kind: ChartKind): typeof drawBars {
  return kind === 'lines' ? drawLines : drawBars;
}

const patterns = new Map<string, CanvasPattern | null>();

/** The plain colour, or a pattern of it on the ground: stripes up, stripes across, dots. */
function fill(
  context: CanvasRenderingContext2D,
  { hue, pattern }: Look,
  palette: Palette,
  ratio: number,
): string | CanvasPattern {
  const colour = hue === null ? palette.rest : palette.hues[hue];
  if (pattern === 0) return colour;
  const key = `${colour} ${palette.surface} ${pattern} ${ratio}`;
  let made = patterns.get(key);
  if (made === undefined) {
    if (patterns.size > 200) patterns.clear(); // a page that changes its colours all the time
    patterns.set(key, (made = makePattern(context, colour, palette.surface, pattern, ratio)));
  }
  return made ?? colour;
}

function makePattern(
  context: CanvasRenderingContext2D,
  colour: string,
  ground: string,
  pattern: number,
  ratio: number,
): CanvasPattern | null {
  const size = Math.max(4, Math.round(5 * ratio));
  const tile = context.canvas.ownerDocument.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const paint = tile.getContext('2d');
  if (!paint) return null;
  paint.fillStyle = colour;
  paint.fillRect(0, 0, size, size);
  paint.fillStyle = ground;
  const thin = Math.max(1, Math.round(1.25 * ratio));
  if (pattern === 1) {
    for (let i = 0; i < size; i += 1) paint.fillRect(i, size - 1 - i, thin, 1);
    for (let i = 0; i < thin; i += 1) paint.fillRect(0, i, Math.max(0, thin - 1 - i), 1);
  } else if (pattern === 2) paint.fillRect(0, 0, size, thin);
  else paint.fillRect(0, 0, thin + 1, thin + 1);
  return context.createPattern(tile, 'repeat');
}
