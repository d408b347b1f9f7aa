export { EventRules } from './event-rules.js';
export { EventRulesChangeEvent, type RuleChange } from './event-rules.events.js';
