import type { Localize } from '../../internal/localize.js';
import { count } from './count.js';
import { commonEn } from './common.js';

/** What `<event-log>` says besides: in menus, of failures, when there are no rows. Loaded after its first paint. */
export const logLateEn = {
  ...commonEn,

  logColumnUp: (column: string) => `Move ${column} to the front`,
  logColumnDown: (column: string) => `Move ${column} to the back`,
  logAddField: 'Another field',
  logAddFieldHint: 'A path in the event, such as context.geo.city',
  logAdd: 'Add',
  logResetColumns: 'Default columns',
  logTimesRelative: 'How long ago',
  logTimesExact: 'Day and time',
  logEmpty: 'No events yet',
  logEmptyHint:
    'Nothing has been recorded here. Events show up as soon as someone signs in or changes something, and the list is refreshed.',
  logNoMatch: 'No event matches',
  logNoMatchHint: 'Nothing was found for',
  logNoMatchRange: 'There are none in this range of time.',
  logCostsMost: 'leaves out the most.',
  logWayDrop: 'Drop',
  logWayWider: (from: string) =>
    `Look at the last ${{ 'now-1h': 'hour', 'now-24h': '24 hours', 'now-7d': '7 days', 'now-30d': '30 days', 'now-90d': '90 days', 'now-365d': '365 days' }[from] ?? from}`,
  logWayAlways: 'Look at any time',
  logFilters: 'Filter by',
  logKeyFilter: 'Only this value, or without it',
  logKeyCompare: 'Compare the event with another',
  logCompare: 'Two events compared',
  logCompareMark: 'Compare with another event',
  logCompareUnmark: 'Do not compare this event',
  logCompareWithMarked: 'Compare with the marked event',
  logCompareMarked: 'Marked to be compared',
  logCompareUnmarked: 'No longer marked',
  logCompareHint: 'is marked: choose the event to compare it with, on its menu or with C.',
  logCompareCancel: 'Cancel',
  logClearSearch: 'Clear the search',
  logNextTry: (seconds: number) => `The next try is in ${count(seconds, { other: '# s' })}.`,
  logTryNow: 'Try now',
  logTrying: 'Trying…',
  logCopyDetails: 'Copy details',
  logStale: 'The events below are those from before.',
  logRejected: (n: number, reason: string) =>
    `${count(n, { one: '# entry is no event and cannot be read as one', other: '# entries are no events and cannot be read as such' })}: ${reason}`,
  logNotSentCount: (n: number) =>
    count(n, {
      one: '# event was counted by the server, but not sent.',
      other: '# events were counted by the server, but not sent.',
    }),
  logUnsteady: 'The list changes faster than it can be read: events may be missing here, or stand here twice.',
  logNotKept: (moment: string, duration: string) =>
    `Events from before ${moment} are no longer kept: they are deleted after ${duration}.`,
  logHardlyKept: (moment: string, duration: string) =>
    `Events are kept for ${duration}: those from before ${moment} may be gone.`,
  logKeys: 'Keys',
  logKeyRows: 'Next and previous event',
  logKeyCells: 'Along the event',
  logKeyEnds: 'Start and end of the event',
  logKeyPages: 'A screen down and up',
  logKeyAll: 'First and last event',
  logKeyOpen: 'Open or close the event',
  logKeyClose: 'Close, and back to the event',
  logKeySearch: 'To the search',
  logKeyHelp: 'These keys',
};

export type LogLateTexts = Localize<keyof typeof logLateEn>;
