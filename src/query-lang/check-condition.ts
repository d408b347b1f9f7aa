import { checkComparison } from './check-comparison.js';
import { checkLogic } from './check-logic.js';
import type { Diagnostic } from './diagnostic.js';
import { comparisons, type Condition } from './query.js';
import type { Schema } from './schema.js';

/** The parts of these are not yet, or never, what somebody means: a text without its quote, `5 days ago`, `a between 1 and 2`. */
const UNREADABLE = new Set(['missing-quote', 'bad-time', 'other-language']);

/** What there is to say about the conditions that could be made out of a text, besides the errors of their form. */
export function checkCondition(
  text: string,
  condition: Condition,
  errors: readonly Diagnostic[],
  schema: Schema,
): Diagnostic[] {
  const unreadable = errors.filter(({ code }) => UNREADABLE.has(code));
  const whole = comparisons(condition).filter(
    ({ from, to }) => !unreadable.some(error => error.from < to && error.to > from),
  );
  return [
    ...whole.flatMap(comparison => checkComparison(comparison, text, schema)),
    ...checkLogic(text, condition, schema),
  ];
}
