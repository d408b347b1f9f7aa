import { ContextProvider } from '@lit/context';
import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { VERSION } from '../../internal/version.js';
import { grant, REQUEST_TYPES } from './event-provider.events.js';
import { SourceElement } from './source-element.js';
import { UrlState, type UrlHistory } from './url-state.js';
import { viewContext } from './view-context.js';

/**
 * Owns what a reader is looking at (search, order, chosen event) and the client it is read with, for every element
 * inside it. Draws nothing and takes no space.
 *
 * Elements inside ask for changes with events that bubble; the nearest provider grants them. A listener between the
 * element and the provider refuses with `preventDefault()`. Two providers on a page are independent.
 *
 * @tagname event-provider
 * @status experimental
 * @since 0.1.0
 *
 * @slot - Elements that share the view, at any depth, in any markup.
 */
export class EventProvider extends SourceElement {
  /** @internal */
  static readonly tag: string = 'event-provider';
  /** @internal */
  static readonly version = VERSION;
  static override styles = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
  `;

  #url: UrlState | undefined;

  /**
   * Mirrors the view to the address of the page (search, range, order, zone, chosen event, layout), and takes it from there. The
   * text stands before the name of each parameter, so that it clashes with none of the page's; `null` for no mirror.
   */
  @property({ attribute: 'url-state' }) urlState: string | null = null;

  /**
   * What becomes of a change that a reader asked for, with `url-state`: `push` is an entry of its own in the history of the page, so that
   * Back undoes it; `replace` leaves the history to a router of the page. What comes from elsewhere never makes an entry.
   */
  @property({ attribute: 'url-history' }) urlHistory: UrlHistory = 'push';

  constructor() {
    super();
    new ContextProvider(this, { context: viewContext, initialValue: this.own });
    for (const type of REQUEST_TYPES) {
      this.addEventListener(type, event => {
        this.#url?.asked();
        grant(this.own, event);
      });
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#mirror();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#url?.disconnect();
    this.#url = undefined;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    if (changed.get('urlState') !== undefined) this.#mirror(); // at first it was read when connected
  }

  #mirror(): void {
    this.#url?.disconnect();
    const { own, urlState } = this;
    this.#url = typeof urlState === 'string' ? new UrlState(own, urlState, () => this.urlHistory) : undefined;
    this.#url?.connect();
  }

  /** Reads the events again, in every element inside. */
  refresh(): void {
    if (this.isConnected) this.own.refresh();
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
