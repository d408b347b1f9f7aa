import type { LitElement, ReactiveController } from 'lit';
import type { Retention } from '../../../client/index.js';
import type { FormatOptions } from '../../../internal/format.js';
import type { LogLateTexts } from '../../../locales/en/log-late.js';
import { keptWords, type KeptWords } from './kept-words.js';

/**
 * Whether a reader looks further back than events are kept, in words. What knows that is asked when it first matters, and again
 * when the list is read anew, for somebody may have set another time since.
 * Where nothing knows it, or does not say it to this reader, there is nothing to tell.
 */
export class Kept implements ReactiveController {
  readonly #host: LitElement;
  #source: Retention | null = null;
  #revision = 0;
  #words: KeptWords | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#source = null;
    this.#words = null;
  }

  /**
   * What to tell of a view; empty for nothing, and while it is not known.
   *
   * @param revision - how often its events were asked for anew
   * @param from - where the view begins, in milliseconds since 1970; `-Infinity` for no beginning
   */
  text(source: Retention, revision: number, from: number, texts: LogLateTexts, format: FormatOptions): string {
    if (source !== this.#source) void this.#ask(source, false);
    else if (revision !== this.#revision) void this.#ask(source, true);
    this.#revision = revision;
    return this.#words?.(from, Date.now(), texts, format) ?? '';
  }

  async #ask(source: Retention, anew: boolean): Promise<void> {
    this.#source = source;
    if (!anew) this.#words = null;
    let words: KeptWords;
    try {
      words = await keptWords(source, anew);
    } catch {
      return; // a list that does not tell it is true as well
    }
    if (source !== this.#source) return;
    this.#words = words;
    this.#host.requestUpdate();
  }
}
