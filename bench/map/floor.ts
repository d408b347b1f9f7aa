/** The least code that does it: one pass into a grid, one canvas, moved by a transform and drawn again when it runs out. */
import { drawMarks, drawWorld, type Palette, type Scene } from '../../src/components/event-map/draw.js';
import { placeMarks, type Mark, type Part } from '../../src/components/event-map/marks.js';
import { mercatorX, mercatorY } from '../../src/components/event-map/mercator.js';
import { ACTION_GROUPS, actionInfo, type ActionGroup, type EventRecord } from '../../src/model/index.js';
import { CENTRE, ZOOM, spotOf } from './contestant.js';
import { start } from './page.js';

const MARGIN = 0.35;
const palette: Palette = {
  surface: '#fff',
  land: '#dfe3e7',
  landHover: '#cfd5db',
  border: '#f6f7f8',
  chosen: '#c9dafb',
  accent: '#1d5bd0',
  focus: '#1d5bd0',
  text: '#181b1f',
  line: '#868e97',
  groups: Object.fromEntries(ACTION_GROUPS.map((group, i) => [group, `hsl(${i * 36} 60% 40%)`])) as Record<
    ActionGroup,
    string
  >,
  font: '600 11px sans-serif',
};

let box: HTMLElement;
let canvas: HTMLCanvasElement;
let zoom = ZOOM;
let left = 0;
let top_ = 0;
let drawnLeft = 0;
let drawnTop = 0;
let events: readonly EventRecord[];
let marks: Mark[] = [];

function count(): void {
  const cells = 4 * 2 ** Math.floor(zoom);
  const grid = new Map<number, { x: number; y: number; total: number; by: Map<ActionGroup, number> }>();
  for (const event of events) {
    const spot = spotOf(event);
    if (!spot) continue;
    const [x, y] = [mercatorX(spot.long), mercatorY(spot.lat)];
    const key = Math.floor(y * cells) * cells + Math.floor(x * cells);
    let cell = grid.get(key);
    if (!cell) grid.set(key, (cell = { x: 0, y: 0, total: 0, by: new Map() }));
    cell.x += x;
    cell.y += y;
    cell.total += 1;
    const { group } = actionInfo(event.action, event);
    cell.by.set(group, (cell.by.get(group) ?? 0) + 1);
  }
  marks = [...grid.entries()]
    .sort(([, a], [, b]) => b.total - a.total)
    .map(([key, { x, y, total, by }]) => {
      const parts: Part[] = [...by].map(([group, count]) => ({ group, count }));
      const place = { lat: 0, long: 0, level: 'point' as const, total, by: {} };
      const area = { north: 0, south: 0, west: 0, east: 0 };
      const radius = Math.min(28, 11 + 3.3 * Math.log10(total));
      return { key: String(key), place, x: x / total, y: y / total, radius, area, parts };
    });
}

function draw(): void {
  const side = 256 * 2 ** zoom;
  const [width, height] = [box.clientWidth * (1 + 2 * MARGIN), box.clientHeight * (1 + 2 * MARGIN)];
  drawnLeft = left - box.clientWidth * MARGIN;
  drawnTop = top_ - box.clientHeight * MARGIN;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  context.translate(-drawnLeft, -drawnTop);
  const scene: Scene = {
    marks: placeMarks(marks, side),
    focused: null,
    hovered: null,
    chosen: new Set(),
    hoveredCountry: null,
    chosenCountries: new Set(),
    tiles: false,
    label: String,
  };
  drawWorld(context, side, scene, palette);
  drawMarks(context, scene, palette);
  place();
}

function place(): void {
  canvas.style.transform = `translate(${drawnLeft - left}px, ${drawnTop - top_}px)`;
}

function show(at: number): void {
  zoom = at;
  const side = 256 * 2 ** zoom;
  left = mercatorX(CENTRE.long) * side - box.clientWidth / 2;
  top_ = mercatorY(CENTRE.lat) * side - box.clientHeight / 2;
  count();
  draw();
}

start({
  mount(into, all) {
    box = into;
    events = all;
    box.style.overflow = 'hidden';
    canvas = box.appendChild(document.createElement('canvas'));
    let from: { x: number; y: number } | null = null;
    box.addEventListener('pointerdown', event => (from = { x: event.clientX + left, y: event.clientY + top_ }));
    box.addEventListener('pointerup', () => (from = null));
    box.addEventListener('pointermove', event => {
      if (!from) return;
      left = from.x - event.clientX;
      top_ = from.y - event.clientY;
      const out = Math.abs(left - drawnLeft - box.clientWidth * MARGIN) > box.clientWidth * MARGIN;
      if (out) draw();
      else place();
    });
    show(ZOOM);
  },
  zoomIn: () => show(ZOOM + 2),
  position: () => canvas.getBoundingClientRect().left,
});
