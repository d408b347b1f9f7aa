import type { Localize } from '../../internal/localize.js';
import { summaryMessagesEn } from '../../model/summary-messages.js';
import { count } from './count.js';
import { commonEn } from './common.js';

/** What `<event-log>` says at first. */
export const logEn = {
  ...commonEn,

  summary: summaryMessagesEn,
  logLabel: 'Events',
  logRecent: 'Recent events',
  logFoot: (counted: string, order: string) => `${counted}, ${order}`,
  logFootLoaded: (counted: string, order: string, loaded: number) =>
    `${counted}, ${order}; ${count(loaded, { other: '# loaded' })}`,
  logPosition: (row: number, rows: number) => `${count(row, { other: '#' })} of ${count(rows, { other: '#' })}`,
  logFresh: (n: number) => count(n, { other: '# new' }),
  logFreshHint: 'Show the events that have arrived',
  logRefresh: 'Refresh',
  logRowsCompact: 'Compact rows',
  logRowsNormal: 'Normal rows',
  logRowsTall: 'Tall rows',
  logColumns: 'Columns',
  logTimes: (zone: string) => `Times in ${zone}`,
  logTimeName: (relative: string, exact: string) => `${relative}, ${exact}`,
  logPrivateAddress: 'Private address',
  logNoUser: 'No user',
  logAnonymous: 'Not signed in',
  logOnBehalfOf: (user: string) => `for ${user}`,
  logAuthenticatedAs: (user: string) => `by ${user}`,
  logDetails: 'Details',
  logPrevious: 'Open the event above instead',
  logNext: 'Open the event below instead',
  logNotSent: 'The server counted an event here, but did not send it.',
  logFormatFailed: '(cannot be shown)',
  logLoading: 'Loading events…',
  logSearch: 'Search events',
  logKeysHint: 'all keys',
  logHintMove: 'move',
  logHintOpen: 'open',
  logHintSearch: 'search',
};

export type LogTexts = Localize<keyof typeof logEn>;
