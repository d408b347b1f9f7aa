import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopyController } from '../../internal/copy-controller.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { afterPopup, beforePopup, closePopup } from '../../internal/popup.js';
import { safeText } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { viewsEn } from '../../locales/en/views.js';
import {
  DataElement,
  EventLayoutRequestEvent,
  EventOrderingRequestEvent,
  EventRangeRequestEvent,
  EventSearchRequestEvent,
  EventTimeZoneRequestEvent,
} from '../event-provider/index.js';
import { EventViewsOpenEvent } from './event-views.events.js';
import { styles } from './event-views.styles.js';
import type { SavedView, ViewStorage } from './event-views.types.js';
import { browserStorage, NAME_MAX, readViews, sameView, viewOf } from './saved-views.js';

/**
 * Views under a name: search, range, order, time zone, columns and the form of the chart. A reader saves what they look at, comes
 * back to it, and copies a link to it where the provider mirrors its view to the address (`url-state`).
 *
 * Nothing is kept unless the page says where: in the browser (`storage-key`), or in a `storage` of its own.
 *
 * @tagname event-views
 * @status experimental
 * @since 0.2.0
 *
 * @csspart panel - What opens, with the views in it.
 * @fires {EventViewsOpenEvent} event-views-open - A reader chose a view. Cancelable. Does not bubble.
 */
