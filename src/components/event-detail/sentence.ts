import { html, type TemplateResult } from 'lit';
import { formatExact, type FormatOptions } from '../../internal/format.js';
import type { DetailTexts } from '../../locales/en/detail.js';
import { plainText, safeParts } from '../../internal/text.js';
import { actorOf, createdMs } from '../../model/facts.js';
import { getPath } from '../../model/path.js';
import { summaryParts } from '../../model/summarize.js';
import type { EventRecord, SummaryPart } from '../../model/index.js';
import { placeText } from './facts.js';

/** Who did what, from where, and when exactly. */
export function renderSentence(record: EventRecord, t: DetailTexts, format: FormatOptions): TemplateResult[] {
  const actor = actorOf(record);
  const who = t.text('who', actor?.name ?? null, actor?.onBehalfOf ?? null);
  const ms = createdMs(record);
  const exact = formatExact(ms, format);
  const time: SummaryPart = { text: exact || t.text('detailNoTime'), kind: 'object' };
  const parts = [
    ...summaryParts(record, { messages: t.text('headline', who) }),
    ...t.text('headlineEnd', placeText(record, t.locale), time),
  ];
  return parts.map(part => {
    if (part === time) {
      const title = plainText(getPath(record, 'created'), 100);
      return exact
        ? html`<time datetime=${new Date(ms).toISOString()} title=${title}>${exact}</time>`
        : html`<span title=${title}>${part.text}</span>`;
    }
    const text = safeParts(part.text);
    if (part.kind === 'object') return html`<b><bdi>${text}</bdi></b>`;
    return part.kind === 'code' ? html`<bdi class="mono">${text}</bdi>` : html`${text}`;
  });
}
