import { formatDuration } from '../../internal/duration.js';
import type { RetentionTexts } from '../../locales/en/retention.js';
import { retentionMs } from '../../model/retention.js';

/** A duration in words: `365 days`, `1 day 12 hours`, `for ever`; the text itself where it is none. */
export function durationText(text: string, texts: RetentionTexts): string {
  const ms = retentionMs(text);
  if (ms === null) return text;
  return ms === Infinity ? texts.text('retentionForever') : formatDuration(ms, texts.locale);
}
