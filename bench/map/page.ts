/** What a page offers to bench.mjs: mount one contestant, and watch it being dragged. */
import type { EventRecord } from '../../src/model/index.js';
import type { Contestant } from './contestant.js';
import { makeEvents } from './events.js';

const frame = (): Promise<void> =>
  new Promise(resolve => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });

export function start(contestant: Contestant): void {
  let events: EventRecord[] = [];
  const box = document.createElement('div');

  const drag = (type: string, x: number, y: number): void => {
    const target = document.elementFromPoint(x, y)!;
    let deepest: Element = target;
    while (deepest.shadowRoot?.elementFromPoint(x, y)) {
      const inner = deepest.shadowRoot.elementFromPoint(x, y)!;
      if (inner === deepest) break;
      deepest = inner;
    }
    const options = {
      bubbles: true,
      composed: true,
      cancelable: true,
      clientX: x,
      clientY: y,
      pointerId: 1,
      isPrimary: true,
      pointerType: 'mouse',
      button: type === 'move' ? -1 : 0,
      buttons: type === 'up' ? 0 : 1,
      view: window,
    };
    deepest.dispatchEvent(new PointerEvent(`pointer${type}`, options));
    deepest.dispatchEvent(new MouseEvent(`mouse${type}`, { ...options, button: 0 }));
  };

  Object.assign(globalThis, {
    bench: {
      /** Makes the events; not measured. */
      prepare(count: number): void {
        document.body.replaceChildren(box);
        Object.assign(document.body.style, { margin: '0', font: '13px/20px "Liberation Sans", Arial, sans-serif' });
        Object.assign(box.style, { width: '1024px', height: '640px' });
        events = makeEvents(count);
      },

      /** Milliseconds from the call to the end of the first frame with the places on it. */
      async mount(): Promise<number> {
        const started = performance.now();
        await contestant.mount(box, events);
        await frame();
        return performance.now() - started;
      },

      async zoomIn(): Promise<void> {
        await contestant.zoomIn();
        for (let i = 0; i < 30; i += 1) await frame();
      },

      /** Drags the map to and fro, a step of a few pixels for each frame. How far it came, in pixels. */
      async pan(count: number): Promise<number> {
        const rect = box.getBoundingClientRect();
        const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height * 0.4];
        let at = 0;
        let moved = 0;
        drag('down', x, y);
        drag('move', x + 4, y);
        await frame();
        const start = contestant.position();
        for (let i = 0; i < count; i += 1) {
          at += i % 80 < 40 ? 6 : -6;
          drag('move', x + 4 + at, y);
          await frame();
          moved = Math.max(moved, Math.abs(contestant.position() - start));
        }
        drag('up', x + 4 + at, y);
        await frame();
        return moved;
      },
    },
  });
}

/** A number of frames; for maps that draw some time after they were told to. */
export async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await frame();
}
