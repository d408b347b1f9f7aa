/** Work that takes longer than this in one go makes a page stutter. Milliseconds. */
const TURN = 10;

/**
 * Lets others have their turn in the middle of long work. By message, not by timer: a page in the background has its timers
 * held back to one a second.
 */
export class TurnTaker {
  readonly #channel = new MessageChannel();
  #since = performance.now();

  /** Returns at once while the turn lasts, and otherwise when everything that waited has run. */
  take(): Promise<void> | undefined {
    if (performance.now() - this.#since < TURN) return undefined;
    return new Promise(resolve => {
      this.#channel.port1.onmessage = () => {
        this.#since = performance.now();
        resolve();
      };
      this.#channel.port2.postMessage(null);
    });
  }

  /** An open channel keeps a process alive. */
  end(): void {
    this.#channel.port1.close();
  }
}
