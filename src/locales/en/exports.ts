import type { Localize } from '../../internal/localize.js';
import { summaryMessagesEn } from '../../model/summary-messages.js';
import { count } from './count.js';
import { manageEn } from './manage.js';

/** What `<event-exports>` says. */
export const exportsEn = {
  ...manageEn,

  summary: summaryMessagesEn,
  exports: 'Exports',
  exportsHere: 'Exports made in this page',
  exportsCount: (n: number) => count(n, { one: '# export', other: '# exports' }),
  exportsEmpty: 'No exports yet',
  exportsEmptyHint: 'An export takes the events in view away as a file.',
  exportsNoServer: 'No exports on the server',
  exportsNoServerHint:
    'These events come from a source that makes none. They can be exported in this page all the same.',
  exportsDelete: (n: number) => count(n, { one: 'Delete # export', other: 'Delete # exports' }),
  exportsDeleteTitle: (n: number) => count(n, { one: 'Delete this export?', other: 'Delete these # exports?' }),
  exportsDeleteHint: 'The file goes with it. What is still being written stops.',
  exportsDeleted: (n: number) => count(n, { one: 'Deleted # export.', other: 'Deleted # exports.' }),
  exportTitle: 'Export these events?',
  exportQuery: 'Query',
  exportOrder: 'Order',
  exportColumns: 'Columns',
  exportRows: 'Rows',
  exportEverything: 'Everything in each event',
  exportTheseColumns: 'These columns',
  exportContents: 'Contents',
  exportServerColumns: 'Chosen by the server, as CSV',
  exportServerZone: 'Chosen by the server, usually UTC',
  exportStoredZone: 'As stored, UTC',
  exportUncounted: 'The source cannot tell',
  exportAllTime: 'All time',
  exportBetween: (from: string, to: string) => `From ${from} until before ${to}`,
  exportSince: (from: string) => `From ${from} on`,
  exportBefore: (to: string) => `Before ${to}`,
  exportWhere: 'Made',
  exportOnServer: 'On the server, in the background',
  exportHere: 'In this page',
  exportHereInstead: 'Export in this page instead',
  exportFormat: 'Format',
  exportCsv: 'CSV, for spreadsheets',
  exportJsonl: 'JSON Lines, for programs',
  exportBom: 'Marked as UTF-8 for Excel (byte order mark)',
  exportManifest: 'With a manifest: query, rows, SHA-256',
  exportKeepOpen: 'Keep this page open until the export is finished.',
  exportStart: 'Export',
  exportStarting: 'Starting…',
  exportStarted: 'The export has started.',
  exportProgress: (n: number, of: number) =>
    `${count(n, { other: '#' })} of ${count(of, { one: '# event', other: '# events' })}`,
  exportPaused: (progress: string) => `Paused at ${progress}`,
  exportInterrupted: (progress: string) => `Stopped at ${progress}. Nothing is lost.`,
  exportCancelled: 'Cancelled. There is no file.',
  exportFailed: (progress: string) => `Failed at ${progress}. There is no file.`,
  /** The last line of an export: rows asked for and written; why they differ follows. */
  exportDone: (asked: number, written: number) =>
    asked === written
      ? count(written, { one: 'The # event asked for was written.', other: 'All # events asked for were written.' })
      : `${count(asked, { one: '# event', other: '# events' })} asked for, ${count(written, { other: '#' })} written.`,
  exportDeleted: (n: number) => count(n, { one: '# was deleted meanwhile.', other: '# were deleted meanwhile.' }),
  exportArrived: (n: number) => count(n, { one: '# arrived meanwhile.', other: '# arrived meanwhile.' }),
  exportSameKey: (n: number) =>
    count(n, {
      one: '# has the id of another and was left out.',
      other: '# have the id of another and were left out.',
    }),
  exportUnknown: 'The source could not tell why.',
  exportNow: (n: number) => `The source counts ${count(n, { other: '#' })} now.`,
  exportUncertain: 'Events changed faster than they could be read; some may be missing.',
  exportNotEvents: (n: number) =>
    count(n, {
      one: '# entry is no event and stands as a note.',
      other: '# entries are no events and stand as notes.',
    }),
  exportGuarded: (n: number) =>
    count(n, {
      one: "# cell could run as a formula and begins with '.",
      other: "# cells could run as formulas and begin with '.",
    }),
  exportLong: (n: number) =>
    count(n, {
      one: '# cell is longer than Excel can hold (32,767 characters).',
      other: '# cells are longer than Excel can hold (32,767 characters).',
    }),
  exportCut: (n: number) =>
    count(n, {
      one: '# cell was too long for any program and was cut.',
      other: '# cells were too long for any program and were cut.',
    }),
  exportNul: (n: number) =>
    count(n, { one: '# cell held NUL characters, written as ␀.', other: '# cells held NUL characters, written as ␀.' }),
  exportPause: 'Pause',
  exportResume: 'Resume',
  exportCancel: 'Cancel the export',
  exportRemove: (name: string) => `Remove ${name} from this list`,
  exportSaveAgain: 'Save again',
  exportSaveManifest: 'Save manifest',
  exportChoose: (name: string) => `Choose ${name}`,
  exportDownload: 'Download',
  exportReview: (name: string) => `What was asked for: ${name}`,
  exportDelete: (name: string) => `Delete ${name}`,
  exportWaiting: 'Waiting for the server',
  exportRunning: (n: number) => count(n, { one: '# event so far', other: '# events so far' }),
  exportReady: 'Ready',
  exportFailedServer: (why: string) => (why === '' ? 'Failed. There is no file.' : `Failed: ${why}`),
  exportExpired: 'The file was kept for its time, and is deleted.',
  exportBy: (name: string) => `by ${name}`,
  exportRequested: 'Asked for',
  exportFinished: 'Finished',
  exportKeptUntil: 'Kept until',
  exportIsReady: (name: string) => `Export ready: ${name}`,
  exportIsFailed: (name: string) => `Export failed: ${name}`,
  exportOpenFile: 'Open the file’s address instead',
};

export type ExportsTexts = Localize<keyof typeof exportsEn>;