export class EventViews extends DataElement {
  /** @internal */ static readonly tag = 'event-views';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, viewsEn, () => this.provider.state.locale);
  readonly #copy = new CopyController(this, this.#localize);

  @state() private views: readonly SavedView[] = [];
  /** Name of the view that was opened or saved last. */
  @state() private current = '';
  @state() private problem = '';

  /** Keeps views in this browser (`localStorage`), under this key; empty for not. */
  @property({ attribute: 'storage-key' }) storageKey = '';

  /** Keeps views where the page wants them: on its server, for all of a team. Goes before `storage-key`. */
  @property({ attribute: false }) storage: ViewStorage | null = null;

  get #storage(): ViewStorage | null {
    return this.storage ?? (this.storageKey ? browserStorage(this.storageKey) : null);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('storage') || changed.has('storageKey')) void this.#read();
  }

  async #read(): Promise<void> {
    const storage = this.#storage;
    try {
      const found = readViews(await storage?.read());
      if (storage !== null && this.storage !== null && storage !== this.storage) return; // another one by now
      this.views = found;
      this.problem = '';
    } catch {
      this.problem = this.#localize.text('viewsUnreadable');
    }
  }

  async #write(views: readonly SavedView[]): Promise<void> {
    const before = this.views;
    this.views = views;
    try {
      await this.#storage?.write(views);
      this.problem = '';
    } catch {
      this.views = before;
      this.problem = this.#localize.text('viewsUnwritable');
    }
  }

  // --- What a reader does ---

  #open(view: SavedView, button: Element): void {
    closePopup(button);
    const event = new EventViewsOpenEvent(view);
    if (!this.dispatchEvent(event)) return;
    const { provider } = this;
    provider.request(new EventTimeZoneRequestEvent(view.timeZone));
    provider.request(new EventRangeRequestEvent({ from: view.from, to: view.to }));
    provider.request(new EventSearchRequestEvent(view.search));
    provider.request(new EventOrderingRequestEvent(view.ordering));
    for (const part of new Set([...Object.keys(provider.state.layout), ...Object.keys(view.layout)])) {
      const layout = view.layout[part] as Record<string, unknown> | undefined;
      provider.request(new EventLayoutRequestEvent(part, layout ?? null));
    }
    this.current = view.name;
  }

  #save(name: string): void {
    const view = viewOf(this.provider.state, name);
    if (view.name === '') return;
    const others = this.views.filter(other => other.name !== view.name);
    const at = this.views.findIndex(other => other.name === view.name);
    const next = at < 0 ? [...others, view] : this.views.map(other => (other.name === view.name ? view : other));
    this.current = view.name;
    void this.#write(next);
    this.#copy.announce(this.#localize.text('viewsSaved', view.name), undefined);
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const input = form.elements.namedItem('name') as HTMLInputElement;
    if (input.value.trim() === '') {
      input.focus();
      return;
    }
    this.#save(input.value);
    input.value = '';
    closePopup(form);
  }

  #remove(view: SavedView): void {
    if (this.current === view.name) this.current = '';
    void this.#write(this.views.filter(other => other !== view));
    // The button that was pressed goes away; the name for a new view is what is left in every case.
    this.renderRoot.querySelector<HTMLElement>('.field')?.focus();
  }

  #copyLink(): void {
    const link = this.provider.store.address?.();
    if (link !== undefined) void this.#copy.copy(link, 'link', this.#localize.text('viewsLinkCopied'));
  }

  // --- Drawing ---

  override render(): TemplateResult {
    const texts = this.#localize;
    const keeps = this.#storage !== null;
    const current = this.views.find(({ name }) => name === this.current);
    const edited = current !== undefined && !sameView(current, viewOf(this.provider.state, ''));
    return html`<div class="bar views">
      ${keeps ? this.#renderMenu(current) : nothing}
      ${
        edited
          ? html`<span class="faint">${texts.text('viewsEdited')}</span>
              <button type="button" class="link" @click=${() => this.#save(current.name)}>
                ${texts.text('viewsSave')}
              </button>`
          : nothing
      }
      ${
        this.provider.store.address
          ? html`<button type="button" class="btn small quiet copy-link" @click=${() => this.#copyLink()}>
              ${icon(this.#copy.isDone('link') ? 'check' : 'link')} ${texts.text('viewsCopyLink')}
            </button>`
          : nothing
      }
      ${this.problem === '' ? nothing : html`<span class="sev-warning" role="alert">${this.problem}</span>`}
      ${this.#copy.render()}
    </div>`;
  }

  #renderMenu(current: SavedView | undefined): TemplateResult {
    const texts = this.#localize;
    return html`<button
        type="button"
        class="btn small quiet"
        popovertarget="views"
        aria-haspopup="dialog"
        aria-expanded="false"
      >
        ${icon('star')} <bdi class="cut">${current ? safeText(current.name) : texts.text('viewsLabel')}</bdi>
        ${icon('chevron-down', { small: true })}
      </button>
      <div
        id="views"
        class="pop"
        part="panel"
        popover
        role="dialog"
        tabindex="-1"
        aria-label=${texts.text('viewsLabel')}
        @beforetoggle=${beforePopup}
        @toggle=${afterPopup}
      >
        ${this.views.length === 0 ? html`<p class="faint none">${texts.text('viewsNone')}</p>` : nothing}
        <ul>
          ${this.views.map(view => this.#renderView(view, view === current))}
        </ul>
        <form @submit=${(event: SubmitEvent) => this.#submit(event)}>
          <input
            class="field"
            name="name"
            maxlength=${NAME_MAX}
            autocomplete="off"
            aria-label=${texts.text('viewsName')}
            placeholder=${texts.text('viewsName')}
          />
          <button type="submit" class="btn small">${texts.text('viewsSaveNew')}</button>
        </form>
      </div>`;
  }

  #renderView(view: SavedView, isCurrent: boolean): TemplateResult {
    const texts = this.#localize;
    const remove = texts.text('viewsRemove', view.name);
    return html`<li>
      <button
        type="button"
        class="view"
        aria-current=${isCurrent ? 'true' : nothing}
        @click=${(event: Event) => this.#open(view, event.currentTarget as Element)}
      >
        ${isCurrent ? icon('check') : html`<span></span>`} <span class="cut">${safeText(view.name)}</span>
      </button>
      <button type="button" class="icon-btn" aria-label=${remove} title=${remove} @click=${() => this.#remove(view)}>
        ${icon('close', { small: true })}
      </button>
    </li>`;
  }
}
