import type { LitElement, ReactiveController } from 'lit';

const FOCUSABLE = 'a[href], button, input, select, textarea';

/**
 * Moves the focus to the nearest control when the one that had it is drawn no more: a row that was deleted by its own button, a
 * button that has done all it was for. Left alone the focus falls to the page, and whoever uses keys begins at its top.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  /** Before an update: what has the focus, and the controls around it in the order of the page. */
  #held: { focused: Element; controls: readonly HTMLElement[] } | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const root = this.#host.shadowRoot;
    const focused = root?.activeElement;
    this.#held = focused ? { focused, controls: [...root.querySelectorAll<HTMLElement>(FOCUSABLE)] } : undefined;
  }

  hostUpdated(): void {
    const held = this.#held;
    this.#held = undefined;
    const root = this.#host.shadowRoot;
    if (!held || !root || held.focused.isConnected || root.activeElement) return;
    const at = held.controls.indexOf(held.focused as HTMLElement);
    // The next one, as a row moves up to where the other one was; without one the one before.
    for (const control of [...held.controls.slice(at + 1), ...held.controls.slice(0, Math.max(0, at)).reverse()]) {
      if (control.isConnected) control.focus(); // what is disabled or not shown does not take it
      if (root.activeElement) return;
    }
  }
}
