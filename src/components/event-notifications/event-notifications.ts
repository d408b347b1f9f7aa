import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { EventNotification, ExportFile, ManagePage, Notifications } from '../../client/index.js';
import { Downloads } from '../../internal/downloads.js';
import { FocusKeeper } from '../../internal/focus-keeper.js';
import { formatExact, formatNumber, formatRelative, type FormatOptions } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import { LoadController } from '../../internal/load-controller.js';
import { Localize } from '../../internal/localize.js';
import { blankState, progressBar, refusalNote, skeleton } from '../../internal/manage-states.js';
import { afterPopup, beforePopup } from '../../internal/popup.js';
import { plainText, safeText, textOf } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { notificationsEn } from '../../locales/en/notifications.js';
import { isoMs } from '../../model/time.js';
import { localZone } from '../../model/zone.js';
import { SEVERITIES } from '../../model/actions.js';
import type { Severity } from '../../model/index.js';
import { DataElement } from '../event-provider/index.js';
import { EventNotificationsOpenEvent } from './event-notifications.events.js';
import { styles } from './event-notifications.styles.js';

const PAGE_SIZE = 20;
const POLL_SECONDS = 30;
/** A server that is asked more often than this is asked for nothing. */
const LEAST_POLL_SECONDS = 2;
/** More than this is not read off a badge. */
const BADGE_MAX = 99;

type Read = () => Promise<ExportFile>;

interface Box {
  unseen: number;
  page: ManagePage<EventNotification>;
}

/**
 * What somebody should know: exports that are ready, rules that fired. A button with the number of unread ones that opens the
 * list, or the list itself. New ones are announced politely.
 *
 * @tagname event-notifications
 * @status experimental
 * @since 0.2.0
 *
 * @csspart button - The bell, where the list opens from a button.
 * @csspart base - The box around the list.
 * @fires {EventNotificationsOpenEvent} event-notifications-open - A reader follows the link of a notification. Cancelable.
 */
