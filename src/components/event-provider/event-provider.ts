import { ContextProvider } from '@lit/context';
import { css, html, type TemplateResult } from 'lit';
import { VERSION } from '../../internal/version.js';
import { grant, REQUEST_TYPES } from './event-provider.events.js';
import { SourceElement } from './source-element.js';
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

  constructor() {
    super();
    new ContextProvider(this, { context: viewContext, initialValue: this.own });
    for (const type of REQUEST_TYPES) this.addEventListener(type, event => grant(this.own, event));
  }

  /** Reads the events again, in every element inside. */
  refresh(): void {
    if (this.isConnected) this.own.refresh();
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
