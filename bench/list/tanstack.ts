/**
 * The peer: TanStack Virtual with Lit, written as its own Lit example and its Lit adapter are, with rows of a fixed height
 * and an overscan of 5. Of its example it differs where that is faster: what does not change from row to row is in a
 * stylesheet, and an update is asked for at once.
 */
import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';
import { LitElement, css, html, nothing, unsafeCSS } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../src/internal/icons.js';
import type { EventRecord } from '../../src/model/index.js';
import { start } from './page.js';
import { ROW_CSS, rowContent, TITLES } from './rows.js';

class TanstackList extends LitElement {
  static override styles = css`
    :host {
      display: block;
      height: 100%;
    }
    ${unsafeCSS(ROW_CSS)}
  `;
  static override properties = { events: { attribute: false }, rowHeight: { attribute: false } };
  declare events: readonly EventRecord[];
  declare rowHeight: number;

  #scroller = createRef<HTMLDivElement>();
  #virtualizer = new Virtualizer<HTMLDivElement, HTMLDivElement>(this.#options());
  #unmount: (() => void) | undefined;

  #options(): ConstructorParameters<typeof Virtualizer<HTMLDivElement, HTMLDivElement>>[0] {
    return {
      count: this.events?.length ?? 0,
      getScrollElement: () => this.#scroller.value ?? null,
      estimateSize: () => this.rowHeight,
      overscan: 5,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.requestUpdate(),
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unmount = this.#virtualizer._didMount();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unmount?.();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('events') || changed.has('rowHeight')) this.#virtualizer.setOptions(this.#options());
  }

  override updated(): void {
    this.#virtualizer._willUpdate();
  }

  override render(): unknown {
    return html`<div class="list" style="--row: ${this.rowHeight}px">
      <div class="head">${TITLES.map(title => html`<div>${title}</div>`)}</div>
      <div class="scroller" ${ref(this.#scroller)}>
        <div class="space" style="height: ${this.#virtualizer.getTotalSize()}px">
          ${repeat(
            this.#virtualizer.getVirtualItems(),
            item => item.key,
            item => {
              const event = this.events[item.index]!;
              const { time, action, user, what, address, place } = rowContent(event);
              return html`<div class="row" style="transform: translateY(${item.start}px)">
                <div class="chevron"></div>
                <div class="time cut">${time}</div>
                <div class="action ${action.group}">
                  ${icon(action.icon, { class: 'mark' })}
                  <div class="label cut ${action.known ? '' : 'mono'}">${action.label}</div>
                  ${action.severity ? icon(action.severity, { class: 'severity' }) : nothing}
                </div>
                <div class="cut">${user}</div>
                <div class="what cut">${what.map(({ kind, text }) => html`<span class=${kind}>${text}</span>`)}</div>
                <div class="from cut">
                  <span class="address mono">${address}</span> <span class="place">${place}</span>
                </div>
              </div>`;
            },
          )}
        </div>
      </div>
    </div>`;
  }
}
customElements.define('tanstack-list', TanstackList);

start({
  mount(box, events, rowHeight) {
    const list = document.createElement('tanstack-list') as TanstackList;
    list.events = events;
    list.rowHeight = rowHeight;
    box.append(list);
  },
  scroller: box => box.querySelector('tanstack-list')?.shadowRoot?.querySelector<HTMLElement>('.scroller') ?? undefined,
});
