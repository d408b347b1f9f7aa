import { html, render, type TemplateResult } from 'lit';
import type { EventRecord } from '../../model/index.js';
import { given } from '../../internal/given.js';
import { icon, type IconName } from '../../internal/icons.js';
import { warnOnce } from '../../internal/warn-once.js';
import type { LogTexts } from '../../locales/en/log.js';
import { lazyParts } from './lazy-parts.js';
import { keyOf } from './snapshot.js';
import { element } from './text-slot.js';

/** Height taken for a detail that has not been drawn yet, in CSS pixels. */
const FIRST_HEIGHT = 320;

/** What open rows need from the grid they are in. */
export interface OpenRowsHost {
  /** The height of a detail has changed; called in an animation frame of its own. */
  changed(key: string): void;
  /** A reader wants the event before (-1) or after (1) this one opened in its place. */
  step(key: string, by: 1 | -1): void;
  texts(): LogTexts;
}

interface OpenRow {
  /** Goes below the line of the row; as high as it is said to be, and cuts off what is more. */
  box: HTMLElement;
  /** Holds the detail, as high as it wants to be. */
  inner: HTMLElement;
  record: EventRecord;
  height: number;
}

/**
 * The events a reader has opened, by their keys, so that they stay open while the list scrolls or is read again. The
 * element of each detail is kept as long as it is open: it comes back with its tabs and its tree as they were left.
 */
export class OpenRows {
  readonly #open = new Map<string, OpenRow>();
  readonly #host: OpenRowsHost;
  readonly #sizes = new ResizeObserver(entries => this.#measured(entries));
  #loading: Promise<unknown> | undefined;
  #colSpan = 1;

  constructor(host: OpenRowsHost) {
    this.#host = host;
  }

  get keys(): Iterable<string> {
    return this.#open.keys();
  }
  get size(): number {
    return this.#open.size;
  }

  set colSpan(count: number) {
    this.#colSpan = count;
    for (const { box } of this.#open.values()) box.setAttribute('aria-colspan', String(count));
  }

  has(key: string): boolean {
    return this.#open.has(key);
  }

  /** Height of what lies below the line of an event, 0 when it is closed. */
  height(key: string): number {
    return this.#open.get(key)?.height ?? 0;
  }

  open(record: EventRecord): void {
    const key = keyOf(record);
    if (this.#open.has(key)) return;
    const inner = element('div', 'inner');
    const box = element('div', 'below', inner);
    box.setAttribute('role', 'gridcell');
    box.setAttribute('aria-colindex', '1');
    box.setAttribute('aria-colspan', String(this.#colSpan));
    this.#open.set(key, { box, inner, record, height: FIRST_HEIGHT });
    this.#draw(inner, record);
  }

  close(key: string): void {
    const row = this.#open.get(key);
    if (!row) return;
    this.#sizes.unobserve(row.inner);
    this.#open.delete(key);
  }

  clear(): void {
    for (const key of [...this.#open.keys()]) this.close(key);
  }

  /** What to put below the line of an event. */
  boxOf(key: string, record: EventRecord): HTMLElement | undefined {
    const row = this.#open.get(key);
    if (!row) return undefined;
    if (row.record !== record) {
      row.record = record;
      this.#draw(row.inner, record);
    }
    return row.box;
  }

  /** Follows the size of a detail that has come into the page. */
  shown(key: string): void {
    const row = this.#open.get(key);
    if (row) this.#sizes.observe(row.inner);
  }

  /** Takes the size of a detail as it is now, which lays the page out. Returns whether it has changed. */
  measure(key: string): boolean {
    const row = this.#open.get(key);
    const height = row?.inner.getBoundingClientRect().height ?? 0;
    if (!row || height === 0 || height === row.height) return false;
    row.height = height;
    return true;
  }

  /** Somebody is about to open an event: by the time they have, most of what it needs is loaded. */
  prepare(): void {
    this.#loading ??= lazyParts.detail().catch((error: unknown) => {
      this.#loading = undefined;
      warnOnce('log-detail', `The details of an event could not be loaded. ${String(error)}`);
    });
  }

  /** Settles when a detail has been drawn for the first time. */
  async drawn(key: string): Promise<void> {
    this.prepare();
    await this.#loading;
    const detail = this.#open.get(key)?.inner.firstElementChild as { updateComplete?: Promise<unknown> } | null;
    await detail?.updateComplete;
  }

  #measured(entries: readonly ResizeObserverEntry[]): void {
    for (const entry of entries) {
      const height = entry.borderBoxSize[0]?.blockSize ?? 0;
      for (const [key, row] of this.#open) {
        // 0 is the size of what is not in the page.
        if (row.inner !== entry.target || height === 0 || Math.abs(height - row.height) < 0.5) continue;
        row.height = height;
        // Not at once: the list changes its own size with it, and observers must not see that in the same round.
        requestAnimationFrame(() => {
          if (this.#open.has(key)) this.#host.changed(key);
        });
      }
    }
  }

  /** Draws again, in another language. */
  redraw(): void {
    for (const { inner, record } of this.#open.values()) this.#draw(inner, record);
  }

  /** Puts the focus on the way to the next event (1), or to the one before (-1). */
  focusStep(key: string, by: 1 | -1): void {
    const button = this.#open.get(key)?.inner.querySelector<HTMLElement>(`[data-step="${by}"]`);
    button?.focus({ preventScroll: true });
  }

  #draw(box: HTMLElement, record: EventRecord): void {
    const texts = this.#host.texts();
    const step = (by: 1 | -1, name: string, image: IconName): TemplateResult =>
      html`<button
        type="button"
        aria-label=${name}
        title=${name}
        data-step=${by}
        @click=${() => this.#host.step(keyOf(record), by)}
      >
        ${icon(image)}
      </button>`;
    render(
      html`<event-detail ${given({ record })}>
        <span slot="actions" class="group small"
          >${step(-1, texts.text('logPrevious'), 'chevron-up')}${step(1, texts.text('logNext'), 'chevron-down')}</span
        >
      </event-detail>`,
      box,
    );
  }
}
