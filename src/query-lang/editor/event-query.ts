import { LanguageSupport } from '@codemirror/language';
import { eventSchema } from '../event-schema.js';
import { learnFromEvents } from '../learn.js';
import type { Schema } from '../schema.js';
import { queryCompletion } from './completion.js';
import { queryHover } from './hover.js';
import { queryHighlighting, queryLanguage } from './language.js';
import { queryLint } from './lint.js';
import type { SuggestValues } from './remote-values.js';
import { learntSchema, querySchema } from './schema.js';
import { queryTheme } from './theme.js';

export interface EventQueryConfig {
  /** What can be asked for. Default: `eventSchema`. */
  schema?: Schema;
  /** Events whose keys and values completion and hover shall know. */
  events?: readonly unknown[];
  /** Asks for values besides those that are known. */
  suggest?: SuggestValues;
}

/**
 * All of the query language for an editor of your own: `new EditorView({extensions: [eventQuery(), ...]})`.
 *
 * Each part is an extension of its own, too: `queryLanguage`, `queryHighlighting`, `querySchema`, `queryCompletion`,
 * `queryLint`, `queryHover`, `singleLine`.
 */
export function eventQuery({ schema, events, suggest }: EventQueryConfig = {}): LanguageSupport {
  return new LanguageSupport(queryLanguage, [
    queryTheme,
    queryHighlighting,
    schema ? querySchema.of(schema) : [],
    events ? learntSchema.of(learnFromEvents(schema ?? eventSchema, events)) : [],
    queryCompletion({ suggest }),
    queryLint(),
    queryHover,
  ]);
}
