import type { Retention, RetentionSettings } from '../../../client/index.js';
import { formatDuration } from '../../../internal/duration.js';
import { formatDay, formatShort, type FormatOptions } from '../../../internal/format.js';
import type { LogLateTexts } from '../../../locales/en/log-late.js';
import { isoMs } from '../../../model/time.js';
import { localZone, startOfDay } from '../../../model/zone.js';
import { retentionMs } from '../../../model/retention.js';

/**
 * What to tell of a view that begins at `from` (milliseconds since 1970, `-Infinity` for no beginning); empty when nothing of it
 * is too old to be kept.
 */
export type KeptWords = (from: number, now: number, texts: LogLateTexts, format: FormatOptions) => string;

const HOUR = 3_600_000;
/** Where events are kept for less, the hour matters. */
const IN_HOURS_MS = 48 * HOUR;
/** Nothing is older: clocks of zones are known from the year 1 on. */
const FIRST_MS = -62_135_596_800_000;

/** What a source said last, for all lists that show its events. */
const asked = new WeakMap<Retention, Promise<KeptWords>>();

/** Asks how long events are kept, unless that is known and need not be asked `anew`. Fails as the source does. */
export function keptWords(source: Retention, anew: boolean): Promise<KeptWords> {
  let words = anew ? undefined : asked.get(source);
  if (!words) asked.set(source, (words = ask(source)));
  return words;
}

async function ask(source: Retention): Promise<KeptWords> {
  const { event_retention: duration, oldest }: RetentionSettings = await source.get();
  const ms = retentionMs(duration) ?? Infinity;
  return (from, now, texts, format) => {
    const until = now - ms;
    if (from >= until || until < FIRST_MS) return '';
    // By the day, or the hour, of the oldest events there can be: "the last 365 days" is all there is of 365 days.
    const inHours = ms < IN_HOURS_MS;
    const since = inHours ? Math.floor(until / HOUR) * HOUR : startOfDay(until, format.timeZone || localZone());
    if (from >= since) return '';
    const moment = inHours ? formatShort(since, now, format) : formatDay(since, format);
    // An event may have a time of its own to go, or have come when events were kept for longer or shorter. What is certain is
    // what the source says of its oldest one.
    const isGone = oldest === null || isoMs(oldest) >= since;
    return texts.text(isGone ? 'logNotKept' : 'logHardlyKept', moment, formatDuration(ms, texts.locale));
  };
}
