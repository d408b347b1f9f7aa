import type { Localize } from '../../internal/localize.js';
import type { NoChangeReason } from '../../model/index.js';
import { count } from './count.js';
import { commonEn } from './common.js';

/** `1st`, `2nd`, `11th`. */
function ordinal(n: number): string {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${n}${suffix[ordinals.select(n)]}`;
}
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

/** What `<event-diff>` says. */
export const diffEn = {
  ...commonEn,

  diffLabel: 'Changes',
  diffBefore: 'Before',
  diffAfter: 'After',
  diffBeforeWord: 'Before:',
  diffAfterWord: 'After:',
  diffAdded: 'Added:',
  diffRemoved: 'Removed:',
  diffMoved: 'Moved:',
  diffTally: 'Changes of each kind',
  diffAddedCount: (n: number) => count(n, { other: '# added' }),
  diffRemovedCount: (n: number) => count(n, { other: '# removed' }),
  diffMovedCount: (n: number) => count(n, { other: '# moved' }),
  diffChangedCount: (n: number) => count(n, { other: '# changed' }),
  diffMovedTo: (place: number) => `moved to ${ordinal(place)}`,
  diffMovedFrom: (place: number) => `moved, was ${ordinal(place)}`,
  diffUnchanged: (n: number) => count(n, { other: '# unchanged' }),
  diffUnchangedItems: (n: number) => count(n, { one: '# unchanged item', other: '# unchanged items' }),
  diffAndMore: (n: number) => count(n, { other: 'and # more' }),
  diffSecret: 'secret',
  diffSecretChanged: 'secret, changed',
  diffNotRecorded: 'not recorded',
  diffCleared: 'all removed',
  diffDeeper: 'more, nested too deeply to show: copy to read it',
  diffViews: 'View',
  diffSideBySide: 'Side by side',
  diffInline: 'Inline',
  diffShowUnchanged: 'Show what did not change',
  diffPatch: 'Patch',
  diffCopyPatch: 'Copy as JSON Patch',
  diffCopyBefore: 'Copy value before',
  diffCopyAfter: 'Copy value after',
  diffPatchCopied: 'JSON Patch copied',
  diffBeforeCopied: 'Value before copied',
  diffAfterCopied: 'Value after copied',
  diffCreated: 'Created: it was not there before.',
  diffDeleted: 'Deleted: this is what it was.',
  diffSame: 'Nothing changed',
  diffSameText: 'Both sides are equal. The order of fields does not count.',
  diffNothing: 'Nothing to compare',
  diffNone: 'No difference recorded',
  diffReason: (reason: NoChangeReason) =>
    ({
      'not-recorded':
        'This event says that an object was created or changed, but not how. Sources record values before and after only when they are set to; authentik does with its enterprise audit.',
      'deleted-without-state': 'This event says that an object was deleted, but not what it was.',
      'not-a-change': 'An event of this kind changes no object.',
      unreadable: 'This event has a difference in a form that is not known. Its JSON shows what there is.',
    })[reason],
  diffLarge: 'Too large to compare at once',
  diffLargeText:
    'Both sides together have more than 200,000 values. Comparing them may stop the page for some seconds.',
  diffCoarse:
    'There was too much to compare at once: some of this is told as replaced though only a part of it changed.',
  diffCompareAll: 'Compare all of it',
};

export type DiffTexts = Localize<keyof typeof diffEn>;
