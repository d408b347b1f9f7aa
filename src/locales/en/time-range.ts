import type { Localize } from '../../internal/localize.js';
import { commonEn } from './common.js';

/** What `<event-time-range>` says. */
export const timeRangeEn = {
  ...commonEn,

  rangeEarlier: 'Earlier',
  rangeLater: 'Later',
  rangeZoomOut: 'Twice as long',
  rangeAll: 'All events',
  rangeLast15Minutes: 'Last 15 minutes',
  rangeLastHour: 'Last hour',
  rangeLast24Hours: 'Last 24 hours',
  rangeLast7Days: 'Last 7 days',
  rangeLast30Days: 'Last 30 days',
  rangeLast90Days: 'Last 90 days',
  rangeLastYear: 'Last year',
  rangeToday: 'Today',
  rangeYesterday: 'Yesterday',
  rangeThisWeek: 'This week',
  rangeLast: (amount: string) => `Last ${amount}`,
  rangeFrom: (time: string) => `From ${time}`,
  rangeUntil: (time: string) => `Until ${time}`,
  rangePresets: 'Usual ranges',
  rangeEnd: 'Through',
  rangeStartHint: '2 hours ago, or 2026-11-22 11:42',
  rangeEndHint: 'now',
  rangeUnreadable: 'This is no time. Write “2 hours ago”, “now-7d”, “yesterday” or “2026-11-22 11:42”.',
  rangeBackwards: 'The range ends before it begins.',
  rangeInZone: (span: string, zone: string) => `${span}, ${zone}`,
  rangeApply: 'Apply',
  rangeZoneHere: (zone: string) => `This browser (${zone})`,
  rangeZoneOthers: 'All zones',
  rangePreviousMonth: 'Earlier month',
  rangeNextMonth: 'Later month',
  rangeCalendar: 'Days',
  rangeCalendarStart: 'Choose the first day, then the last.',
  rangeCalendarEnd: 'Now choose the last day.',
  rangeIs: (range: string) => `Time range: ${range}`,
};

export type TimeRangeTexts = Localize<keyof typeof timeRangeEn>;
