/** What a page offers to bench.mjs: mount one contestant, scroll it, and say what is to be seen. */
import type { EventRecord } from '../../src/model/index.js';
import type { Contestant } from './contestant.js';
import { indexOfAddress, makeEvents } from './events.js';

/** After the next frame has been painted: an animation frame comes before layout and paint, the message after them. */
function frame(): Promise<void> {
  return new Promise(resolve => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}

async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await frame();
}

/** Every element in `root`, shadow trees too. */
function* elementsIn(root: Element | ShadowRoot): Generator<Element> {
  for (const child of root.children) {
    yield child;
    yield* elementsIn(child);
    if (child.shadowRoot) yield* elementsIn(child.shadowRoot);
  }
}

export function start(contestant: Contestant): void {
  let events: EventRecord[] = [];
  const box = document.createElement('div');

  const scroller = (): HTMLElement => {
    const found = contestant.scroller(box);
    if (!found) throw new Error('The list has nothing that scrolls.');
    return found;
  };

  /** The part of the screen where rows can be seen. */
  const window_ = (): { top: number; bottom: number } => {
    const edge = scroller().getBoundingClientRect().top + scroller().clientTop;
    return { top: edge + (contestant.covered?.(box) ?? 0), bottom: edge + scroller().clientHeight };
  };

  /** Indexes of the events whose rows can be seen, from top to bottom, and where the first begins and the last ends. */
  const seen = (): { indexes: number[]; top: number; bottom: number } => {
    const { top, bottom } = window_();
    const rows: { index: number; rect: DOMRect }[] = [];
    for (const element of elementsIn(box)) {
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue;
        const address = /\b10\.(\d+)\.(\d+)\.(\d+)\b/.exec(node.nodeValue ?? '');
        if (!address) continue;
        const rect = element.getBoundingClientRect();
        const middle = (rect.top + rect.bottom) / 2;
        if (rect.height > 0 && middle > top && middle < bottom) {
          rows.push({ index: indexOfAddress(address[1]!, address[2]!, address[3]!), rect });
        }
      }
    }
    rows.sort((a, b) => a.rect.top - b.rect.top);
    return {
      indexes: rows.map(row => row.index),
      top: (rows[0]?.rect.top ?? Infinity) - top,
      bottom: bottom - (rows.at(-1)?.rect.bottom ?? -Infinity),
    };
  };

  /** Whether rows fill the window, in order and with none left out. */
  const whole = (rowHeight: number): boolean => {
    const { indexes, top, bottom } = seen();
    const gap = rowHeight * 1.5; // half a row may be cut, and text is less high than its row
    return (
      indexes.length > 0 &&
      top < gap &&
      bottom < gap &&
      indexes.every((index, i) => i === 0 || index === indexes[i - 1]! + 1)
    );
  };

  const clear = (): void => box.replaceChildren();

  Object.assign(globalThis, {
    bench: {
      /** Makes the events; not measured. */
      prepare(count: number): void {
        document.body.replaceChildren(box);
        Object.assign(document.body.style, { margin: '0', font: '13px/20px "Liberation Sans", Arial, sans-serif' });
        events = makeEvents(count);
      },

      /** Mounts, and waits until the first row is on the screen. Milliseconds from the call to the end of that frame. */
      async mount(rowHeight: number, height: number): Promise<number> {
        clear();
        box.style.height = `${height}px`;
        const started = performance.now();
        contestant.mount(box, events, rowHeight);
        for (;;) {
          await frame();
          const now = performance.now();
          if (contestant.scroller(box) && seen().indexes[0] === 0) return now - started;
          if (now - started > 60_000) throw new Error('No row was painted within a minute.');
        }
      },

      /** Sizes the box so that rows have just `height` pixels, whatever bars the list puts around them. */
      async fit(height: number): Promise<number> {
        const { top, bottom } = window_();
        box.style.height = `${box.clientHeight + height - (bottom - top)}px`;
        await frames(5);
        const after = window_();
        return after.bottom - after.top;
      },

      /** Scrolls `count` times by `distance`, a frame for each, there and back again so that any count fits. */
      async steps(count: number, distance: number): Promise<void> {
        const list = scroller();
        for (let i = 0; i < count; i += 1) {
          list.scrollTop += i < count / 2 ? distance : -distance;
          await frame();
        }
        await frames(3);
      },

      /** Jumps to `count` places all over the list, the same ones for each contestant. */
      async jumps(count: number, offset = 0): Promise<void> {
        const list = scroller();
        for (let i = 0; i < count; i += 1) {
          list.scrollTop = place(i + offset) * (list.scrollHeight - list.clientHeight);
          await frame();
        }
        await frames(3);
      },

      /** How many of `count` jumps left the window without its rows after the first frame, and after ten. */
      async blanks(count: number, rowHeight: number): Promise<{ first: number; tenth: number }> {
        const list = scroller();
        const blank = { first: 0, tenth: 0 };
        for (let i = 0; i < count; i += 1) {
          list.scrollTop = place(i + 1000) * (list.scrollHeight - list.clientHeight);
          await frame();
          if (!whole(rowHeight)) blank.first += 1;
          await frames(9);
          if (!whole(rowHeight)) blank.tenth += 1;
        }
        return blank;
      },

      /** Scrolls to the very end: whether the last event can be seen there, wholly, as the last of an unbroken row. */
      async end(rowHeight: number): Promise<boolean> {
        scroller().scrollTop = scroller().scrollHeight;
        await frames(10);
        const { indexes, bottom } = seen();
        return whole(rowHeight) && bottom >= -1 && indexes.at(-1) === events.length - 1;
      },

      elements: (): number => [...elementsIn(box)].length,
    },
  });
}

/** A place between 0 and 1 for each number, far from its neighbours': multiples of the golden ratio. */
const place = (i: number): number => ((i + 1) * 0.6180339887498949) % 1;
