/** What a page offers to bench.mjs. */
import { makeEvents } from '../list/events.js';
import type { EventRecord } from '../../src/model/index.js';
import type { Contestant, Counts } from './contestant.js';
import { makeCounts } from './counts.js';

/** After the next frame has been painted. */
function frame(): Promise<void> {
  return new Promise(resolve => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}

/** What is on the canvas, as one number: other bars are another number. Reading it back costs much, so it is not metered. */
function print(canvas: HTMLCanvasElement | null): number {
  if (!canvas || canvas.width === 0) return 0;
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4)
    sum = (sum * 31 + data[i]! + data[i + 1]! * 3 + data[i + 2]! * 7) % 1_000_000_007;
  return sum;
}

export function start(contestant: Contestant): void {
  let events: EventRecord[] = [];
  let steps: Counts[] = [];
  const box = document.createElement('div');

  Object.assign(globalThis, {
    bench: {
      prepare(count: number): void {
        document.body.replaceChildren(box);
        Object.assign(document.body.style, { margin: '0', font: '13px/20px "Liberation Sans", Arial, sans-serif' });
        Object.assign(box.style, { width: '1000px', height: '300px' });
        events = makeEvents(count);
      },

      async mount(): Promise<void> {
        await contestant.mount(box);
        await frame();
      },

      /** Makes the counts of the next redraws; not measured. */
      ready(count: number, from: number): void {
        steps = Array.from({ length: count }, (_, i) => makeCounts(from + i));
        contestant.ready?.(steps);
      },

      /** Draws those, a frame for each. */
      async redraw(): Promise<void> {
        for (const step of steps) {
          contestant.show(step);
          await frame();
        }
        await frame();
        await frame();
      },

      /** Whether other counts are another picture. */
      async differs(): Promise<boolean> {
        const prints: number[] = [];
        for (const counts of [makeCounts(1), makeCounts(2)]) {
          contestant.ready?.([counts]);
          contestant.show(counts);
          for (let i = 0; i < 5; i += 1) await frame();
          prints.push(print(contestant.canvas(box)));
        }
        return prints[0] !== prints[1];
      },

      /** Hands over the events, and waits until the chart has been drawn. Milliseconds. */
      async load(): Promise<number> {
        const started = performance.now();
        contestant.load(events);
        for (;;) {
          await frame();
          const canvas = contestant.canvas(box);
          // A canvas that has been drawn on has pixels in its middle column of bars; a blank one has none at all.
          if (canvas && isDrawn(canvas)) return performance.now() - started;
          if (performance.now() - started > 60_000) throw new Error('Nothing was drawn within a minute.');
        }
      },
    },
  });
}

/** Whether there is colour half-way up the chart, which bars of these events reach. */
function isDrawn(canvas: HTMLCanvasElement): boolean {
  const strip = document.createElement('canvas');
  strip.width = canvas.width;
  strip.height = 1;
  const context = strip.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(canvas, 0, -Math.round(canvas.height / 2));
  const { data } = context.getImageData(0, 0, strip.width, 1);
  for (let i = 0; i < data.length; i += 4) {
    if (
      data[i + 3]! > 200 &&
      Math.max(data[i]!, data[i + 1]!, data[i + 2]!) - Math.min(data[i]!, data[i + 1]!, data[i + 2]!) > 40
    )
      return true;
  }
  return false;
}
