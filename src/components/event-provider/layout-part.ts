import { isObject } from '../../model/record.js';
import { EventLayoutRequestEvent } from './event-provider.events.js';
import type { ProviderController } from './provider-controller.js';

/**
 * Ties the layout of one element (its columns, its form) to the view: what a reader chooses goes into it, and with it into the address
 * and saved views; what comes out of it is shown. Where the view says nothing, the element is as the page has it.
 */
export class LayoutPart {
  readonly #provider: ProviderController;
  readonly #part: string;
  readonly #get: () => Record<string, unknown>;
  readonly #set: (layout: Readonly<Record<string, unknown>>) => void;
  #seen: unknown;
  #initial: Record<string, unknown> | undefined;

  /**
   * @param part name of the element in the layout
   * @param get its layout now, as JSON can hold it
   * @param set shows a layout; it comes from an address, and may hold anything
   */
  constructor(
    provider: ProviderController,
    part: string,
    get: () => Record<string, unknown>,
    set: (layout: Readonly<Record<string, unknown>>) => void,
  ) {
    this.#provider = provider;
    this.#part = part;
    this.#get = get;
    this.#set = set;
  }

  /**
   * Shows what the view says, when it has changed; for `willUpdate`.
   *
   * @param again also when it has not, because the element was laid out anew by the page
   */
  update(again = false): void {
    this.#initial ??= this.#get();
    const { layout } = this.#provider.state;
    const own = Object.hasOwn(layout, this.#part) ? layout[this.#part] : undefined;
    if (own === this.#seen && (own === undefined || !again)) return;
    this.#seen = own;
    this.#set(isObject(own) ? own : this.#initial);
  }

  /** A reader has chosen another layout. */
  chosen(): void {
    this.#provider.request(new EventLayoutRequestEvent(this.#part, this.#get()));
  }
}
