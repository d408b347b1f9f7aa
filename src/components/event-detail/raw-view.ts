import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { guard } from 'lit/directives/guard.js';
import { icon } from '../../internal/icons.js';
import type { DetailTexts } from '../../locales/en/detail.js';
import { safeParts } from '../../internal/text.js';
import { RawText } from './raw-text.js';

/** The raw JSON of a record: draws what has been scrolled to, and writes more when the end of that comes near. */
export class RawView implements ReactiveController {
  readonly #host: LitElement;
  readonly #localize: DetailTexts;
  #text: RawText | undefined;
  #record: unknown;
  #nowrap = false;
  #observer: IntersectionObserver | undefined;

  constructor(host: LitElement, localize: DetailTexts) {
    this.#host = host;
    this.#localize = localize;
    host.addController(this);
  }

  /** Watches the end anew after each drawing, since it may be in sight still. */
  hostUpdated(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    const box = this.#host.renderRoot.querySelector('.raw');
    const end = box?.querySelector('.end');
    if (!box || !end) return;
    this.#observer = new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        this.#text?.more();
        this.#host.requestUpdate();
      },
      { root: box, rootMargin: '1000px 0px' },
    );
    this.#observer.observe(end);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  render(record: unknown): TemplateResult {
    if (!this.#text || this.#record !== record) {
      this.#text = new RawText(record);
      this.#record = record;
    }
    const t = this.#localize;
    const wrap = t.text('treeWrap');
    return html`<div class="raw-head">
        <span class="group small">
          <button
            type="button"
            aria-label=${wrap}
            title=${wrap}
            aria-pressed=${!this.#nowrap}
            @click=${() => this.#toggleWrap()}
          >
            ${icon('wrap')}
          </button>
        </span>
      </div>
      <div
        class=${classMap({ raw: true, nowrap: this.#nowrap })}
        dir="ltr"
        tabindex="0"
        role="group"
        aria-label=${t.text('detailRaw')}
      >
        ${this.#text.boxes.map(text => guard([text], () => html`<pre>${safeParts(text.replace(/\n$/, ''), true)}</pre>`))}
        ${this.#text.complete ? nothing : html`<div class="end"></div>`}
      </div>`;
  }

  #toggleWrap(): void {
    this.#nowrap = !this.#nowrap;
    this.#host.requestUpdate();
  }
}
