/** Work that takes longer than this in one go makes a page stutter. Milliseconds. */
const TURN = 10;

/**
 * Lets others have their turn in the middle of long work. By message, not by timer: a page in the background has its timers
 * held back to one a second.
 */
export class TurnTaker {
  #channel: MessageChannel | undefined;
  #since = performance.now();

  /** Returns at once while the turn lasts, and otherwise when everything that waited has run. */
  take(): Promise<void> | undefined {
    if (performance.now() - this.#since < TURN) return undefined;
    return new Promise(resolve => {
      const goOn = (): void => {
        this.#since = performance.now();
        resolve();
      };
      // Node takes a thousand messages in a row before anything else has a turn.
      if (typeof setImmediate === 'function') {
        setImmediate(goOn);
        return;
      }
      this.#channel ??= new MessageChannel();
      const { port1, port2 } = this.#channel;
      port1.onmessage = goOn;
      port2.postMessage(null);
    });
  }

  /** An open channel keeps a process alive. */
  end(): void {
    this.#channel?.port1.close();
  }
}
