export { EventJsonTree } from './event-json-tree.js';
export { EventJsonTreeCopyEvent, type JsonTreeCopyDetail } from './event-json-tree.events.js';
