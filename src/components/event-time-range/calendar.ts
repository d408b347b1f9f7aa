import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { TimeRangeTexts } from '../../locales/en/time-range.js';

const DAY = 86_400_000;
const WEEK = 7;

/** A day, as the milliseconds at which it begins in UTC: days of a calendar have no zone. */
export type Day = number;

export function dayOf(text: string): Day {
  return Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
}

export function dayText(day: Day): string {
  return new Date(day).toISOString().slice(0, 10);
}

export interface Calendar {
  /** The day that keys start from; its month is shown. */
  current: Day;
  from: Day | null;
  /** The last day that is inside. */
  last: Day | null;
  today: Day;
  /** Whether the first day has been chosen, and the last is awaited. */
  awaitsLast: boolean;
  texts: TimeRangeTexts;
  move: (to: Day, focus: boolean) => void;
  choose: (day: Day) => void;
}

/** The month of a day, by weeks that begin on the day the language's do (Monday where the browser does not tell). */
export function calendar(options: Calendar): TemplateResult {
  const { current, texts, move } = options;
  const { locale } = texts;
  const first = firstOfMonth(current);
  const offset = (weekdayOf(first) - firstWeekday(locale) + WEEK) % WEEK;
  const weeks = Math.ceil((offset + daysInMonth(current)) / WEEK);
  const start = first - offset * DAY;
  const named = (day: Day, format: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...format, timeZone: 'UTC' }).format(day);
  const title = named(current, { month: 'long', year: 'numeric' });
  const days = Array.from({ length: weeks * WEEK }, (_, i) => start + i * DAY);
  const step = (name: string, sign: string, by: number): TemplateResult =>
    html`<button
      type="button"
      class="icon-btn"
      aria-label=${name}
      title=${name}
      @click=${() => move(addMonths(current, by), false)}
    >
      ${icon(sign)}
    </button>`;
  return html`<div class="month">
      <b aria-live="polite">${title}</b>
      ${step(texts.text('rangePreviousMonth'), 'chevron-start', -1)}
      ${step(texts.text('rangeNextMonth'), 'chevron-end', 1)}
    </div>
    <table
      role="grid"
      class="cal"
      aria-label=${texts.text('rangeCalendar')}
      @keydown=${(event: KeyboardEvent) => keys(event, options)}
    >
      <thead>
        <tr>
          ${days
            .slice(0, WEEK)
            .map(
              day =>
                html`<th scope="col" abbr=${named(day, { weekday: 'long' })}>${named(day, { weekday: 'narrow' })}</th>`,
            )}
        </tr>
      </thead>
      <tbody>
        ${Array.from(
          { length: weeks },
          (_, week) =>
            html`<tr>
              ${days
                .slice(week * WEEK, (week + 1) * WEEK)
                .map(day =>
                  firstOfMonth(day) === first
                    ? dayCell(day, named(day, { dateStyle: 'full' }), options)
                    : html`<td></td>`,
                )}
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="faint hint">${texts.text(options.awaitsLast ? 'rangeCalendarEnd' : 'rangeCalendarStart')}</p>`;
}

function dayCell(day: Day, name: string, { current, from, last, today, choose }: Calendar): TemplateResult {
  const isEnd = day === from || day === last;
  const isIn = from !== null && last !== null && day >= from && day <= last;
  return html`<td class=${isEnd ? 'end' : isIn ? 'in' : ''} aria-selected=${isEnd || isIn}>
    <button
      type="button"
      data-day=${day}
      tabindex=${day === current ? 0 : -1}
      aria-label=${name}
      aria-current=${day === today ? 'date' : nothing}
      @click=${() => choose(day)}
    >
      ${new Date(day).getUTCDate()}
    </button>
  </td>`;
}

function keys(event: KeyboardEvent, { current, texts, move }: Calendar): void {
  const along = (event.target as Element).matches(':dir(rtl)') ? -1 : 1;
  const weekStart = (weekdayOf(current) - firstWeekday(texts.locale) + WEEK) % WEEK;
  const to = {
    ArrowLeft: current - along * DAY,
    ArrowRight: current + along * DAY,
    ArrowUp: current - WEEK * DAY,
    ArrowDown: current + WEEK * DAY,
    Home: current - weekStart * DAY,
    End: current + (WEEK - 1 - weekStart) * DAY,
    PageUp: addMonths(current, event.shiftKey ? -12 : -1),
    PageDown: addMonths(current, event.shiftKey ? 12 : 1),
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  move(to, true);
}

function firstOfMonth(day: Day): Day {
  return day - (new Date(day).getUTCDate() - 1) * DAY;
}

function daysInMonth(day: Day): number {
  const date = new Date(day);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The same day of another month, or its last. */
function addMonths(day: Day, months: number): Day {
  const date = new Date(day);
  const target = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  return target + (Math.min(date.getUTCDate(), daysInMonth(target)) - 1) * DAY;
}

/** 1 for Monday to 7 for Sunday. */
function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay() || WEEK;
}

function firstWeekday(locale: string): number {
  const at = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (at.getWeekInfo?.() ?? at.weekInfo)?.firstDay ?? 1;
}
