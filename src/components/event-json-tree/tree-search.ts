import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FOUND_MAX, findInJson, type JsonPlace } from './json-search.js';

/** Work at a time, and then the page has a turn. */
const SLICE_MS = 8;

/** Finds a text in the value of a tree, in pieces of work that nobody feels, and knows which match is the current one. */
export class TreeSearch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #found: (place: JsonPlace) => void;
  #text = '';
  #value: unknown;
  #places: JsonPlace[] = [];
  #at = -1;
  #run = 0;
  #status: 'idle' | 'looking' | 'done' = 'idle';

  /** @param found - told of each place that becomes the current one */
  constructor(host: ReactiveControllerHost, found: (place: JsonPlace) => void) {
    this.#host = host;
    this.#found = found;
    host.addController(this);
  }

  get text(): string {
    return this.#text;
  }
  get status(): 'idle' | 'looking' | 'done' {
    return this.#status;
  }
  get count(): number {
    return this.#places.length;
  }
  /** Whether there is more than is counted. */
  get more(): boolean {
    return this.#places.length >= FOUND_MAX;
  }
  /** Number of the current match, from 1; 0 for none. */
  get position(): number {
    return this.#at + 1;
  }

  /** A tree that was moved while it was looked through is looked through anew. */
  hostConnected(): void {
    if (this.#status === 'looking') this.look(this.#value, this.#text);
  }

  hostDisconnected(): void {
    this.#run += 1;
  }

  /** Looks for a text; the empty one ends the search. */
  look(value: unknown, text: string): void {
    this.#run += 1;
    this.#text = text;
    this.#value = value;
    this.#places = [];
    this.#at = -1;
    this.#status = text === '' ? 'idle' : 'looking';
    this.#host.requestUpdate();
    if (text !== '') void this.#work(findInJson(value, text), this.#run);
  }

  /** Looks again when the value is another one. */
  follow(value: unknown): void {
    if (this.#text !== '' && value !== this.#value) this.look(value, this.#text);
  }

  /** Goes to the next match, or with -1 to the one before, and round. */
  step(by: 1 | -1): void {
    const { length } = this.#places;
    if (length === 0) return;
    this.#go((this.#at + by + length) % length);
  }

  async #work(places: Generator<JsonPlace | null>, run: number): Promise<void> {
    let until = performance.now() + SLICE_MS;
    for (const place of places) {
      if (place) {
        this.#places.push(place);
        if (this.#at < 0) this.#go(0);
        if (this.more) break;
      }
      if (performance.now() < until) continue;
      await new Promise(resolve => setTimeout(resolve));
      if (run !== this.#run) return;
      until = performance.now() + SLICE_MS;
    }
    this.#status = 'done';
    this.#host.requestUpdate();
  }

  #go(at: number): void {
    this.#at = at;
    this.#found(this.#places[at]!);
    this.#host.requestUpdate();
  }
}
