/** Typing goes on for as long as keys come faster: only then is there something to announce. */
const PAUSE_MS = 600;

/** What a live region says: at once, or when the reader pauses and there is news. */
export class Announcements {
  /** What the region says. */
  message = '';
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state = 'empty';

  /** `changed` is called when there is something else to say. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  say(message: string): void {
    // The same words again are news only when they change.
    this.message = message === this.message ? `${message}\u00a0` : message;
    this.#changed();
  }

  /** After a pause asks for the state of things and what to say of it; says it if the state is another than before. */
  saySoon(ask: () => { state: string; message: string }): void {
    this.stop();
    this.#timer = setTimeout(() => {
      const { state, message } = ask();
      if (state === this.#state) return;
      this.#state = state;
      if (message !== '') this.say(message);
    }, PAUSE_MS);
  }

  /** Nobody listens any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
