import type { Localize } from '../../internal/localize.js';
import { count } from './count.js';
import { commonEn } from './common.js';

/** What `<event-json-tree>` says. */
export const jsonTreeEn = {
  ...commonEn,

  treeLabel: 'JSON',
  treeRoot: 'Everything',
  treeCycle: '(cycle)',
  treeUnreadable: '(cannot be read)',
  treeNoJson: '(not JSON)',
  treeCopyPath: 'Copy path',
  treeCopyValue: 'Copy value',
  treePathCopied: 'Path copied',
  treeValueCopied: 'Value copied',
  treeFind: 'Find in the tree',
  treeFindHint: 'Find key or value',
  treeFound: (at: number, n: number, more: boolean) =>
    `${count(at, { other: '#' })} of ${more ? 'more than ' : ''}${count(n, { other: '#' })}`,
  treeFoundNone: 'Not found',
  treeFinding: 'Looking…',
  treeFindNext: 'Next',
  treeFindPrevious: 'Previous',
  treeFilterFor: 'Only this value',
  treeFilterOut: 'Leave this value out',
  treeShowMore: (n: number) => count(n, { other: 'Show # more' }),
  treeRestByCopy: 'copy the value for the rest',
};

export type JsonTreeTexts = Localize<keyof typeof jsonTreeEn>;
