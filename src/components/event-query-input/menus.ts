import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { QueryInputTexts } from '../../locales/en/query-input.js';
import { afterPopup, beforePopup, closePopup, menuKeys } from '../../internal/popup.js';
import { safeText } from '../../internal/text.js';
import { fixAll } from '../../query-lang/fix-all.js';
import type { Diagnostic, Fix } from '../../query-lang/index.js';

/** A query to begin with. */
export interface QueryExample {
  query: string;
  /** What it finds, in a few words. */
  label?: string;
}

export interface HistoryMenu {
  recent: readonly string[];
  examples: readonly QueryExample[];
  disabled: boolean;
  choose: (query: string) => void;
  forget: () => void;
  /** The menu is about to open: what it holds may be out of date. */
  opening: () => void;
}

/** Earlier queries and examples, behind a button. */
export function historyMenu(menu: HistoryMenu, texts: QueryInputTexts): TemplateResult {
  const { recent, examples } = menu;
  return html`<button
      type="button"
      class="icon-btn for-history"
      popovertarget="history"
      aria-haspopup="menu"
      aria-expanded="false"
      aria-label=${texts.text('queryHistory')}
      title=${texts.text('queryHistory')}
      ?disabled=${menu.disabled}
    >
      ${icon('history')}
    </button>
    <div
      id="history"
      class="pop menu"
      popover
      role="menu"
      tabindex="-1"
      aria-label=${texts.text('queryHistory')}
      @beforetoggle=${(event: ToggleEvent) => {
        if (event.newState === 'open') menu.opening();
        placeUnderBox(event);
      }}
      @toggle=${afterPopup}
      @keydown=${menuKeys}
    >
      ${group(
        texts.text('queryRecent'),
        recent.map(query => ({ query })),
        menu.choose,
      )}
      ${group(texts.text('queryExamples'), examples, menu.choose)}
      ${
        recent.length > 0
          ? html`<button
              type="button"
              class="menu-item forget"
              role="menuitem"
              tabindex="-1"
              @click=${(event: Event) => {
                closePopup(event.currentTarget as Element);
                menu.forget();
              }}
            >
              ${texts.text('queryForget')}
            </button>`
          : nothing
      }
    </div>`;
}

/** Under the whole box: who looks for another query, or for a fix, reads the one that is there. */
function placeUnderBox(event: Event): void {
  beforePopup(event);
  const popup = event.currentTarget as HTMLElement;
  const { bottom } = popup.closest('.box')!.getBoundingClientRect();
  const isBelow = popup.style.getPropertyValue('--_start') !== 'auto';
  if (isBelow) popup.style.setProperty('--_start', `${bottom + 4}px`);
}

function group(
  name: string,
  entries: readonly QueryExample[],
  choose: (query: string) => void,
): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  return html`<div role="group" aria-label=${name}>
    <div class="menu-head" aria-hidden="true">${name}</div>
    ${entries.map(
      ({ query, label }) =>
        html`<button
          type="button"
          class="menu-item"
          role="menuitem"
          tabindex="-1"
          @click=${(event: Event) => {
            closePopup(event.currentTarget as Element);
            choose(query);
          }}
        >
          ${label ? html`<span class="cut">${safeText(label)}</span>` : nothing}
          ${safeText(query, { max: 200, class: 'cut mono' })}
        </button>`,
    )}
  </div>`;
}

export interface FixMenu {
  problems: readonly Diagnostic[];
  choose: (fix: Fix) => void;
}

/** Every fix of every problem, behind a button. */
export function fixMenu({ problems, choose }: FixMenu, texts: QueryInputTexts): TemplateResult | typeof nothing {
  const all = fixOfAll(problems, texts);
  const fixes = [...(all ? [all] : []), ...problems.flatMap(({ fixes }) => fixes)];
  if (fixes.length === 0) return nothing;
  return html`<button
      type="button"
      class="icon-btn for-fixes"
      popovertarget="fixes"
      aria-haspopup="menu"
      aria-expanded="false"
      aria-keyshortcuts="Control+."
      aria-label=${texts.text('queryFixes')}
      title=${`${texts.text('queryFixes')} (Ctrl+.)`}
    >
      ${icon('fix')}
    </button>
    <div
      id="fixes"
      class="pop menu"
      popover
      role="menu"
      tabindex="-1"
      aria-label=${texts.text('queryFixes')}
      @beforetoggle=${placeUnderBox}
      @toggle=${afterPopup}
      @keydown=${menuKeys}
    >
      ${fixes.map(
        fix =>
          html`<button
            type="button"
            class="menu-item"
            role="menuitem"
            tabindex="-1"
            @click=${(event: Event) => {
              closePopup(event.currentTarget as Element);
              choose(fix);
            }}
          >
            <span class="cut">${safeText(fix.label)}</span>
          </button>`,
      )}
    </div>`;
}

/** What makes a query of a text with several errors, in one go. */
function fixOfAll(problems: readonly Diagnostic[], texts: QueryInputTexts): Fix | null {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return fixAll(errors, texts.text('queryFixAll'));
}

/** More would push the page away; the menu has the fixes of all. */
const MAX_SHOWN = 3;
const SIGNS = { error: 'alert', warning: 'warning', info: 'notice' } as const;
const SEVERITIES = { error: 'queryError', warning: 'severityWarning', info: 'severityNotice' } as const;

/** What is wrong, worst first, each with its fixes. */
export function problemList(
  problems: readonly Diagnostic[],
  choose: (fix: Fix) => void,
  texts: QueryInputTexts,
): unknown {
  if (problems.length === 0) return nothing;
  const shown = bySeverity(problems).slice(0, MAX_SHOWN);
  const all = fixOfAll(problems, texts);
  return html`${shown.map(
    ({ severity, message, fixes }) =>
      html`<li class="problem">
        ${icon(SIGNS[severity], { class: `sev-${SIGNS[severity]}` })}
        <span
          ><span class="sr">${texts.text(SEVERITIES[severity])}: </span>${safeText(message)}
          ${fixes.map(
            fix =>
              html`<button type="button" class="link" @click=${() => choose(fix)}>${safeText(fix.label)}</button> `,
          )}</span
        >
      </li>`,
  )}
  ${
    problems.length > shown.length
      ? html`<li class="problem muted">${texts.text('queryMoreProblems', problems.length - shown.length)}</li>`
      : nothing
  }${
    all
      ? html`<li class="problem">
          ${icon('fix')}<span
            ><button type="button" class="link" @click=${() => choose(all)}>${all.label}</button></span
          >
        </li>`
      : nothing
  }`;
}

const RANKS = { error: 0, warning: 1, info: 2 } as const;

export function bySeverity(problems: readonly Diagnostic[]): Diagnostic[] {
  return [...problems].sort((a, b) => RANKS[a.severity] - RANKS[b.severity] || a.from - b.from);
}
