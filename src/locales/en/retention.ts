import type { Localize } from '../../internal/localize.js';
import { count } from './count.js';
import { manageEn } from './manage.js';

/** What `<event-retention>` says. */
export const retentionEn = {
  ...manageEn,

  retention: 'Retention',
  retentionIs: (duration: string) =>
    duration === 'for ever' ? 'events are kept for ever' : `events are kept for ${duration}`,
  retentionForever: 'for ever',
  retentionNone: 'No retention to set here',
  retentionNoneHint: 'The source of these events does not say how long it keeps them.',
  retentionOldest: (time: string) => `The oldest event is from ${time}.`,
  retentionKeep: 'Keep events for',
  retentionUnreadable: 'This is no duration. Write “90 days”, “days=90”, “P90D” or “for ever”.',
  retentionUntold:
    'This server does not tell what that would delete. On authentik it counts for events written from now on.',
  retentionKeepsAll: (total: number) =>
    count(total, {
      one: 'Deletes nothing now: the one event stays.',
      other: 'Deletes nothing now: all # events stay.',
    }),
  retentionDeletes: (n: number, total: number) =>
    `Deletes ${count(n, { other: '#' })} of ${count(total, { one: '# event', other: '# events' })} now.`,
  retentionSpan: (n: number, from: string, to: string) =>
    n === 1 ? `It is from ${from}.` : `They are from ${from} to ${to}.`,
  retentionSpares: (n: number) =>
    count(n, { one: '# is spared while an export reads it.', other: '# are spared while an export reads them.' }),
  retentionOwn: 'An event that says itself when it expires goes then, and no sooner.',
  retentionDelete: (n: number) => count(n, { one: 'Delete # event for good?', other: 'Delete # events for good?' }),
  retentionDeleteHint: 'They go in small batches from now on, and cannot be brought back.',
  retentionSet: (duration: string) =>
    duration === 'for ever' ? 'Events are kept for ever.' : `Events are kept for ${duration}.`,
};

export type RetentionTexts = Localize<keyof typeof retentionEn>;
