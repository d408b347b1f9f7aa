import { html, type LitElement, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { DetailTexts } from '../../locales/en/detail.js';
import { safeText } from '../../internal/text.js';
import { parsePath } from '../../model/path.js';
import type { EventRecord } from '../../model/index.js';
import type { FactActions, FactView } from './fact-view.js';
import { MailView } from './mail-view.js';
import type { Section } from './sections.js';
import { renderTraces } from './trace-view.js';

/** UTF-16 units of a message, or of code, shown at first. */
const MESSAGE_FIRST = 2_000;

/** What sections need of the element they are in. */
export interface SectionActions extends FactActions {
  /** A tree of a value at a path of the event. */
  tree: (value: unknown, path: readonly string[], label: string) => unknown;
  /** The difference an event tells of. */
  changes: (record: EventRecord) => unknown;
}

/** Draws what an event says beside its facts. */
export class SectionView {
  readonly #host: LitElement;
  readonly #localize: DetailTexts;
  readonly #facts: FactView;
  readonly #mail: MailView;
  #allFrames = false;

  constructor(host: LitElement, localize: DetailTexts, facts: FactView) {
    this.#host = host;
    this.#localize = localize;
    this.#facts = facts;
    this.#mail = new MailView(host, localize);
  }

  /** Begins anew, for another event. */
  reset(): void {
    this.#allFrames = false;
  }

  render(sections: readonly Section[], record: EventRecord, actions: SectionActions): TemplateResult {
    return html`<div class="sections">${sections.map(section => this.#renderSection(section, record, actions))}</div>`;
  }

  #renderSection(section: Section, record: EventRecord, actions: SectionActions): unknown {
    const t = this.#localize;
    switch (section.kind) {
      case 'message':
        return html`<p class="message">
          ${this.#facts.renderValue({ id: section.path, label: '', value: section.text, first: MESSAGE_FIRST })}
        </p>`;
      case 'verdict':
        return html`<div class="verdict">
          <span class="tag ${section.passing ? 'sev-notice' : 'sev-warning'}"
            >${icon(section.passing ? 'check' : 'failure', { small: true })}
            ${t.text(section.passing ? 'verdictPassed' : 'verdictFailed')}</span
          >
          ${section.messages.map(message => html`<p>${safeText(message, { max: 1_000 })}</p>`)}
        </div>`;
      case 'fields':
        return html`<dl class="facts fields">
          ${section.facts.map(fact => this.#facts.render(fact, record, actions))}
        </dl>`;
      case 'mail':
        return this.#mail.render(section.body);
      case 'changes':
        return actions.changes(record);
      case 'trace':
        return renderTraces(section.traces, t, this.#allFrames, () => {
          this.#allFrames = true;
          this.#host.requestUpdate();
        });
      case 'code':
        return html`<div class="code">
          <p class="muted">${safeText(section.label, { max: 60, class: section.labelMono ? 'mono' : '' })}</p>
          <pre tabindex="0" role="group" aria-label=${section.label} dir="ltr">
${this.#facts.renderValue({ id: section.path, label: '', value: section.text, first: MESSAGE_FIRST, mono: true })}</pre>
        </div>`;
      case 'json':
        return html`<div class="json">
          <p class="muted">${safeText(section.label, { max: 60, class: section.labelMono ? 'mono' : '' })}</p>
          ${actions.tree(section.value, parsePath(section.path), section.label)}
        </div>`;
    }
  }
}
