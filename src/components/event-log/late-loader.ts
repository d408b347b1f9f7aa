import type { LitElement } from 'lit';
import { warnOnce } from '../../internal/warn-once.js';
import type { LateHost, LateParts } from './late/late-parts.js';
import { lazyParts } from './lazy-parts.js';

/** Calls back after the next frame has been painted, so that what is done then is no part of it. A page in the background paints none. */
export function afterPaint(then: () => void): void {
  if (document.hidden) setTimeout(then);
  else requestAnimationFrame(() => setTimeout(then));
}

/**
 * Loads what a list does not need for its first paint: right after it, or at once when somebody comes to it. What they wanted
 * is done when it is there.
 */
export class LateLoader {
  readonly #element: LitElement;
  readonly #host: LateHost;
  #parts: LateParts | undefined;
  #loading: Promise<void> | undefined;
  #isWanted = false;
  /** Whether the last try failed: then the list has to do without. */
  failed = false;

  constructor(host: LateHost) {
    this.#element = host.element;
    this.#host = host;
  }

  /** Loads them after the next paint, unless that has been done. */
  want(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    afterPaint(() => void this.#load());
  }

  /** Undefined until they are loaded. */
  get parts(): LateParts | undefined {
    return this.#parts;
  }

  /** Does something with the parts, or with what they have drawn: at once, or when they have come. */
  use(what: (parts: LateParts) => void): void {
    if (this.#parts) what(this.#parts);
    else {
      void this.#load()
        .then(() => this.#element.updateComplete)
        .then(() => {
          if (this.#parts && this.#element.isConnected) what(this.#parts);
        });
    }
  }

  #load(): Promise<void> {
    return (this.#loading ??= this.#make());
  }

  async #make(): Promise<void> {
    try {
      const { LateParts } = await lazyParts.late();
      this.#parts = new LateParts(this.#host);
      this.failed = false;
    } catch (error) {
      this.#loading = undefined; // the next press tries again
      this.failed = true;
      warnOnce('log-late', `Menus and messages of the list could not be loaded. ${String(error)}`);
    }
    this.#element.requestUpdate();
  }
}
