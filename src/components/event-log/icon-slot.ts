import { outlineOf } from '../../internal/icons.js';

const SVG = 'http://www.w3.org/2000/svg';

/** An `<svg>` that shows one icon after another, or none. */
export class IconSlot {
  readonly element = document.createElementNS(SVG, 'svg');
  readonly #path = document.createElementNS(SVG, 'path');
  #name = '';
  #className = '';

  constructor() {
    this.element.setAttribute('viewBox', '0 0 16 16');
    this.element.setAttribute('focusable', 'false');
    this.element.append(this.#path);
  }

  set(name: string, className: string): void {
    if (name !== this.#name) {
      const { path, flips } = outlineOf(name);
      this.#path.setAttribute('d', path);
      className += flips ? ' flip' : '';
    } else if (this.element.classList.contains('flip')) className += ' flip';
    this.#name = name;
    if (className === this.#className) return;
    this.#className = className;
    this.element.setAttribute('class', `i ${className}`);
  }
}
