/** Ours, as a page has it: one element, one property. */
import '../../src/components/event-log/define.js';
import { start } from './page.js';

const inside = (box: HTMLElement, selector: string): HTMLElement | undefined =>
  box.querySelector('event-log')?.shadowRoot?.querySelector<HTMLElement>(selector) ?? undefined;

start({
  mount(box, events, rowHeight) {
    const log = document.createElement('event-log');
    log.style.blockSize = '100%';
    log.density = rowHeight === 32 ? 'compact' : 'normal';
    log.events = events;
    box.append(log);
  },
  scroller: box => inside(box, '.viewport'),
  covered: box => inside(box, '.head-group')?.offsetHeight ?? 0,
});
