import { html, nothing, type TemplateResult } from 'lit';
import type { DetailTexts } from '../../locales/en/detail.js';
import { safeText } from '../../internal/text.js';
import type { StackFrame, StackTrace } from '../../model/index.js';

/** Frames drawn of one exception at first; the rest on demand. */
const FRAMES_FIRST = 30;

/** Code of others, in which the reason is seldom found. */
const FOREIGN =
  /(?:^|[/\\])(?:site-packages|dist-packages|node_modules|lib[/\\]python\d)|^node:|^<frozen |^(?:java|javax|jdk|sun|com\.sun)\./;

/** Exceptions with their frames, innermost call first. */
export function renderTraces(
  traces: readonly StackTrace[],
  localize: DetailTexts,
  all: boolean,
  showAll: () => void,
): TemplateResult {
  return html`<div class="traces">
    ${traces.map(trace => {
      const frames = all ? trace.frames : trace.frames.slice(0, FRAMES_FIRST);
      const more = trace.frames.length - frames.length;
      return html`<section class="trace">
        ${
          trace.relation
            ? html`<p class="faint">${localize.text(trace.relation === 'cause' ? 'traceCause' : 'traceContext')}</p>`
            : nothing
        }
        <p class="thrown">
          ${trace.type === undefined ? nothing : html`<b>${safeText(trace.type, { class: 'mono', max: 300 })}</b> `}${
            trace.message === undefined
              ? nothing
              : safeText(trace.message, { max: 5_000, multiline: true, class: 'prose' })
          }
        </p>
        <ol class="frames" dir="ltr">
          ${frames.map(renderFrame)}
        </ol>
        ${
          more > 0
            ? html`<button type="button" class="link" @click=${showAll}>${localize.text('traceMore', more)}</button>`
            : nothing
        }
      </section>`;
    })}
  </div>`;
}

function renderFrame({ file, line, column, name, code }: StackFrame): TemplateResult {
  const foreign = FOREIGN.test(file ?? '') || FOREIGN.test(name ?? '');
  const place = `${file ?? ''}${line === undefined ? '' : `:${line}`}${column === undefined ? '' : `:${column}`}`;
  return html`<li class=${foreign ? 'foreign' : nothing}>
    ${name === undefined ? nothing : html`${safeText(name, { class: 'mono fn', max: 300 })} `}${safeText(place, { class: 'mono faint', max: 500 })}${
      code === undefined ? nothing : html`<pre>${safeText(code, { max: 500 })}</pre>`
    }
  </li>`;
}
