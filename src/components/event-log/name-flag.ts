import { warnOnce } from '../../internal/warn-once.js';
import type { LogTexts } from '../../locales/en/log.js';
import { IconSlot } from './icon-slot.js';
import { lazyParts } from './lazy-parts.js';
import { element, isPlain } from './text-slot.js';

type Words = (name: string, texts: LogTexts) => string;

/** What tells names apart from those they look like; loaded with the first name that is not plain. */
let words: Words | undefined;
let loading: Promise<void> | undefined;

function loadWords(): Promise<void> {
  loading ??= lazyParts.nameWarnings().then(
    ({ warningWords }) => {
      words = warningWords;
    },
    (error: unknown) => {
      loading = undefined;
      warnOnce('log-names', `What tells look-alike names apart could not be loaded. ${String(error)}`);
    },
  );
  return loading;
}

/**
 * A mark in front of a name that can be taken for another, or hides something. In front, where no narrow column cuts it off.
 * Names are plain for the most part: then it is no element at all.
 */
export class NameFlag {
  readonly #before: Node;
  readonly #className: string;
  #names: readonly string[] = [];
  #element: HTMLElement | undefined;
  #said = '';

  /** @param before - what it stands in front of, once there is something to say */
  constructor(before: Node, className = '') {
    this.#before = before;
    this.#className = className;
  }

  /** @param names - those shown here, of people and things; nothing the kit says itself */
  set(names: readonly string[], texts: LogTexts): void {
    this.#names = names;
    if (names.every(isPlain)) this.#say('');
    else if (words) this.#say(said(names, texts, words));
    else {
      void loadWords().then(() => {
        if (words && this.#names === names) this.#say(said(names, texts, words));
      });
    }
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

/**
 * What such a mark says, for templates; empty when there is nothing to say, or when that is not known yet.
 *
 * @param redraw - called once it is known
 */
export function nameWarning(names: readonly string[], texts: LogTexts, redraw: () => void): string {
  if (names.every(isPlain)) return '';
  if (words) return said(names, texts, words);
  void loadWords().then(() => words && redraw());
  return '';
}

function said(names: readonly string[], texts: LogTexts, words: Words): string {
  return names
    .map(name => words(name, texts))
    .filter(Boolean)
    .join(', ');
}
