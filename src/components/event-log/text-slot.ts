import { textParts } from '../../internal/text.js';

/** Makes an element: what is drawn at each turn of a wheel is written by hand. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Text of which nothing can be hidden: most of it, and ten times as fast to tell. */
const PLAIN = /^[\x20-\x7e]*$/;

export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Writes hostile text into an element of its own. The usual text, with nothing hidden in it, is one text node that stays. */
export class TextSlot {
  readonly #element: HTMLElement;
  readonly #node = new Text();
  #shown = '';
  #plain = true;

  constructor(element: HTMLElement) {
    this.#element = element;
    element.append(this.#node);
  }

  set(text: string): void {
    if (text === this.#shown) return;
    this.#shown = text;
    const parts = isPlain(text) ? undefined : textParts(text);
    if (!parts || (parts.length === 1 && parts[0]!.mark === undefined)) {
      if (!this.#plain) this.#element.replaceChildren(this.#node);
      this.#plain = true;
      this.#node.data = text;
      return;
    }
    this.#plain = false;
    this.#element.replaceChildren(
      ...parts.map(part => (part.mark === undefined ? part.text : element('span', 'ctl', part.mark))),
    );
  }
}
