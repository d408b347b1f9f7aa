/**
 * The least list there is: row elements are made once, event `i` is shown in row `i` modulo their number, and a row is
 * written only when its event changes. No columns to choose, no keys, no names for assistive technology, no opened rows.
 */
import type { EventRecord } from '../../src/model/index.js';
import type { Contestant } from './contestant.js';
import { ROW_CSS, TITLES } from './rows.js';

export interface PooledRow {
  element: HTMLElement;
  show(event: EventRecord): void;
}

/** Rows kept on each side of the window, as many as the peer. */
const OVERSCAN = 5;

export function div(className: string, ...children: (Node | string)[]): HTMLDivElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}

export function pooledList(createRow: () => PooledRow): Contestant {
  return {
    mount(box, events, rowHeight) {
      const style = document.createElement('style');
      style.textContent = ROW_CSS;
      const space = div('space');
      const scroller = div('scroller', space);
      const list = div('list', div('head', ...TITLES.map(title => div('cell', title))), scroller);
      list.style.setProperty('--row', `${rowHeight}px`);
      space.style.height = `${events.length * rowHeight}px`;
      box.append(style, list);

      let rows: (PooledRow & { shown: number })[] = [];
      const draw = (): void => {
        const first = Math.floor(scroller.scrollTop / rowHeight);
        const from = Math.max(0, first - OVERSCAN);
        const to = Math.min(events.length, first + rows.length - OVERSCAN);
        for (let index = from; index < to; index += 1) {
          const row = rows[index % rows.length]!;
          if (row.shown === index) continue;
          row.shown = index;
          row.element.style.transform = `translateY(${index * rowHeight}px)`;
          row.show(events[index]!);
        }
      };
      new ResizeObserver(() => {
        const count = Math.ceil(scroller.clientHeight / rowHeight) + 1 + 2 * OVERSCAN;
        rows = Array.from({ length: count }, () => ({ ...createRow(), shown: -1 }));
        space.replaceChildren(...rows.map(row => row.element));
        draw();
      }).observe(scroller);
      scroller.addEventListener('scroll', draw, { passive: true });
    },
    scroller: box => box.querySelector<HTMLElement>('.scroller') ?? undefined,
  };
}
