import { render } from 'lit';
import { icon } from '../../internal/icons.js';

/** An icon as one outline, so that an element that shows one icon after another changes an attribute and no nodes. */
interface Outline {
  d: string;
  /** Whether it points along the line of reading. */
  flips: boolean;
}

/** Names come from profiles too, so there is no end to them. */
const CACHE_SIZE = 200;
const outlines = new Map<string, Outline>();

function outlineOf(name: string): Outline {
  let outline = outlines.get(name);
  if (!outline) {
    const box = document.createElement('div');
    render(icon(name), box);
    const drawn = box.querySelector('svg')!;
    // Each path begins at the origin, as by itself: a leading "m" would go on from where the last one ended.
    outline = {
      d: [...drawn.children].map(shape => `M0 0${pathOf(shape)}`).join(''),
      flips: drawn.classList.contains('flip'),
    };
    if (outlines.size < CACHE_SIZE) outlines.set(name, outline);
  }
  return outline;
}

/** The shapes icons are made of, as paths. */
function pathOf(shape: Element): string {
  const of = (name: string): number => Number(shape.getAttribute(name) ?? 0);
  if (shape.localName === 'circle') {
    const [x, y, r] = [of('cx'), of('cy'), of('r')];
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  if (shape.localName === 'rect') {
    const [x, y, w, h, r] = [of('x'), of('y'), of('width'), of('height'), of('rx')];
    const arc = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
    return `M${x + r} ${y}h${w - 2 * r}${arc(r, r)}v${h - 2 * r}${arc(-r, r)}h${2 * r - w}${arc(-r, -r)}v${2 * r - h}${arc(r, -r)}z`;
  }
  return shape.getAttribute('d') ?? '';
}

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
      const { d, flips } = outlineOf(name);
      this.#path.setAttribute('d', d);
      className += flips ? ' flip' : '';
    } else if (this.element.classList.contains('flip')) className += ' flip';
    this.#name = name;
    if (className === this.#className) return;
    this.#className = className;
    this.element.setAttribute('class', `i ${className}`);
  }
}
