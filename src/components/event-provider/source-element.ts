import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { EventsClient, Mask } from '../../client/index.js';
import type { EventRecord } from '../../model/index.js';
import { ViewStore } from './view-store.js';

/**
 * The properties that say which events, and how they are read. They stand on a provider, or on any element that has no
 * provider around it.
 *
 * They show the view as it is: after a reader searched, `search` is what they searched for.
 */
export abstract class SourceElement extends LitElement {
  /** @internal */
  protected readonly own = new ViewStore();

  /** Base address of the events API, such as `/api/v3`. Not read when `events` or `client` is set. */
  @property()
  get src(): string {
    return this.own.source.src;
  }
  set src(src: string) {
    this.own.setSource({ src });
  }

  /** Events to show with no server at all. The array is never changed; to show other events, set another array. */
  @property({ attribute: false })
  get events(): readonly EventRecord[] | null {
    return this.own.source.events;
  }
  set events(events: readonly EventRecord[] | null) {
    this.own.setSource({ events });
  }

  /** Where events come from, when neither an address nor an array will do: a client with credentials, or one of your own. */
  @property({ attribute: false })
  get client(): EventsClient | null {
    return this.own.source.client;
  }
  set client(client: EventsClient | null) {
    this.own.setSource({ client });
  }

  /**
   * What nobody sees before it is asked for: paths, and what is shown instead. It holds for everything that is made of these
   * events. See docs/masking.md.
   */
  @property({ attribute: false })
  get mask(): Mask | readonly Mask[] | null {
    return this.own.mask;
  }
  set mask(mask: Mask | readonly Mask[] | null) {
    this.own.setMask(mask);
  }

  /** Shows the events that match; empty for all. */
  @property()
  get search(): string {
    return this.own.state.view.search;
  }
  set search(search: string) {
    this.own.setView({ search });
  }

  /**
   * Shows events from this time on: an ISO 8601 date or time, or one that counts back, such as `now-7d`, `today-1d` or `week`.
   * Empty for no start.
   */
  @property()
  get from(): string {
    return this.own.state.range.from ?? '';
  }
  set from(from: string) {
    this.own.setRange({ from });
  }

  /** Shows events before this time, in the same forms as `from`. Empty for no end. */
  @property()
  get to(): string {
    return this.own.state.range.to ?? '';
  }
  set to(to: string) {
    this.own.setRange({ to });
  }

  /** Field to sort by, with `-` in front for descending: `-created` is newest first. */
  @property()
  get ordering(): string {
    return this.own.state.view.ordering;
  }
  set ordering(ordering: string) {
    this.own.setView({ ordering });
  }

  /** Time zone of every time shown, as `UTC` or `Europe/Berlin`; empty for the browser's. */
  @property({ attribute: 'time-zone' })
  get timeZone(): string {
    return this.own.state.timeZone;
  }
  set timeZone(timeZone: string) {
    this.own.setTimeZone(timeZone);
  }

  /** Language of numbers and times, as `de-AT`; empty for the `lang` of the element or page. */
  @property()
  get locale(): string {
    return this.own.state.locale;
  }
  set locale(locale: string) {
    this.own.setLocale(locale);
  }
}
