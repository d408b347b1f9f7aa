import type { ActionGroup } from '../../model/index.js';
import { WORLD_SIZE } from './world/outlines.js';
import type { Part, PlacedMark } from './marks.js';
import { worldShapes } from './world-shapes.js';

/** Colours and the face, as the stylesheet has them at the moment of drawing. */
export interface Palette {
  surface: string;
  land: string;
  /** Land under the pointer. */
  landHover: string;
  /** Between countries. */
  border: string;
  /** What is chosen, and around it. */
  chosen: string;
  accent: string;
  focus: string;
  text: string;
  /** Around plates. */
  line: string;
  groups: Readonly<Record<ActionGroup, string>>;
  font: string;
}

/** What is on the map. */
export interface Scene {
  marks: readonly PlacedMark[];
  /** Key of the mark with the focus, or under the pointer. */
  focused: string | null;
  hovered: string | null;
  chosen: ReadonlySet<string>;
  /** Code of the country under the pointer. */
  hoveredCountry: string | null;
  chosenCountries: ReadonlySet<string>;
  /** Whether a host's tiles are under it, and the world is not drawn. */
  tiles: boolean;
  label(total: number): string;
}

/** Between two parts of a ring, and around a ring, in CSS pixels. */
const SEAM = 1;
const RING = 4.5;
const BAR = 4;

/**
 * The world.
 *
 * @param worldPx - its side in CSS pixels at the zoom; the context's origin is its top left
 */
export function drawWorld(context: CanvasRenderingContext2D, worldPx: number, scene: Scene, palette: Palette): void {
  const { land, countries } = worldShapes();
  const scale = worldPx / WORLD_SIZE;
  context.save();
  context.scale(scale, scale);
  context.lineWidth = 0.75 / scale;
  context.lineJoin = 'round';
  if (!scene.tiles) {
    context.fillStyle = palette.land;
    context.fill(land, 'evenodd');
    context.strokeStyle = palette.border;
    context.stroke(land);
  }
  const highlight = (code: string | null, fill: string, stroke: string): void => {
    const path = countries.get(code ?? '');
    if (!path) return;
    context.fillStyle = fill;
    if (!scene.tiles) context.fill(path, 'evenodd');
    context.strokeStyle = stroke;
    context.stroke(path);
  };
  for (const code of scene.chosenCountries) highlight(code, palette.chosen, palette.accent);
  context.lineWidth = (scene.tiles ? 1.5 : 0.75) / scale;
  const hovered = scene.hoveredCountry;
  if (hovered !== null && !scene.chosenCountries.has(hovered)) {
    highlight(hovered, palette.landHover, scene.tiles ? palette.text : palette.border);
  }
  context.restore();
}

/** The marks, small ones over big ones. The context's origin is the top left of the world. */
export function drawMarks(context: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = palette.font;
  for (const one of scene.marks) {
    if (one.mark.area) drawRing(context, one, scene, palette);
    else drawPlate(context, one, scene, palette);
    drawLabel(context, one, scene, palette);
  }
}

function drawRing(context: CanvasRenderingContext2D, one: PlacedMark, scene: Scene, palette: Palette): void {
  const { x, y } = one;
  const { radius, parts, place } = one.mark;
  disc(context, x, y, radius, palette.surface);
  const middle = radius - RING / 2;
  const seam = parts.length > 1 ? SEAM / middle : 0;
  let from = -Math.PI / 2;
  context.lineWidth = RING;
  for (const { group, count } of parts) {
    const to = from + (count / place.total) * 2 * Math.PI;
    context.strokeStyle = palette.groups[group];
    context.beginPath();
    // A part too small for a seam is drawn all the same: nothing that was counted is not to be seen.
    context.arc(x, y, middle, from, Math.max(to - seam, from + 0.02));
    context.stroke();
    from = to;
  }
  outlines(one, scene, palette, (width, grow, colour) => {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.beginPath();
    context.arc(x, y, radius + grow, 0, 2 * Math.PI);
    context.stroke();
  });
}

/** A square with the parts as a bar at its foot: somewhere in this country, and no ring that would name a point in it. */
function drawPlate(context: CanvasRenderingContext2D, one: PlacedMark, scene: Scene, palette: Palette): void {
  const { parts, place } = one.mark;
  const half = one.mark.radius * 0.88;
  const [left, top, side] = [one.x - half, one.y - half, half * 2];
  plate(context, left, top, side);
  context.fillStyle = palette.surface;
  context.fill();
  context.save();
  context.clip();
  drawBar(context, parts, place.total, { left, top: top + side - BAR, width: side }, palette);
  context.restore();
  plate(context, left, top, side);
  context.lineWidth = 1;
  context.strokeStyle = palette.line;
  context.stroke();
  outlines(one, scene, palette, (width, grow, colour) => {
    plate(context, left - grow, top - grow, side + 2 * grow);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  });
}

function drawBar(
  context: CanvasRenderingContext2D,
  parts: readonly Part[],
  total: number,
  at: { left: number; top: number; width: number },
  palette: Palette,
): void {
  let from = at.left;
  for (const { group, count } of parts) {
    const width = (count / total) * at.width;
    context.fillStyle = palette.groups[group];
    context.fillRect(from, at.top, Math.max(0.5, width - (parts.length > 1 ? SEAM : 0)), BAR);
    from += width;
  }
}

/** Rings around a mark for what it is: chosen, under the pointer, focused. */
function outlines(
  { mark }: PlacedMark,
  scene: Scene,
  palette: Palette,
  draw: (width: number, grow: number, colour: string) => void,
): void {
  const chosen = scene.chosen.has(mark.key);
  if (chosen) draw(2, 1.5, palette.accent);
  if (scene.hovered === mark.key && !chosen) draw(1, 1, palette.line);
  if (scene.focused === mark.key) draw(2, 4, palette.focus);
}

function drawLabel(context: CanvasRenderingContext2D, one: PlacedMark, scene: Scene, palette: Palette): void {
  const { area, radius, place } = one.mark;
  context.fillStyle = palette.text;
  context.fillText(scene.label(place.total), one.x, one.y + (area ? 0.5 : -1), radius * 2 - (area ? 2 * RING : 2));
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function plate(context: CanvasRenderingContext2D, left: number, top: number, side: number): void {
  context.beginPath();
  context.roundRect(left, top, side, side, 4);
}
