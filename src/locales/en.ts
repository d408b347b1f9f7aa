import { plural, type PluralForms } from '../internal/plural.js';

const count = (n: number | bigint, forms: PluralForms): string => plural('en', n, forms);

/**
 * Every text of the kit, in English: the source other languages are typed after. A text with something in it is a
 * function; numbers come to it as numbers, because plural and grouping differ by language.
 */
export const en = {
  $code: 'en',
  $name: 'English',
  $dir: 'ltr' as 'ltr' | 'rtl',

  // Shared.
  loading: 'Loading…',
  retry: 'Try again',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'The browser refused to copy. Press Ctrl+C, or Command+C, to copy this text.',
  copyTooLong: 'The browser refused to copy, and this is too long to copy by hand.',
  showMore: 'Show more',
  characters: (n: number) => count(n, { one: '# character', other: '# characters' }),
  hiddenCharacters: 'hidden characters',
  severityNotice: 'notice',
  severityWarning: 'warning',
  severityAlert: 'alert',

  // Facts of an event.
  factAction: 'Action',
  factSeverity: 'Severity',
  factApp: 'App',
  factUser: 'User',
  factOnBehalfOf: 'Acting as',
  factAuthenticatedAs: 'Signed in as',
  factObject: 'Object',
  factAddress: 'Address',
  factPlace: 'Place',
  factNetwork: 'Network',
  factRequest: 'Request',
  factRequestId: 'Request ID',
  factAgent: 'Agent',
  factBrand: 'Brand',
  factEventId: 'Event ID',
  factCreated: 'Created',
  factExpires: 'Kept until',

  // <event-detail>
  detailLabel: 'Event',
  detailCopyJson: 'Copy JSON',
  detailCopyValue: (name: string) => `Copy: ${name}`,
  detailCopiedValue: (name: string) => `${name} copied`,
  detailFacts: 'Facts',
  detailViews: 'Views of the event',
  detailTabJson: 'JSON',
  detailTabRaw: 'Raw',
  detailNone: 'No event chosen',
  detailNoneHint: 'Choose an event to see it here.',
  detailLoading: 'Loading the event…',
  detailNotFound: 'This event is not there',
  detailNotFoundHint: 'It may have been deleted at the end of its retention, or the link names another system.',
  detailError: 'The event could not be loaded',
  detailTime: (exact: string, relative: string) => (relative ? `${exact} (${relative})` : exact),
  detailNoTime: 'no time recorded',
  detailRawLines: (n: number) => count(n, { one: '# line', other: '# lines' }),
  detailWrap: 'Wrap lines',

  // <event-json-tree>
  treeLabel: 'JSON',
  treeRoot: 'Everything',
  treeFields: (n: number) => count(n, { one: '# field', other: '# fields' }),
  treeItems: (n: number) => count(n, { one: '# item', other: '# items' }),
  treeMore: (n: number) => count(n, { other: '# more' }),
  treeCycle: '(cycle)',
  treeUnreadable: '(cannot be read)',
  treeNoJson: '(not JSON)',
  treeCopyPath: 'Copy path',
  treeCopyValue: 'Copy value',
  treePathCopied: 'Path copied',
  treeValueCopied: 'Value copied',
  treeWrap: 'Wrap lines',
  treeShowMore: (n: number) => count(n, { other: 'Show # more' }),
  treeRestByCopy: 'copy the value for the rest',
};