export class EventNotifications extends DataElement {
  /** @internal */ static readonly tag = 'event-notifications';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, notificationsEn, () => this.provider.state.locale);
  readonly #box = new LoadController<Notifications, Box>(this, {
    source: () => this.provider.state.client?.notifications,
    load: (notifications, signal) => this.#load(notifications, signal),
    every: () => Math.max(LEAST_POLL_SECONDS, this.poll || POLL_SECONDS) * 1_000,
    loaded: (box, before) => this.#announce(box, before),
  });
  readonly #downloads = new Downloads(this);
  #size = PAGE_SIZE;
  /** When the newest one that was ever listed came, in milliseconds since 1970. */
  #newest = -Infinity;

  @state() private severity: Severity | '' = '';
  @state() private problem: unknown;
  @state() private message = '';

  /** The list stands open in its place, with no button. */
  @property({ type: Boolean, reflect: true }) inline = false;

  /** Seconds between two looks for new ones; 2 at least. A hidden page does not look. */
  @property({ type: Number }) poll = POLL_SECONDS;

  constructor() {
    super();
    new FocusKeeper(this);
  }

  /** Looks for new ones now. */
  refresh(): void {
    if (this.isConnected) void this.#box.reload();
  }

  /** Puts the focus on the button, or the list. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.bell, .head select')?.focus(options);
  }

  get #format(): FormatOptions {
    return { locale: this.#localize.locale, timeZone: this.provider.state.timeZone || localZone() };
  }

  async #load(notifications: Notifications, signal: AbortSignal): Promise<Box> {
    const { severity } = this;
    const [unseen, page] = await Promise.all([
      notifications.unseen({ signal }),
      notifications.list({ ordering: '-created', pageSize: this.#size, signal, ...(severity && { severity }) }),
    ]);
    return { unseen, page };
  }

  /** What came since the last look. The first look finds what was there all along, and so does a longer or another list. */
  #announce({ page }: Box, before: Box | undefined): void {
    const last = before ? this.#newest : -Infinity;
    this.#newest = Math.max(last, ...page.results.map(({ created }) => isoMs(created)).filter(Number.isFinite));
    if (!before) return;
    const known = new Set(before.page.results.map(({ pk }) => pk));
    const fresh = page.results.filter(({ pk, seen, created }) => !seen && !known.has(pk) && isoMs(created) >= last);
    if (fresh.length === 0) return;
    const [first] = fresh;
    this.message =
      fresh.length === 1
        ? this.#localize.text('noticeNew', plainText(first!.body))
        : this.#localize.text('noticesNew', fresh.length);
  }

  // --- What a reader does ---

  async #do(work: (notifications: Notifications) => Promise<unknown>, change: (box: Box) => Box): Promise<void> {
    const notifications = this.provider.state.client?.notifications;
    if (!notifications) return;
    this.problem = undefined;
    this.#box.patch(change);
    try {
      await work(notifications);
    } catch (error) {
      this.problem = error;
    }
    await this.#box.reload();
  }

  #markSeen(pk: string, seen: boolean): Promise<void> {
    return this.#do(
      notifications => notifications.markSeen(pk, seen),
      box => changed(box, item => (item.pk === pk ? { ...item, seen } : item)),
    );
  }

  #markAll(): void {
    void this.#do(
      notifications => notifications.markAllSeen(),
      box => ({ ...changed(box, item => ({ ...item, seen: true })), unseen: 0 }),
    );
  }

  #remove(pk: string): void {
    void this.#do(
      notifications => notifications.remove(pk),
      box => ({ ...box, page: { ...box.page, results: box.page.results.filter(item => item.pk !== pk) } }),
    );
  }

  #follow(domEvent: Event, notification: EventNotification, url: string, read?: Read | null): void {
    const event = new EventNotificationsOpenEvent(notification, url);
    if (!this.dispatchEvent(event)) domEvent.preventDefault();
    else if (read) void this.#download(notification.pk, read);
    if (!notification.seen) void this.#markSeen(notification.pk, true);
  }

  async #download(pk: string, read: Read): Promise<void> {
    this.problem = undefined;
    try {
      await this.#downloads.save(pk, read);
    } catch (error) {
      this.problem = error;
      void this.#box.reload(); // the file may be gone, and its link with it
    }
  }

  /** Whoever opens it wants what there is now, and not at the last look. */
  #toggled(event: ToggleEvent): void {
    afterPopup(event);
    if (event.newState === 'open') void this.#box.reload();
  }

  #filter(severity: string): void {
    this.severity = SEVERITIES.find(known => known === severity) ?? '';
    void this.#box.reload();
  }

  #more(): void {
    this.#size += PAGE_SIZE;
    void this.#box.reload();
  }

  // --- Drawing ---

  override render(): TemplateResult {
    const texts = this.#localize;
    const announcement = html`<p class="sr" role="status">${this.message}</p>`;
    if (this.inline) return html`${this.#renderArea()}${announcement}`;
    const unseen = this.#box.data?.unseen ?? 0;
    const name = texts.text('noticesButton', unseen);
    return html`<button
        type="button"
        class="icon-btn big bell"
        part="button"
        popovertarget="panel"
        aria-haspopup="dialog"
        aria-expanded="false"
        aria-label=${name}
        title=${name}
      >
        ${icon('bell')}
        ${
          unseen > 0
            ? html`<span class="badge" aria-hidden="true"
                >${unseen > BADGE_MAX ? `${formatNumber(BADGE_MAX, texts.locale)}+` : formatNumber(unseen, texts.locale)}</span
              >`
            : nothing
        }
      </button>
      <div
        id="panel"
        class="pop"
        popover
        role="dialog"
        tabindex="-1"
        aria-label=${texts.text('notices')}
        @beforetoggle=${beforePopup}
        @toggle=${(event: ToggleEvent) => this.#toggled(event)}
      >
        ${this.#renderArea()}
      </div>
      ${announcement}`;
  }

  #renderArea(): TemplateResult {
    const texts = this.#localize;
    const { data, status, error } = this.#box;
    const again = { again: () => void this.#box.reload() };
    return html`<section class="area" part="base" aria-label=${texts.text('notices')}>
      <div class="head">
        <b>${texts.text('notices')}</b>
        <span class="faint grow">${data ? texts.text('noticesUnread', data.unseen) : nothing}</span>
        ${
          data && data.unseen > 0
            ? html`<button type="button" class="link all" @click=${() => this.#markAll()}>
                ${texts.text('noticesMarkAll')}
              </button>`
            : nothing
        }
        <select
          aria-label=${texts.text('noticesSeverity')}
          .value=${this.severity}
          @change=${(event: Event) => this.#filter((event.target as HTMLSelectElement).value)}
        >
          <option value="">${texts.text('noticesEvery')}</option>
          ${SEVERITIES.map(severity => html`<option value=${severity}>${texts.text('severityOnly', severity)}</option>`)}
        </select>
      </div>
      ${this.problem !== undefined ? refusalNote(this.problem, texts, { dismiss: () => (this.problem = undefined) }) : nothing}
      ${status === 'failed' ? refusalNote(error, texts, again) : nothing} ${this.#renderList()}
    </section>`;
  }

  #renderList(): unknown {
    const texts = this.#localize;
    const { data, status } = this.#box;
    if (!data) {
      if (status === 'idle') return blankState('bell', texts.text('noticesNone'), texts.text('noticesNoneHint'));
      return status === 'loading' ? skeleton() : nothing;
    }
    const items = data.page.results;
    if (items.length === 0)
      return blankState(
        'bell',
        texts.text('noticesEmpty'),
        texts.text(this.severity ? 'noticesEmptyOfKind' : 'noticesEmptyHint'),
      );
    return html`<ul class="items">
        ${items.map(item => this.#renderItem(item))}
      </ul>
      ${
        data.page.pagination.next > 0
          ? html`<div class="more head">
              <button type="button" class="link" @click=${() => this.#more()}>${texts.text('showMore')}</button>
            </div>`
          : nothing
      }`;
  }

  #renderItem(item: EventNotification): TemplateResult {
    const texts = this.#localize;
    const { pk, body, created, seen } = item;
    const severity = SEVERITIES.find(known => known === item.severity) ?? 'notice';
    const ms = isoMs(created);
    return html`<li class="item ${seen ? '' : 'unread'}" data-pk=${pk}>
      ${icon(severity, { class: `sev-${severity}` })}
      <div>
        <p>
          <span class="sr"
            >${texts.text('severity', severity)}${seen ? nothing : `, ${texts.text('noticeUnread')}`}: </span
          >${safeText(body, { max: 1_000 })}
        </p>
        <div class="meta">
          ${this.#renderLink(item)}
          <time class="faint nw" datetime=${textOf(created)} title=${formatExact(ms, this.#format)}
            >${formatRelative(ms, Date.now(), texts.locale)}</time
          >
          <button type="button" class="link seen" @click=${() => void this.#markSeen(pk, !seen)}>
            ${texts.text(seen ? 'noticeMarkUnseen' : 'noticeMarkSeen')}
          </button>
        </div>
      </div>
      <button
        type="button"
        class="icon-btn danger remove"
        aria-label=${texts.text('noticeRemove')}
        title=${texts.text('noticeRemove')}
        @click=${() => this.#remove(pk)}
      >
        ${icon('close', { small: true })}
      </button>
    </li>`;
  }

  /** Where it leads; a button that downloads the file where a link would be refused. */
  #renderLink(item: EventNotification): unknown {
    const notifications = this.provider.state.client?.notifications;
    const url = notifications?.linkOf(item) ?? null;
    if (url === null) return nothing;
    const says = safeText(item.hyperlink_label || this.#localize.text('noticeLink'), { max: 100 });
    const read = notifications?.fileOf?.(item);
    const follow = (event: Event): void => this.#follow(event, item, url, read);
    if (!read) return html`<a href=${url} rel="noreferrer" @click=${follow}>${says}</a>`;
    const downloading = this.#downloads.of(item.pk);
    return html`<button type="button" class="link download" ?disabled=${downloading !== undefined} @click=${follow}>
        ${says}
      </button>
      ${downloading ? progressBar(plainText(item.body), downloading.bytes, downloading.size) : nothing}`;
  }
}

function changed(box: Box, change: (item: EventNotification) => EventNotification): Box {
  const results = box.page.results.map(change);
  const before = box.page.results.filter(({ seen }) => !seen).length;
  const after = results.filter(({ seen }) => !seen).length;
  return { unseen: Math.max(0, box.unseen - before + after), page: { ...box.page, results } };
}
