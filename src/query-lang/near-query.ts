import { checkCondition } from './check-condition.js';
import { applyFix, replaceFix, type Diagnostic } from './diagnostic.js';
import { fixAll } from './fix-all.js';
import { format } from './format.js';
import { nameMeant } from './name-meant.js';
import { readQuery } from './parser.js';
import { comparisons, type Comparison, type Condition } from './query.js';
import { namedPlace } from './resolve.js';
import { isResolved, resolveField, type Schema } from './schema.js';
import { hasValue, isCompound, rootField, wordsAsQuery } from './words-as-query.js';

/** Longer texts are pasted, not typed as a query. */
const LONGEST = 200;
/** Each round makes every fix there is; a fix may show the next problem. */
const ROUNDS = 8;

/**
 * The note about words that are hardly meant as mere words: `user bob`, `-action:login`, `select … where …`. They are searched for
 * all the same. It offers the query that they were meant for, if that is plain. Null when they look like words.
 */
export function nearQuery(text: string, schema: Schema): Diagnostic | null {
  const words = text.trim();
  // What begins with a quote or a bracket is a phrase, or a piece of an event.
  if (words.length > LONGEST || !/^[-+!(\s]*[a-z_@]/i.test(words)) return null;
  const meant = mend(wordsAsQuery(words, schema), schema);
  if (meant === null && !isForeign(words, schema)) return null;
  const from = text.indexOf(words);
  const range = { from, to: from + words.length };
  const looks = 'This looks for events that hold all of these words';
  return {
    ...range,
    severity: 'info',
    code: 'near-query',
    message: meant === null ? `${looks}: a query would be like action = "login".` : `${looks}. Did you mean a query?`,
    fixes: meant === null ? [] : [replaceFix(`Write ${meant}`, range, meant)],
  };
}

/** The query that a text becomes when every slip in it is mended; null when it becomes none, or none about known fields. */
function mend(text: string, schema: Schema): string | null {
  let meant = text;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { condition, errors } = readQuery(meant);
    // Names and values with nothing between them are words, but for those that `wordsAsQuery` knows.
    if (errors.some(({ code }) => code === 'missing-operator')) return null;
    const found = condition ? checkCondition(meant, condition, errors, schema) : [];
    const problems = [...errors, ...found.filter(problem => isMended(problem, meant, schema))];
    if (problems.length === 0) return condition && isLikely(condition, text, schema) ? format(meant) : null;
    const fix = fixAll(problems, '', 1);
    if (!fix) return null;
    meant = applyFix(meant, fix);
  }
  return null;
}

/** Errors, and warnings that have one clear fix. */
function isMended({ severity, code, from, to }: Diagnostic, text: string, schema: Schema): boolean {
  if (severity === 'error' || code === 'wildcard' || code === 'label' || code === 'value-case') return true;
  return code === 'unknown-field' && nameMeant(text.slice(from, to), schema) !== null;
}

/** Whether it is about fields that the schema knows, and about values that are not the rest of a sentence. */
function isLikely(condition: Condition, text: string, schema: Schema): boolean {
  const isSentence = !text.includes(':');
  return comparisons(condition).every(comparison => {
    const resolution = resolveField(schema, comparison.field.path);
    if (!isResolved(resolution) || !resolution.field) return false;
    const { field } = resolution;
    const values = textsOf(comparison);
    if (field.absence) return values.every(name => namedPlace(name, schema)?.field);
    return !isSentence || values.every(value => hasValue(field, value) || !(field.choices || isCompound(value)));
  });
}

function textsOf({ value, operator }: Comparison): string[] {
  // A part of a value need not be one.
  if (!/^(?:!?=|(?:not )?in)$/.test(operator)) return [];
  const constants = value.type === 'list' ? value.items : [value];
  return constants.flatMap(constant => (constant.type === 'string' ? [constant.value] : []));
}

/** `select … from`, `_exists_:`, `exists(`, `a | stats`: other languages, whatever follows. */
const FOREIGN =
  /^select\s[^]*\sfrom\s+\w|^(?:not\s+|-)?_exists_:|^(?:not\s+)?exists\s*\(|\s\|\s*(?:stats|head|where|table)\b/i;
const NAME_AND_COLON = /(?:^|[\s(])[-+!]?([a-z_][\w.]*):(?![/\s]|$)/gi;

function isForeign(words: string, schema: Schema): boolean {
  return (
    FOREIGN.test(words) || [...words.matchAll(NAME_AND_COLON)].some(([, name]) => rootField(name!, schema) !== null)
  );
}
