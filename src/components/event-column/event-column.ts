import { css, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { VERSION } from '../../internal/version.js';
import type { EventRecord } from '../../model/index.js';
import { EventColumnChangeEvent } from './event-column.events.js';

/**
 * A column of the `<event-log>` it is a child of, for pages that would rather write markup than set a property. Draws
 * nothing itself. The columns of the list are its `<event-column>` children in their order, and only those.
 *
 * @tagname event-column
 * @status experimental
 * @since 0.1.0
 */
export class EventColumn extends LitElement {
  /** @internal */
  static readonly tag: string = 'event-column';
  /** @internal */
  static readonly version = VERSION;
  static override styles = css`
    :host {
      display: none;
    }
  `;

  /**
   * What it shows: `created`, `action`, `user`, `summary` (what happened), `client_ip`, `app`, `brand`, `expires`, `pk`,
   * or a dotted path into the event, `context.geo.city`.
   */
  @property() field = '';

  /** Its heading. Built-in columns have their own; other columns show their path. */
  @property() label = '';

  /** Its width as a track of a CSS grid: `12rem`, `minmax(8rem, 1fr)`. */
  @property() width = '';

  /** Makes the text of a cell from the value at `field`. Whatever comes back is shown as plain text. */
  @property({ attribute: false }) format: ((value: unknown, record: EventRecord) => string) | null = null;

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.dispatchEvent(new EventColumnChangeEvent());
  }
}
