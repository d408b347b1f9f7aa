import { foldCase } from '../model/fold.js';
import { compareText } from '../model/order.js';
import { isoMicros } from '../model/time.js';
import { jsonText } from './json-text.js';
import { exactNumber } from './numbers.js';
import type { Test } from './path-tests.js';
import type { BaseOperator, Operand } from './resolve.js';
import { secondsText, timeText } from './times.js';

interface Place {
  /** The field holds instants. */
  readonly time: boolean;
  /** A column, in which missing is null. */
  readonly column: boolean;
}

/** The test of one comparison, without its negation. A missing value passes none but `= None` on a column. */
export function valueTest(operator: BaseOperator, operands: readonly Operand[], place: Place): Test {
  const [operand] = operands;
  switch (operator) {
    case 'in':
      return oneOf(operands, place);
    case '=':
      return equal(operand!, place);
    case '~':
    case 'startswith':
    case 'endswith':
      return textTest(operator, operand!, place);
    default:
      return ordered(operator, operand!);
  }
}

function oneOf(operands: readonly Operand[], place: Place): Test {
  const texts = new Set<unknown>();
  const others: Test[] = [];
  for (const operand of operands) {
    if (operand.type === 'string') texts.add(operand.value);
    // As in SQL, `in (None)` finds no null.
    else if (operand.type !== 'none') others.push(equal(operand, place));
  }
  if (others.length === 0) return value => texts.has(value);
  return value => texts.has(value) || others.some(test => test(value));
}

function equal(operand: Operand, { column }: Place): Test {
  switch (operand.type) {
    case 'string': {
      const text = operand.value;
      return value => value === text;
    }
    case 'boolean': {
      const truth = operand.value;
      return value => value === truth;
    }
    case 'none':
      return column ? value => value === null || value === undefined : value => value === null;
    case 'time': {
      const compare = timeComparison(operand.micros);
      return value => compare(value) === 0;
    }
    case 'number': {
      const { double, isDouble, integer } = exactNumber(operand.text);
      if (isDouble) return value => value === double || (typeof value === 'bigint' && value === integer);
      return value => typeof value === 'bigint' && value === integer;
    }
  }
}

function ordered(operator: '<' | '<=' | '>' | '>=', operand: Operand): Test {
  if (operand.type === 'time') return timeOrder(operator, operand.micros);
  if (operand.type === 'string') return textOrder(operator, operand.value);
  if (operand.type === 'number') {
    const number = exactNumber(operand.text);
    return value => (typeof value === 'number' || typeof value === 'bigint') && holds(operator, number.compare(value));
  }
  return () => false;
}

/** NaN holds for nothing. */
function holds(operator: '<' | '<=' | '>' | '>=', comparison: number): boolean {
  switch (operator) {
    case '<':
      return comparison < 0;
    case '<=':
      return comparison <= 0;
    case '>':
      return comparison > 0;
    default:
      return comparison >= 0;
  }
}

/** Texts in the order of their code points. */
function textOrder(operator: '<' | '<=' | '>' | '>=', text: string): Test {
  // JavaScript compares UTF-16 units, which is the same order unless both differ in units from U+D800 on.
  if (/[\ud800-\uffff]/.test(text))
    return value => typeof value === 'string' && holds(operator, compareText(value, text));
  switch (operator) {
    case '<':
      return value => typeof value === 'string' && value < text;
    case '<=':
      return value => typeof value === 'string' && value <= text;
    case '>':
      return value => typeof value === 'string' && value > text;
    default:
      return value => typeof value === 'string' && value >= text;
  }
}

const T = 0x54;
const Z = 0x5a;
const COLON = 0x3a;
/** `2024-01-30T09:00:00Z` and with six digits of fraction. */
const SHORTEST = 20;
const LONGEST = 27;

/** Whether a value has the form in which the events API gives times; texts of that form sort by time, up to the second. */
function isCanonicalTime(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const { length } = value;
  return (
    length >= SHORTEST &&
    length <= LONGEST &&
    value.charCodeAt(10) === T &&
    value.charCodeAt(16) === COLON &&
    value.charCodeAt(length - 1) === Z
  );
}

function timeOrder(operator: '<' | '<=' | '>' | '>=', micros: number): Test {
  const compare = timeComparison(micros);
  if (micros % 1e6 !== 0) return value => holds(operator, compare(value));
  // Against a whole second `<` and `>=` need no reading of the time: comparing the texts says it.
  const prefix = secondsText(micros / 1e6).replace(' ', 'T');
  if (operator === '<') return value => (isCanonicalTime(value) ? value < prefix : compare(value) < 0);
  if (operator === '>=') return value => (isCanonicalTime(value) ? value >= prefix : compare(value) >= 0);
  return value => holds(operator, compare(value));
}

/** The test for a time that is at or after one instant and before another. */
export function timeRangeTest(lower: number, upper: number): Test {
  const after = timeOrder('>=', lower);
  const before = timeOrder('<', upper);
  if (lower % 1e6 !== 0 || upper % 1e6 !== 0) return value => after(value) && before(value);
  const from = secondsText(lower / 1e6).replace(' ', 'T');
  const to = secondsText(upper / 1e6).replace(' ', 'T');
  return value => (isCanonicalTime(value) ? value >= from && value < to : after(value) && before(value));
}

/** How a time compares with an instant: negative, 0, positive, or NaN for what is no time. */
function timeComparison(micros: number): (value: unknown) => number {
  if (Number.isNaN(micros)) return () => NaN;
  const prefix = secondsText(Math.floor(micros / 1e6)).replace(' ', 'T');
  return value => {
    if (isCanonicalTime(value) && !value.startsWith(prefix)) return value < prefix ? -1 : 1;
    return isoMicros(value) - micros;
  };
}

function textTest(operator: '~' | 'startswith' | 'endswith', operand: Operand, { time }: Place): Test {
  if (operand.type !== 'string') return () => false;
  const needle = foldCase(operand.value);
  const find = finder(operator, needle);
  if (time) {
    return value => {
      const micros = isoMicros(value);
      return find(Number.isNaN(micros) ? textOf(value) : timeText(micros));
    };
  }
  return value => (typeof value === 'string' ? find(value) : find(textOf(value)));
}

/** Looks for a folded text; null is nothing to look in. */
function finder(operator: '~' | 'startswith' | 'endswith', needle: string): (text: string | null) => boolean {
  const { length } = needle;
  switch (operator) {
    case '~': {
      if (!ASCII.test(needle)) return text => text !== null && foldCase(text).includes(needle);
      // The engine's own folding is the same for these letters, and it need not copy the text.
      const pattern = new RegExp(needle.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu');
      return text => text !== null && pattern.test(text);
    }
    case 'startswith':
      // Folding keeps lengths, so only the piece that can match needs it.
      return text => text !== null && text.length >= length && foldCase(text.slice(0, length)) === needle;
    default:
      return text => text !== null && text.length >= length && foldCase(text.slice(text.length - length)) === needle;
  }
}

const ASCII = /^[\u0000-\u007f]*$/;

/** A value as text operators see it: scalars as they are written, objects and arrays as JSON. Null for null and missing. */
function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : jsonText(value);
}
