/** Rectangles in one plain colour each, two axes, and nothing else: what the bars alone cost. */
import { COLOURS, countByHand } from './counts.js';
import type { Contestant, Counts } from './contestant.js';
import { start } from './page.js';

const LEFT = 48;
const FOOT = 24;
let canvas: HTMLCanvasElement | null = null;

function draw({ starts, counts }: Counts): void {
  const context = canvas!.getContext('2d')!;
  const { width, height } = canvas!;
  context.clearRect(0, 0, width, height);
  const totals = starts.map((_, b) => counts.reduce((sum, row) => sum + row[b]!, 0));
  const top = Math.max(1, ...totals);
  const tall = height - FOOT;
  context.font = '11px sans-serif';
  context.fillStyle = '#666';
  for (let i = 0; i <= 4; i += 1) {
    const y = Math.round(tall * (1 - i / 4));
    context.fillRect(LEFT, y, width - LEFT, 1);
    context.fillText(String(Math.round((top * i) / 4)), 4, y + 10);
  }
  for (let i = 0; i < starts.length; i += 24) {
    context.fillText(
      new Date(starts[i]!).toISOString().slice(5, 10),
      LEFT + (i * (width - LEFT)) / starts.length,
      height - 8,
    );
  }
  const step = (width - LEFT) / starts.length;
  const base = new Float64Array(starts.length);
  counts.forEach((row, k) => {
    context.fillStyle = COLOURS[k % COLOURS.length]!;
    for (let b = 0; b < row.length; b += 1) {
      const from = base[b]!;
      base[b]! += row[b]!;
      const y = tall - (base[b]! / top) * tall;
      context.fillRect(LEFT + b * step, y, step - 1, ((base[b]! - from) / top) * tall);
    }
  });
}

const contestant: Contestant = {
  mount(box) {
    canvas = document.createElement('canvas');
    canvas.width = box.clientWidth;
    canvas.height = box.clientHeight;
    box.append(canvas);
  },
  show: draw,
  load: events => draw(countByHand(events)),
  canvas: () => canvas,
};
start(contestant);
