/*
 * The elements as classes, with their events and types. Importing this registers no tag: `event-elements/define` registers
 * all of them, `event-elements/components/<tag>/define` one.
 */
export * from './components/event-chart/index.js';
export * from './components/event-column/index.js';
export * from './components/event-detail/index.js';
export * from './components/event-diff/index.js';
export * from './components/event-exports/index.js';
export * from './components/event-facets/index.js';
export * from './components/event-json-tree/index.js';
export * from './components/event-log/index.js';
export * from './components/event-notifications/index.js';
export * from './components/event-map/index.js';
export * from './components/event-provider/index.js';
export * from './components/event-query-input/index.js';
export * from './components/event-retention/index.js';
export * from './components/event-rules/index.js';
export * from './components/event-time-range/index.js';
export * from './components/event-views/index.js';
export { defineElement, type ElementClass } from './internal/define.js';
export { registerTranslation, type PartialTranslation, type Translation } from './internal/localize.js';
