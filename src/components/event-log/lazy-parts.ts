/**
 * What a list needs only after its first paint, or once somebody comes to it, each loaded (an element: and defined) when it is. An
 * object, so that a test can be slow about it.
 */
export const lazyParts = {
  changes: () => import('../../model/changes.js'),
  filterMenu: () => import('./filter-menu.js'),
  noMatch: () => import('./no-match.js'),
  kept: () => import('./kept-words.js'),
  nameWarnings: () => import('../../internal/visible-text.js'),
  queryInput: (): Promise<unknown> => import('../event-query-input/define.js'),
  diff: (): Promise<unknown> => import('../event-diff/define.js'),
  detail: (): Promise<unknown> => import('../event-detail/define.js'),
};
