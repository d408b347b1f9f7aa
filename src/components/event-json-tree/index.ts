export { EventJsonTree } from './event-json-tree.js';
export {
  EventJsonTreeCopyEvent,
  EventJsonTreeFilterEvent,
  EventJsonTreeRevealEvent,
  type JsonTreeCopyDetail,
  type JsonTreeFilterDetail,
} from './event-json-tree.events.js';
