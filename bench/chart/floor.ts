/**
 * The floor: the same picture as `<event-chart>` by the least code. Bars in the same hues and patterns, with the same gaps, on whole
 * pixels; the same axes, grid and labels; the sentence; the legend with its counts. Nothing is read, chosen, named or themed.
 */
import { COLOURS, countByHand } from './counts.js';
import type { Contestant, Counts } from './contestant.js';
import { start } from './page.js';

const LEFT = 50;
const FOOT = 24;
const HEAD = 8;
const RIGHT = 4;
const HUES = 9;
const number = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
const span = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

const STYLE = `
  .said { margin: 0; min-height: 20px }
  .legend { display: grid; grid-template-columns: repeat(auto-fill, minmax(152px, 1fr)); gap: 0 12px; margin: 8px 0 0; padding: 0; list-style: none }
  .legend li { display: grid; grid-template-columns: 16px minmax(0, 1fr) auto; align-items: center; gap: 6px; min-height: 24px }
  .legend i { width: 16px; height: 16px; border-radius: 3px }
  .legend span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
`;

let canvas: HTMLCanvasElement | null = null;
let said: HTMLElement;
let legend: HTMLElement;
const totals: HTMLElement[] = [];
let fills: (string | CanvasPattern)[] = [];

function draw({ starts, keys, counts }: Counts): void {
  const context = canvas!.getContext('2d')!;
  if (fills.length !== keys.length) prepare(context, keys);
  const { width, height } = canvas!;
  const heights = starts.map((_, b) => counts.reduce((sum, row) => sum + row[b]!, 0));
  const most = Math.max(1, ...heights);
  const peak = heights.indexOf(most);
  const all = heights.reduce((a, b) => a + b, 0);
  said.textContent = `${number.format(all)} events, most on ${span.formatRange(starts[peak]!, starts[peak]! + 3_540_000)}: ${number.format(most)}.`;
  counts.forEach((row, k) => (totals[k]!.textContent = number.format(row.reduce((a, b) => a + b, 0))));

  context.clearRect(0, 0, width, height);
  const top = Math.ceil(most / 200) * 200;
  const foot = height - FOOT;
  const tall = foot - HEAD;
  context.font = '11px sans-serif';
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let value = 0; value <= top; value += 500) {
    const y = Math.round(foot - (value / top) * tall);
    context.fillStyle = '#ddd';
    context.fillRect(LEFT, y, width - LEFT - RIGHT, 1);
    context.fillStyle = '#666';
    context.fillText(number.format(value), LEFT - 4, y);
  }
  const step = (width - LEFT - RIGHT) / starts.length;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (let i = 0; i < starts.length; i += 12) {
    const x = Math.round(LEFT + i * step);
    context.fillRect(x, foot, 1, 4);
    context.fillText((i % 24 === 0 ? day : clock).format(starts[i]), x, foot + 8);
  }

  const edges = Array.from({ length: starts.length + 1 }, (_, i) => Math.round(LEFT + i * step));
  const base = new Float64Array(starts.length);
  counts.forEach((row, k) => {
    context.fillStyle = fills[k]!;
    for (let b = 0; b < row.length; b += 1) {
      const low = Math.round((base[b]! / top) * tall);
      base[b]! += row[b]!;
      const part = Math.round((base[b]! / top) * tall) - low;
      context.fillRect(edges[b]! + 1, foot - low - part, edges[b + 1]! - edges[b]! - 1, part >= 3 ? part - 1 : part);
    }
  });
}

/** Patterns and legend, once. */
function prepare(context: CanvasRenderingContext2D, keys: readonly string[]): void {
  fills = keys.map((_, k) => patternOf(context, COLOURS[k % HUES]!, Math.floor(k / HUES)));
  legend.replaceChildren(
    ...keys.map((key, k) => {
      const entry = document.createElement('li');
      const chip = document.createElement('i');
      chip.style.background = COLOURS[k % HUES]!;
      const name = document.createElement('span');
      name.textContent = key;
      totals[k] = document.createElement('b');
      entry.append(chip, name, totals[k]);
      return entry;
    }),
  );
}

function patternOf(context: CanvasRenderingContext2D, colour: string, pattern: number): string | CanvasPattern {
  if (pattern === 0) return colour;
  const tile = document.createElement('canvas');
  tile.width = tile.height = 5;
  const paint = tile.getContext('2d')!;
  paint.fillStyle = colour;
  paint.fillRect(0, 0, 5, 5);
  paint.fillStyle = '#fff';
  if (pattern === 1) for (let i = 0; i < 5; i += 1) paint.fillRect(i, 4 - i, 1, 1);
  else if (pattern === 2) paint.fillRect(0, 0, 5, 1);
  else paint.fillRect(0, 0, 2, 2);
  return context.createPattern(tile, 'repeat')!;
}

const contestant: Contestant = {
  mount(box) {
    const style = document.createElement('style');
    style.textContent = STYLE;
    said = document.createElement('p');
    said.className = 'said';
    canvas = document.createElement('canvas');
    canvas.width = box.clientWidth;
    canvas.height = box.clientHeight;
    legend = document.createElement('ul');
    legend.className = 'legend';
    box.append(style, said, canvas, legend);
  },
  show: draw,
  load: events => draw(countByHand(events)),
  canvas: () => canvas,
};
start(contestant);
