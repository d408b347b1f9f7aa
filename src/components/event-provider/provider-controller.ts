import { ContextEvent, ContextRoot } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { grant, type ViewRequestEvent } from './event-provider.events.js';
import { viewContext } from './view-context.js';
import type { ViewState, ViewStore } from './view-store.js';

/**
 * Ties an element to a view: the nearest provider's, or the element's own when there is none. The element updates
 * whenever the view changes, wherever it is moved, and when a provider turns up later.
 */
export class ProviderController implements ReactiveController {
  readonly #host: LitElement;
  readonly #own: ViewStore;
  #provided: ViewStore | undefined;
  #leave: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;

  /** @param own the store to use when no provider is around */
  constructor(host: LitElement, own: ViewStore) {
    this.#host = host;
    this.#own = own;
    host.addController(this);
  }

  get store(): ViewStore {
    return this.#provided ?? this.#own;
  }

  get state(): ViewState {
    return this.store.state;
  }

  /** Whether the view is a provider's. */
  get provided(): boolean {
    return this.#provided !== undefined;
  }

  /** Sends a wish up, and grants it here when no provider heard it and nobody refused. */
  request(event: ViewRequestEvent<unknown>): void {
    this.#host.dispatchEvent(event);
    if (this.#host.isConnected) grant(this.store, event);
  }

  hostConnected(): void {
    awaitLateProviders(this.#host.ownerDocument);
    this.#host.dispatchEvent(new ContextEvent(viewContext, this.#host, this.#answer, true));
    this.#attach();
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#leave = undefined;
    this.#provided = undefined;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  // One function for the life of the controller: providers tell consumers apart by it.
  readonly #answer = (store: ViewStore, leave?: () => void): void => {
    if (!this.#host.isConnected) {
      leave?.();
      return;
    }
    if (leave !== this.#leave) {
      this.#leave?.(); // a nearer provider has taken over
      this.#leave = leave;
    }
    this.#provided = store;
    this.#attach();
  };

  #attach(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.store.subscribe(() => this.#host.requestUpdate());
    this.#host.requestUpdate();
  }
}

const awaited = new WeakSet<Document>();

/** Keeps unanswered requests for providers that are upgraded, or rendered, after the elements inside them. */
function awaitLateProviders(page: Document): void {
  if (awaited.has(page)) return;
  awaited.add(page);
  new ContextRoot().attach(page.documentElement);
}
