/*
 * How long ago, in any language: what `Intl` would say is made for the number that was typed, and compared. So whatever an element
 * displays can be typed back, and no list of words has to be kept.
 */

/** What was meant: so many days back as whole days, or an expression that counts back. */
export type Words = { day: number } | { back: string };

/** Units with their letter in an expression, and how many of that one a word means. */
const UNITS = [
  ['second', 's', 1],
  ['minute', 'm', 1],
  ['hour', 'h', 1],
  ['day', 'd', 1],
  ['week', 'w', 1],
  ['month', 'd', 30],
  ['year', 'd', 365],
] as const;

const STYLES = ['long', 'short', 'narrow'] as const;
/** Languages with a dual say two without a number. */
const UNNAMED = [1, 2];
const NUMBER = /\d{1,7}/;

/**
 * Reads `vor 2 Stunden`, `2 Stunden`, `il y a 5 min`, `قبل ساعتين`, `2 時間前`, `gestern`, `diese Woche`; undefined for anything else.
 *
 * @param locale a tag that Intl takes
 * @param last how the kit says that a range counts back that long: `Last 2 hours`
 */
export function readWords(typed: string, locale: string, last: (amount: string) => string): Words | undefined {
  const reader = readerOf(locale);
  const text = reader.plain(typed);
  const number = NUMBER.exec(text)?.[0];
  if (number === undefined) return reader.named(text) ?? backOf(reader, text, UNNAMED, last);
  return backOf(reader, hidden(text, number), [Number(number)], last);
}

function backOf(
  reader: Reader,
  text: string,
  amounts: readonly number[],
  last: (amount: string) => string,
): Words | undefined {
  for (const style of STYLES) {
    for (const [unit, letter, times] of UNITS) {
      const amount = amounts.find(amount => reader.says(amount, unit, style, last).includes(text));
      if (amount !== undefined) return { back: `now-${amount * times}${letter}` };
    }
  }
  return undefined;
}

type Unit = (typeof UNITS)[number][0];
type Style = (typeof STYLES)[number];

/** What a language says. Formatters are costly to make, and a text is read with each key. */
interface Reader {
  /** A text as it is compared: without case, accents, dots and marks of direction, with Western digits. */
  plain(text: string): string;
  /** A day, or this week, that has a name. */
  named(text: string): Words | undefined;
  /** All that it says for so long ago, and so long, with the number hidden. */
  says(amount: number, unit: Unit, style: Style, last: (amount: string) => string): string[];
}

const readers = new Map<string, Reader>();

function readerOf(locale: string): Reader {
  let reader = readers.get(locale);
  if (!reader) readers.set(locale, (reader = makeReader(locale)));
  return reader;
}

function makeReader(locale: string): Reader {
  const digits = [...new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210)].reverse();
  const western = new Map(digits.map((digit, value) => [digit, String(value)]));
  const plain = (text: string): string =>
    [...text.normalize('NFKD').toLocaleLowerCase(locale)]
      .map(letter => western.get(letter) ?? letter)
      .join('')
      .replace(/[\p{M}\p{Cf}.]/gu, '')
      .replace(/\s+/g, ' ')
      .trim();
  const auto = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const relative = new Map(STYLES.map(style => [style, new Intl.RelativeTimeFormat(locale, { style })]));
  const lengths = new Map<string, Intl.NumberFormat>();
  const length = (unit: Unit, style: Style): Intl.NumberFormat => {
    const key = `${unit} ${style}`;
    let format = lengths.get(key);
    if (!format) {
      const options = { style: 'unit', unit, unitDisplay: style, useGrouping: false } as const;
      lengths.set(key, (format = new Intl.NumberFormat(locale, options)));
    }
    return format;
  };
  const names = new Map<string, Words>([
    ...UNITS.map(([unit, letter, times]): [string, Words] => [
      plain(auto.format(-1, unit)),
      { back: `now-${times}${letter}` },
    ]),
    ...[2, 1, 0].map((day): [string, Words] => [plain(auto.format(-day, 'day')), { day }]),
    [plain(auto.format(0, 'week')), { back: 'week' }],
  ]);
  return {
    plain,
    named: text => names.get(text),
    says(amount, unit, style, last) {
      const ago = relative.get(style)!.formatToParts(-amount, unit);
      const long = length(unit, style).format(amount);
      const agoText = ago.map(({ type, value }) => (type === 'group' ? '' : value)).join('');
      return [agoText, long, last(long)].map(text => hidden(plain(text), String(amount)));
    },
  };
}

/** The number as a sign, whatever blanks are round it. Some languages add it in brackets to a word that says it already. */
function hidden(text: string, number: string): string {
  return text.replace(`(${number})`, '').replace(number, '#').replace(/ ?# ?/, '#').trim();
}
