import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { copyText } from './copy.js';
import { icon } from './icons.js';
import type { Localize } from './localize.js';

/** Longer than this, a text field to copy from by hand would freeze the page. */
const BY_HAND_MAX = 200_000;
/** How long a button shows that it has copied. */
const DONE_MS = 2_000;

interface CopyHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/**
 * Copies for an element: puts text on the clipboard, announces the result to assistive technology, marks the button, and
 * where the browser refuses offers the text in a field to copy by hand.
 */
export class CopyController implements ReactiveController {
  readonly #host: CopyHost;
  readonly #localize: Localize;
  #message = '';
  #done: unknown;
  #byHand: string | undefined;
  #focusField = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: CopyHost, localize: Localize) {
    this.#host = host;
    this.#localize = localize;
    host.addController(this);
  }

  /** Whether the thing of this key was copied a moment ago. */
  isDone(key: unknown): boolean {
    return this.#done === key && key !== undefined;
  }

  /** An icon for a button that copies: a check when it just did. */
  icon(key: unknown): TemplateResult {
    return icon(this.isDone(key) ? 'check' : 'copy');
  }

  /**
   * @param key what is copied, to mark its button by
   * @param message what to announce when it worked
   */
  async copy(text: string, key: unknown, message: string): Promise<boolean> {
    if (await copyText(text, this.#host.renderRoot as ShadowRoot)) {
      this.announce(message, key);
      return true;
    }
    clearTimeout(this.#timer);
    this.#done = undefined;
    this.#byHand = text.length > BY_HAND_MAX ? undefined : text;
    this.#focusField = this.#byHand !== undefined;
    this.#message = this.#localize.text(this.#byHand === undefined ? 'copyTooLong' : 'copyByHand');
    this.#host.requestUpdate();
    return false;
  }

  /** Says that something was copied, and marks its button for a moment. */
  announce(message: string, key: unknown): void {
    clearTimeout(this.#timer);
    this.#message = message;
    this.#done = key;
    this.#byHand = undefined;
    this.#host.requestUpdate();
    // Cleared, so that copying the same again is announced again.
    this.#timer = setTimeout(() => this.#clear(), DONE_MS);
  }

  hostUpdated(): void {
    if (!this.#focusField) return;
    this.#focusField = false;
    const field = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('.by-hand textarea');
    field?.focus();
    field?.select();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#message = '';
    this.#done = undefined;
    this.#byHand = undefined;
  }

  /** The announcement and, after a refusal, the field. Belongs in the template where it is always drawn. */
  render(): TemplateResult {
    const refused = this.#message !== '' && this.#done === undefined;
    return html`<p class=${refused ? 'copy-note' : 'sr'} role="status">${this.#message}</p>
      ${
        this.#byHand === undefined
          ? nothing
          : html`<div class="by-hand">
              <textarea readonly rows="3" aria-label=${this.#message} .value=${this.#byHand}></textarea>
              <button
                type="button"
                class="icon-btn"
                aria-label=${this.#localize.text('close')}
                title=${this.#localize.text('close')}
                @click=${() => this.#clear()}
              >
                ${icon('close')}
              </button>
            </div>`
      }`;
  }

  #clear(): void {
    this.#message = '';
    this.#done = undefined;
    this.#byHand = undefined;
    this.#host.requestUpdate();
  }
}
