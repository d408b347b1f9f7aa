import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { formatNumber } from '../../internal/format.js';

/** The views of the event, in the order of their tabs. */
export const VIEWS = ['details', 'json', 'raw'] as const;
/** A view of the event: what is particular about it, the whole as a tree, or as text. */
export type DetailView = (typeof VIEWS)[number];

export interface Tab {
  view: DetailView;
  label: string;
  /** How many there are of what the view shows; null for nothing to count. */
  count: number | null;
}

/** Views of one event behind tabs. A view is drawn from when somebody first looks at it, and kept for that event. */
export class ViewTabs {
  readonly #host: LitElement;
  readonly #choose: (view: DetailView) => void;
  readonly #seen = new Set<DetailView>();

  constructor(host: LitElement, choose: (view: DetailView) => void) {
    this.#host = host;
    this.#choose = choose;
  }

  /** Begins anew, for another event. */
  reset(): void {
    this.#seen.clear();
  }

  /** @param content what is in a panel, drawn where somebody has looked at it */
  render(
    tabs: readonly Tab[],
    chosen: DetailView,
    name: string,
    locale: string,
    content: (view: DetailView) => unknown,
  ): TemplateResult {
    this.#seen.add(chosen);
    return html`<div
        class="tabs"
        role="tablist"
        aria-label=${name}
        @keydown=${(event: KeyboardEvent) => this.#keys(event)}
      >
        ${tabs.map(tab => this.#renderTab(tab, tab.view === chosen, locale))}
      </div>
      ${VIEWS.map(
        view =>
          html`<div
            role="tabpanel"
            id="panel-${view}"
            aria-labelledby=${tabs.some(tab => tab.view === view) ? `tab-${view}` : nothing}
            ?hidden=${view !== chosen}
          >
            ${this.#seen.has(view) ? content(view) : nothing}
          </div>`,
      )}`;
  }

  #renderTab({ view, label, count }: Tab, chosen: boolean, locale: string): TemplateResult {
    return html`<button
      type="button"
      class="tab"
      role="tab"
      id="tab-${view}"
      data-view=${view}
      data-label=${label}
      aria-controls="panel-${view}"
      aria-selected=${chosen}
      tabindex=${chosen ? 0 : -1}
      @click=${() => this.#choose(view)}
    >
      <span
        >${label}${count === null ? nothing : html` <span class="faint">${formatNumber(count, locale)}</span>`}</span
      >
    </button>`;
  }

  #keys(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const root = this.#host.renderRoot;
    const tabs = [...root.querySelectorAll<HTMLElement>('[role="tab"]')];
    const at = tabs.findIndex(tab => tab.ariaSelected === 'true');
    const forward = this.#host.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const keys: Record<string, number> = { [forward]: at + 1, [back]: at - 1, Home: 0, End: tabs.length - 1 };
    const to = keys[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#choose(tabs.at(to % tabs.length)!.dataset['view'] as DetailView);
    void this.#host.updateComplete.then(() =>
      root.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
    );
  }
}
