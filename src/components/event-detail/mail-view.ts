import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { DetailTexts } from '../../locales/en/detail.js';
import { safeText } from '../../internal/text.js';
import { visibleLink } from '../../internal/visible-text.js';
import { isHtml, readMail, type MailBody } from './mail-body.js';

/** Higher mails scroll, CSS pixels. */
const HEIGHT_MAX = 480;

/**
 * A mail body in a frame of its own. The frame may not run scripts, and is filled with nodes made here (mail-body.ts): there
 * is no address in it, so nothing is loaded whatever the page's policy is, and no markup is ever handed to the browser. It is
 * of the page's origin only so that it can be filled.
 */
export class MailView implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #localize: DetailTexts;
  #body = '';
  #mail: MailBody | null = null;
  #frame: HTMLIFrameElement | null = null;
  #failed = false;

  constructor(host: ReactiveControllerHost, localize: DetailTexts) {
    this.#host = host;
    this.#localize = localize;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#frame = null;
  }

  render(body: string): TemplateResult {
    if (body !== this.#body) this.#read(body);
    const t = this.#localize;
    if (!isHtml(body) || this.#failed) {
      // Long mails scroll, by keys too.
      return html`<div class="mail text" role="group" aria-label=${t.text('mailBody')} tabindex="0">
        ${safeText(body, { max: 20_000, multiline: true, class: 'prose' })}
      </div>`;
    }
    const mail = this.#mail;
    return html`<div class="mail">
        <iframe
          sandbox="allow-same-origin"
          referrerpolicy="no-referrer"
          title=${t.text('mailBody')}
          @load=${(event: Event) => this.#loaded(event.target as HTMLIFrameElement)}
        ></iframe>
      </div>
      ${
        mail
          ? html`<p class="faint">
                ${[
                  mail.images > 0 ? t.text('mailImages', mail.images) : '',
                  mail.cut ? t.text('mailCut') : '',
                  t.text('mailPlain'),
                ]
                  .filter(Boolean)
                  .join(' ')}
              </p>
              ${
                mail.links.length > 0
                  ? html`<p class="muted">${t.text('mailLinks')}</p>
                      <ul class="mail-links">
                        ${mail.links.map(({ words, href }) => html`<li>${visibleLink(href, t, { label: words.trim(), max: 200 })}</li>`)}
                      </ul>`
                  : nothing
              }`
          : nothing
      }`;
  }

  #read(body: string): void {
    this.#body = body;
    this.#mail = null;
    this.#failed = false;
    if (!isHtml(body)) return;
    readMail(body, document).then(
      mail => {
        if (body !== this.#body) return;
        this.#mail = mail;
        this.#fill();
        this.#host.requestUpdate();
      },
      () => {
        // The parser could not be loaded: the text of the mail is still there to be read.
        this.#failed = body === this.#body;
        this.#host.requestUpdate();
      },
    );
  }

  /** A frame is empty when it begins, and again whenever it was moved in the page. */
  #loaded(frame: HTMLIFrameElement): void {
    this.#frame = frame;
    this.#fill();
  }

  #fill(): void {
    const frame = this.#frame;
    const page = frame?.contentDocument;
    if (!frame || !page?.body || !this.#mail) return;
    const { color, fontFamily, fontSize, colorScheme } = getComputedStyle(frame);
    // Property by property: a style element would need the consent of a strict policy.
    Object.assign(page.documentElement.style, { colorScheme, overflow: 'auto' });
    Object.assign(page.body.style, {
      display: 'flow-root',
      margin: '0',
      padding: '12px',
      background: 'transparent',
      color,
      fontFamily,
      fontSize,
      lineHeight: '1.5',
      overflowWrap: 'anywhere',
    });
    page.documentElement.lang = '';
    page.body.dir = 'auto';
    page.title = this.#localize.text('mailBody');
    page.body.replaceChildren(this.#mail.content.cloneNode(true));
    // The frame has room round its content already.
    (page.body.firstElementChild as HTMLElement | null)?.style.setProperty('margin-block-start', '0');
    (page.body.lastElementChild as HTMLElement | null)?.style.setProperty('margin-block-end', '0');
    frame.style.blockSize = `${Math.min(page.body.offsetHeight + 1, HEIGHT_MAX)}px`;
  }
}
