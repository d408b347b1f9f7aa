import { element } from './text-slot.js';

/**
 * The three dots at the end of the row under the pointer, which offer what can be filtered by. One for all rows, for pointers
 * only: keys have a menu of their own on each cell.
 */
export class RowMore {
  readonly element: HTMLElement;

  constructor() {
    const dots = [0, 1, 2].map(() => element('span', 'dot'));
    this.element = element('span', 'more', ...dots);
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** Puts it at the end of a line. */
  show(line: HTMLElement): void {
    if (this.element.parentNode !== line) line.append(this.element);
  }
}
