/**
 * Elements that a list needs only once somebody comes to them, each loaded and defined when it is. An object, so that a test can
 * be slow about it.
 */
export const lazyParts = {
  queryInput: (): Promise<unknown> => import('../event-query-input/define.js'),
  diff: (): Promise<unknown> => import('../event-diff/define.js'),
  detail: (): Promise<unknown> => import('../event-detail/define.js'),
};
