import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What pages switch themes with: attributes of the root element, and of the body. */
const ATTRIBUTES = ['class', 'style', 'dir', 'data-theme', 'data-color-scheme', 'data-bs-theme'];

/**
 * Tells an element that draws on a canvas when its colours may have changed: the reader's preference for light, dark, contrast or
 * forced colours, or an attribute of the page's root that themes hang on. Styles tell nobody by themselves.
 */
export class ThemeController implements ReactiveController {
  readonly #changed: () => void;
  #observer: MutationObserver | undefined;
  #queries: MediaQueryList[] = [];

  constructor(host: ReactiveControllerHost, changed: () => void) {
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    const { documentElement, body } = document;
    this.#observer = new MutationObserver(this.#changed);
    for (const element of [documentElement, body]) this.#observer.observe(element, { attributeFilter: ATTRIBUTES });
    this.#queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'].map(query =>
      matchMedia(query),
    );
    for (const query of this.#queries) query.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    for (const query of this.#queries) query.removeEventListener('change', this.#changed);
  }
}
