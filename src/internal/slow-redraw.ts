import type { LitElement, ReactiveController } from 'lit';

/** More pictures a second than this show nobody more of a number that grows. Milliseconds. */
const REDRAW_MS = 100;

/** Draws an element again for what changes more often than anybody can read. */
export class SlowRedraw implements ReactiveController {
  readonly #host: LitElement;
  #drawn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Draws it soon: at once where that is long ago. */
  readonly soon = (): void => {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#drawn = performance.now();
        this.#host.requestUpdate();
      },
      Math.max(0, this.#drawn + REDRAW_MS - performance.now()),
    );
  };
}
