export { check } from './check.js';
export { compile, type CompileOptions, type Predicate } from './compile.js';
export { complete, type CompleteOptions, type Completion, type CompletionOption, type Suggest } from './complete.js';
export { positionAt, type Position } from './context.js';
export { applyFix, type Change, type Diagnostic, type Fix } from './diagnostic.js';
export {
  addClause,
  clause,
  hasClause,
  hasConditions,
  removeClause,
  toggleConditions,
  toggleValue,
  type ClauseValue,
} from './edit.js';
export { EVENT_MODEL, eventSchema } from './event-schema.js';
export { fieldOfPath, isFieldName } from './field-name.js';
export { fixAll } from './fix-all.js';
export { format } from './format.js';
export { schemaFromIntrospection } from './introspection.js';
export { jsonText } from './json-text.js';
export { learnFromEvents } from './learn.js';
export { exactNumber, numberText, type ExactNumber } from './numbers.js';
export { hasOperator } from './has-operator.js';
export { parse, type Kind, type Parsed } from './parser.js';
export { NO_PLACE } from './no-place.js';
export { NotExpressible, print, type PrintOptions } from './print.js';
export {
  comparisons,
  MAX_DEPTH,
  OPERATORS,
  sameQuery,
  type AndCondition,
  type BooleanValue,
  type Comparison,
  type Condition,
  type Constant,
  type FieldName,
  type ListValue,
  type NoneValue,
  type NotCondition,
  type NumberValue,
  type Operator,
  type OrCondition,
  type Query,
  type Range,
  type StringValue,
  type TextSearch,
  type TimeValue,
  type Value,
} from './query.js';
export { relativeSeconds, type RelativeTime, type TimeUnit } from './relative-time.js';
export {
  isTime,
  resolveComparison,
  type BaseOperator,
  type Operand,
  type ResolvedAbsence,
  type ResolvedComparison,
  type ResolvedValue,
} from './resolve.js';
export {
  ABSENCE_FIELD,
  isResolved,
  mergeSchemas,
  resolveField,
  type FieldType,
  type Model,
  type Option,
  type Resolved,
  type Schema,
  type SchemaField,
  type Unresolved,
} from './schema.js';
export { phrase, readSearchTerms, searchTerms, type SearchTerm } from './search-terms.js';
export { timeMicros, timeText } from './times.js';
