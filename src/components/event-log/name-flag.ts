import type { LogTexts } from '../../locales/en/log.js';
import type { RowRemarks } from './cells.js';
import { IconSlot } from './icon-slot.js';
import { element, isPlain } from './text-slot.js';

/**
 * A mark in front of a name that can be taken for another, or hides something. In front, where no narrow column cuts it off.
 * Names are plain for the most part: then it is no element at all.
 */
export class NameFlag {
  readonly #before: Node;
  readonly #className: string;
  #element: HTMLElement | undefined;
  #said = '';

  /** @param before - what it stands in front of, once there is something to say */
  constructor(before: Node, className = '') {
    this.#before = before;
    this.#className = className;
  }

  /** @param names - those shown here, of people and things; nothing the kit says itself */
  set(names: readonly string[], texts: LogTexts, remarks: RowRemarks | null): void {
    this.#say(nameWarning(names, texts, remarks));
  }

  #say(said: string): void {
    if (said === this.#said) return;
    this.#said = said;
    const flag = (this.#element ??= this.#make());
    flag.hidden = said === '';
    flag.title = said;
    flag.ariaLabel = said;
  }

  #make(): HTMLElement {
    const icon = new IconSlot();
    icon.set('warning', 's');
    const flag = element('span', `name-flag ${this.#className}`.trim(), icon.element);
    flag.role = 'img';
    this.#before.parentNode!.insertBefore(flag, this.#before);
    return flag;
  }
}
/** What such a mark says; empty when there is nothing to say, or when that is not known yet. */
export function nameWarning(names: readonly string[], texts: LogTexts, remarks: RowRemarks | null): string {
  if (!remarks || names.every(isPlain)) return '';
  return names
    .map(name => remarks.nameWarning(name, texts))
    .filter(Boolean)
    .join(', ');
}
