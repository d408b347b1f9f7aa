/** A number of a query as an exact decimal: `digits * 10 ** exponent`. */
interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end; empty for 0. */
  readonly digits: string;
  readonly exponent: number;
}

const FORM = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Beyond any number of real data; keeps `1e999999999` from becoming a gigabyte of zeros. */
const HUGE_EXPONENT = 100_000;

function decimal(text: string): Decimal {
  const [, sign, whole = '0', fraction = '', exponent = '0'] = FORM.exec(text) ?? [];
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = all.replace(/0+$/, '');
  return {
    negative: sign === '-' && digits !== '',
    digits,
    exponent: digits === '' ? 0 : Number(exponent) - fraction.length + (all.length - digits.length),
  };
}

/**
 * A number of a query, ready to be compared with the numbers of events: doubles and bigints, never by way of rounding.
 * A double counts as the shortest decimal that names it, which is what its JSON text said: `0.1` is 0.1.
 */
export interface ExactNumber {
  /** The nearest double. */
  readonly double: number;
  /** Whether that double, as its shortest decimal, is this number. */
  readonly isDouble: boolean;
  /** The number itself when it is whole and not absurdly large. */
  readonly integer: bigint | null;
  /** Negative, 0 or positive as a number of an event is less than, equal to or greater than this one; NaN for NaN. */
  compare(value: number | bigint): number;
}

export function exactNumber(text: string): ExactNumber {
  const exact = decimal(text);
  const double = Number(text) + 0; // not -0
  const nearest = Number.isFinite(double) ? compareDecimals(decimal(String(double)), exact) : double > 0 ? 1 : -1;
  let integer: bigint | null = null;
  if (exact.exponent >= 0 && exact.exponent <= HUGE_EXPONENT) {
    integer = BigInt((exact.negative ? '-' : '') + (exact.digits || '0') + '0'.repeat(exact.exponent));
  }
  return {
    double,
    isDouble: nearest === 0,
    integer,
    compare(value) {
      if (typeof value === 'bigint') {
        if (integer !== null) return value < integer ? -1 : value > integer ? 1 : 0;
        return compareDecimals(decimal(String(value)), exact);
      }
      if (value !== double) return value < double ? -1 : value > double ? 1 : NaN;
      return nearest;
    },
  };
}

/** The number in plain digits when it is whole, for those that would read `1e3` or `5.0` as inexact; else as it is. */
export function plainNumber(text: string): string {
  const { integer } = exactNumber(text);
  return integer === null ? text : String(integer);
}

function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.digits === '' || b.digits === '' || a.negative !== b.negative) return signOf(a) - signOf(b);
  const sign = a.negative ? -1 : 1;
  // Where the first digit stands decides, then the digits themselves.
  const magnitude = a.digits.length + a.exponent - (b.digits.length + b.exponent);
  if (magnitude !== 0) return Math.sign(magnitude) * sign;
  return a.digits === b.digits ? 0 : a.digits < b.digits ? -sign : sign;
}

function signOf({ negative, digits }: Decimal): number {
  return digits === '' ? 0 : negative ? -1 : 1;
}

/** A double in plain decimal digits, as PostgreSQL writes a number of JSON: never with an exponent. */
export function numberText(value: number | bigint): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const { negative, digits, exponent } = decimal(text);
  const sign = negative ? '-' : '';
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const point = digits.length + exponent;
  return sign + (point > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : `0.${'0'.repeat(-point)}${digits}`);
}
