import { foldCase } from '../model/fold.js';
import { getPath } from '../model/path.js';
import type { EventRecord } from '../model/record.js';
import { searchText } from '../model/search-text.js';
import { eventSchema } from './event-schema.js';
import type { Condition, Query } from './query.js';
import { pathTest, type Predicate } from './path-tests.js';
import { isTime, resolveComparison, type ResolvedAbsence, type ResolvedValue } from './resolve.js';
import type { Schema } from './schema.js';
import { timeRangeTest, valueTest } from './value-tests.js';

export type { Predicate };

export interface CompileOptions {
  /** Tells columns from JSON, times from texts, labels from values. Default: {@link eventSchema}. */
  readonly schema?: Schema;
  /** What relative times count from: a `Date` or milliseconds since 1970. Default: the moment of compiling. */
  readonly now?: Date | number;
}

/**
 * Turns a query into a function that tells which events it matches. That function never throws, whatever the event is.
 *
 * Logic has three values, as in SQL. A comparison with a missing path inside JSON is *unknown*, and stays so when negated;
 * everything else is true or false, `missing` always. A query matches when it is true:
 *
 * | a | b | a and b | a or b | not (a) |
 * |---|---|---|---|---|
 * | true | unknown | unknown | true | false |
 * | false | unknown | false | unknown | true |
 * | unknown | unknown | unknown | unknown | unknown |
 */
export function compile(query: Query, options: CompileOptions = {}): Predicate {
  return query.type === 'text' ? textTest(query.terms.map(term => foldCase(term.text))) : conditionTest(query, options);
}

function textTest(terms: readonly string[]): Predicate {
  return event => {
    const text = searchText(event as EventRecord);
    return terms.every(term => text.includes(term));
  };
}

function conditionTest(condition: Condition, { schema = eventSchema, now = Date.now() }: CompileOptions): Predicate {
  const nowMs = Number(now);
  /** The test for `condition` being true, or with `negated` for it being false; when it is unknown, both say no. */
  const build = (condition: Condition, negated: boolean): Predicate => {
    switch (condition.type) {
      case 'not':
        return build(condition.operand, !negated);
      case 'and':
      case 'or': {
        const range = condition.type === 'and' && !negated ? timeRange(condition.operands, schema, nowMs) : null;
        const others = range
          ? condition.operands.filter(operand => !range.parts.includes(operand))
          : condition.operands;
        const tests = others.map(operand => build(operand, negated));
        if (range) tests.unshift(range.test);
        if (tests.length === 1) return tests[0]!;
        // Not all true is the same as one false: De Morgan's rule holds with three values, too.
        return (condition.type === 'and') !== negated ? all(tests) : any(tests);
      }
      default: {
        const resolved = resolveComparison(condition, schema, nowMs);
        if (!resolved) return never;
        return resolved.operator === 'missing' ? absenceTest(resolved, negated) : comparisonTest(resolved, negated);
      }
    }
  };
  return build(condition, false);
}

/** `created >= a and created < b`, which nearly every view asks for: read and checked once, not twice. */
function timeRange(
  operands: readonly Condition[],
  schema: Schema,
  nowMs: number,
): { test: Predicate; parts: readonly Condition[] } | null {
  const bounds = new Map<string, { condition: Condition; resolved: ResolvedValue; micros: number }>();
  for (const condition of operands) {
    if (condition.type !== 'comparison' || (condition.operator !== '>=' && condition.operator !== '<')) continue;
    const resolved = resolveComparison(condition, schema, nowMs);
    if (!resolved || resolved.operator === 'missing') continue;
    const operand = resolved.operands[0];
    if (!isTime(resolved.field) || operand?.type !== 'time') continue;
    const path = resolved.path.join('.');
    const other = bounds.get(path + (condition.operator === '<' ? '>=' : '<'));
    bounds.set(path + condition.operator, { condition, resolved, micros: operand.micros });
    if (!other) continue;
    const [lower, upper] = condition.operator === '<' ? [other.micros, operand.micros] : [operand.micros, other.micros];
    return {
      test: pathTest(resolved.path, { test: timeRangeTest(lower, upper) }),
      parts: [condition, other.condition],
    };
  }
  return null;
}

/** Reads as the facets do that count what is missing: own properties only, and what will not be read is not there. */
function absenceTest({ paths, negated }: ResolvedAbsence, turned: boolean): Predicate {
  const isAbsent: Predicate = event => paths.some(path => getPath(event, path) === undefined);
  return negated === turned ? isAbsent : event => !isAbsent(event);
}

const never: Predicate = () => false;

function all(tests: readonly Predicate[]): Predicate {
  const [a, b, c] = tests as [Predicate, Predicate, Predicate];
  if (tests.length === 2) return event => a(event) && b(event);
  if (tests.length === 3) return event => a(event) && b(event) && c(event);
  return event => {
    for (const test of tests) if (!test(event)) return false;
    return true;
  };
}

function any(tests: readonly Predicate[]): Predicate {
  const [a, b, c] = tests as [Predicate, Predicate, Predicate];
  if (tests.length === 2) return event => a(event) || b(event);
  if (tests.length === 3) return event => a(event) || b(event) || c(event);
  return event => {
    for (const test of tests) if (test(event)) return true;
    return false;
  };
}

function comparisonTest(
  { path, json, operator, operands, field, ...comparison }: ResolvedValue,
  turned: boolean,
): Predicate {
  const negated = comparison.negated !== turned;
  const [operand] = operands;
  if (operator === '=' && (operand?.type === 'string' || operand?.type === 'boolean')) {
    const { value } = operand;
    if (!negated) return pathTest(path, { test: null, value });
    return pathTest(path, { test: json ? found => found !== undefined && found !== value : found => found !== value });
  }
  const test = valueTest(operator, operands, { time: isTime(field), column: !json });
  if (!negated) return pathTest(path, { test });
  return pathTest(path, { test: json ? found => found !== undefined && !test(found) : found => !test(found) });
}
