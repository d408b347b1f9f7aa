import { parse as parseExactly } from 'lossless-json';
import type { JsonValue } from './record.js';

/** Where a number could stand that a double may not hold: not right after a quote, and 9·10^15 or more. */
const MAYBE_BIG = /(?:^|[\s:,[])-?(?:9\d{15}|[1-9]\d{16})/;
const INTEGER = /^-?\d+$/;

/**
 * Reads JSON text as `JSON.parse` does, but keeps integers exact: one outside ±(2^53 − 1) becomes a `bigint`.
 *
 * - Numbers with a fraction or an exponent are doubles, as in JavaScript: `0.1` is the double nearest to it, `1e400` is
 *   `Infinity` (which `stringifyJson` writes as `1e999`, never as `null`), `-0` stays `-0`.
 * - Of a key that occurs twice the last value counts. `__proto__` is an ordinary own key.
 * - Depth is limited by the engine only. Text without big integers goes through `JSON.parse`, which takes any depth in
 *   current engines; with them some thousands of levels can be read.
 *
 * @throws SyntaxError on anything that is not JSON, or is nested deeper than the engine can follow. Never anything else.
 */
export function parseJson(text: string): JsonValue {
  try {
    if (!MAYBE_BIG.test(text)) return JSON.parse(text) as JsonValue;
    return parseExactly(text, null, {
      parseNumber: exactNumber,
      onDuplicateKey: ({ newValue }) => newValue,
    }) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    throw new SyntaxError('This JSON is nested too deeply to be read.', { cause: error });
  }
}

function exactNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) || !INTEGER.test(text) ? number : BigInt(text);
}
