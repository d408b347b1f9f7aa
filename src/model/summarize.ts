import { changeCount } from './changes.js';
import { sentenceParts } from './sentences.js';
import { summaryMessagesEn, type SummaryMessages, type SummaryPart } from './summary-messages.js';

export interface SummaryOptions {
  /** The sentences to use; English when left out. */
  messages?: SummaryMessages;
}

/**
 * What happened, in one true sentence of plain text: only what the event itself says, without who and when, which stand
 * beside it in any list. Every key may be missing and every value anything; it never throws.
 *
 * Each value in it is on one line and cut to 200 code points with `…` (never inside a surrogate pair), so the sentence of
 * a huge event is short as well. It is still hostile text: never markup.
 */
export function summarize(event: unknown, options?: SummaryOptions): string {
  return summaryParts(event, options)
    .map(part => part.text)
    .join('');
}

/** The sentence of {@link summarize} in parts, so that a view can emphasise the object and set code apart. */
export function summaryParts(event: unknown, options: SummaryOptions = {}): SummaryPart[] {
  return sentenceParts(event, options.messages ?? summaryMessagesEn, changeCount);
}
