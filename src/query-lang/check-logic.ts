import type { Change, Diagnostic } from './diagnostic.js';
import { exactNumber } from './numbers.js';
import type { Comparison, Condition, OrCondition } from './query.js';
import { resolveComparison, type Operand, type ResolvedValue } from './resolve.js';
import type { Test } from './path-tests.js';
import type { Schema } from './schema.js';
import { valueTest } from './value-tests.js';

/** Findings about how conditions are joined: `and` with `or` without parentheses, and what can never hold. */
export function checkLogic(text: string, condition: Condition, schema: Schema): Diagnostic[] {
  const found: Diagnostic[] = [];
  const now = Date.now();
  const walk = (condition: Condition, within: 'and' | null): void => {
    switch (condition.type) {
      case 'comparison':
        return;
      case 'not':
        walk(condition.operand, null);
        return;
      case 'or':
        found.push(...mixedLogic(text, condition));
        break;
      default:
        // What stands in an "and" in an "and" has been looked at with it.
        if (within === null) found.push(...contradictions([...required(condition, false)], schema, now));
    }
    const next = condition.type === 'and' ? 'and' : null;
    for (const operand of condition.operands) walk(operand, next);
  };
  walk(condition, null);
  return found;
}

interface Part {
  readonly comparison: Comparison;
  /** It stands in a `not (...)`. */
  readonly turned: boolean;
}

/** The comparisons that all have to hold, or with `turned` must not hold, for a condition to be true. */
function* required(condition: Condition, turned: boolean): Generator<Part> {
  if (condition.type === 'comparison') yield { comparison: condition, turned };
  else if (condition.type === 'not') yield* required(condition.operand, !turned);
  else if ((condition.type === 'and') !== turned)
    for (const operand of condition.operands) yield* required(operand, turned);
}

/** `and` inside `or` without parentheses. Correct, but authentik's server and many people read it differently. */
function mixedLogic(text: string, condition: OrCondition): Diagnostic[] {
  const changes: Change[] = [];
  let end = condition.from;
  for (const operand of condition.operands) {
    // Parentheses are no part of the operand's own range.
    if (operand.type === 'and' && !text.slice(end, operand.from).includes('(')) {
      changes.push(
        { from: operand.from, to: operand.from, insert: '(' },
        { from: operand.to, to: operand.to, insert: ')' },
      );
    }
    end = operand.to;
  }
  if (changes.length === 0) return [];
  return [
    {
      from: condition.from,
      to: condition.to,
      severity: 'info',
      code: 'mixed-logic',
      message: 'Add parentheses: here "and" is read before "or", which not every reader expects.',
      fixes: [{ label: 'Add parentheses', changes }],
    },
  ];
}

/** What the conditions on one path, taken together, leave of its values. */
interface Limits {
  /** The only values it may have; null for any. */
  values: Map<string, Operand> | null;
  lower: { operand: Operand; open: boolean } | null;
  upper: { operand: Operand; open: boolean } | null;
  /** What a text among the values has to be like. */
  texts: Test[];
}

/** Conditions that cannot all hold for one event. Told once for each field, at the condition that makes it impossible. */
function contradictions(parts: readonly Part[], schema: Schema, now: number): Diagnostic[] {
  if (parts.length < 2) return [];
  const limits = new Map<string, Limits>();
  const excluded = new Map<string, Set<string>>();
  const told = new Set<string>();
  const found: Diagnostic[] = [];
  for (const { comparison: part, turned } of parts) {
    const resolved = resolveComparison(part, schema, now);
    // An event may lack any number of fields at once.
    if (!resolved || resolved.operator === 'missing') continue;
    const path = resolved.path.join('.');
    const limit = limits.get(path) ?? { values: null, lower: null, upper: null, texts: [] };
    limits.set(path, limit);
    const out = excluded.get(path) ?? new Set<string>();
    excluded.set(path, out);
    narrow(limit, out, { ...resolved, negated: resolved.negated !== turned });
    if (told.has(path) || !isEmpty(limit, out)) continue;
    told.add(path);
    found.push({
      from: part.from,
      to: part.to,
      severity: 'warning',
      code: 'never',
      message: `No event can match: this and the other conditions on ${part.field.name} exclude each other.`,
      fixes: [],
    });
  }
  return found;
}

function narrow(limit: Limits, excluded: Set<string>, resolved: ResolvedValue): void {
  const { operator, negated, operands } = resolved;
  if (operator === '=' || operator === 'in') {
    const keys = new Map(operands.map(operand => [keyOf(operand), operand]));
    if (negated) for (const key of keys.keys()) excluded.add(key);
    else limit.values = new Map([...(limit.values ?? keys)].filter(([key]) => keys.has(key)));
    return;
  }
  if (operator === '~' || operator === 'startswith' || operator === 'endswith') {
    const test = valueTest(operator, operands, { time: false, column: !resolved.json });
    limit.texts.push(text => test(text) !== negated);
    return;
  }
  const [operand] = operands;
  if (negated || !operand || (operand.type !== 'number' && operand.type !== 'time')) return;
  const open = operator === '<' || operator === '>';
  if (operator === '>' || operator === '>=') {
    const order = limit.lower ? compare(operand, limit.lower.operand) : 1;
    if (order > 0 || (order === 0 && open)) limit.lower = { operand, open };
  } else if (operator === '<' || operator === '<=') {
    const order = limit.upper ? compare(operand, limit.upper.operand) : -1;
    if (order < 0 || (order === 0 && open)) limit.upper = { operand, open };
  }
}

function isEmpty({ values, lower, upper, texts }: Limits, excluded: ReadonlySet<string>): boolean {
  if (lower && upper) {
    const order = compare(lower.operand, upper.operand);
    if (order > 0 || (order === 0 && (lower.open || upper.open))) return true;
  }
  if (!values) return false;
  return [...values].every(([key, operand]) => {
    if (excluded.has(key)) return true;
    if (operand.type === 'string' && texts.some(test => !test(operand.value))) return true;
    const overLower = lower ? compare(operand, lower.operand) : 1;
    const underUpper = upper ? compare(operand, upper.operand) : -1;
    return overLower < 0 || (overLower === 0 && lower!.open) || underUpper > 0 || (underUpper === 0 && upper!.open);
  });
}

function keyOf(operand: Operand): string {
  switch (operand.type) {
    case 'string':
      return `s${operand.value}`;
    case 'boolean':
      return `b${operand.value}`;
    case 'time':
      return `t${operand.micros}`;
    case 'number': {
      const { integer, isDouble, double } = exactNumber(operand.text);
      return `n${integer ?? (isDouble ? double : operand.text)}`;
    }
    default:
      return 'none';
  }
}

/** Negative, 0 or positive; NaN when the two have no order. */
function compare(a: Operand, b: Operand): number {
  if (a.type === 'time' && b.type === 'time') return a.micros - b.micros;
  if (a.type !== 'number' || b.type !== 'number') return NaN;
  const [x, y] = [exactNumber(a.text), exactNumber(b.text)];
  if (x.integer !== null) return y.compare(x.integer);
  if (y.integer !== null) return -x.compare(y.integer);
  return x.double - y.double;
}
