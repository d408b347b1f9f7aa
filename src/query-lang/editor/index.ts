/*
 * The query language in CodeMirror, for people who have an editor already. `<event-query-input>` is made of the same parts.
 */
export { queryCompletion, type QueryCompletionConfig } from './completion.js';
export { eventQuery, type EventQueryConfig } from './event-query.js';
export { queryHover } from './hover.js';
export { queryHighlighting, queryHighlightStyle, queryLanguage } from './language.js';
export { queryLint, type GivenProblems, type QueryLintConfig } from './lint.js';
export { QueryEditor, type QueryEditorOptions, type QueryEditorSettings } from './query-editor.js';
export { type SuggestValues } from './remote-values.js';
export { learntSchema, querySchema } from './schema.js';
export { singleLine } from './single-line.js';
export { queryTheme } from './theme.js';
