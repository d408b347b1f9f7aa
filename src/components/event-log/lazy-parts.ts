/**
 * What a list needs only after its first paint, or once somebody comes to it, each loaded (an element: and defined) when it is. An
 * object, so that a test can be slow about it.
 */
export const lazyParts = {
  late: () => import('./late/late-parts.js'),
  queryInput: (): Promise<unknown> => import('../event-query-input/define.js'),
  diff: (): Promise<unknown> => import('../event-diff/define.js'),
  detail: (): Promise<unknown> => import('../event-detail/define.js'),
};
