export { EventMap } from './event-map.js';
