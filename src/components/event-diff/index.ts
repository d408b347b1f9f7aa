export { EventDiff } from './event-diff.js';
export { EventDiffCopyEvent, type DiffCopyDetail } from './event-diff.events.js';
export { DIFF_VIEWS, type DiffResolver, type DiffResolverPlace, type DiffView } from './event-diff.types.js';
