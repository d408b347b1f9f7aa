export { EventColumn } from './event-column.js';
