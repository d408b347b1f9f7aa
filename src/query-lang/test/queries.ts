import type { Random } from './random.js';

const NAMES = [
  'action',
  'app',
  'user.username',
  'context.geo.country',
  'created',
  'client_ip',
  'a.in',
  'zip',
  '_x',
  'AND',
  'now',
  'notx',
];
const BLANKS = [' ', ' ', ' ', '', '', '\t', '\n', '\r\n', '\u00a0', '\u2028', '\v', '\f'];
const STRINGS = [
  '"login"',
  "'x'",
  '""',
  '"a \\" b"',
  '"\\u00e9\\n"',
  "'it\\'s \"q\"'",
  '"2024-01-30"',
  '"ünï"',
  '"😀"',
  '"a = b"',
];
const NUMBERS = ['0', '-0', '1', '-12', '1.5', '1e5', '1.5E-3', '9007199254740993', '0.0'];
const WORDS = ['True', 'False', 'None', 'now', 'now-7d', 'today', 'today-1w'];
const SYMBOLS = ['=', '!=', '<', '<=', '>', '>=', '~', '!~', '(', ')', '[', ']', ','];
const KEYWORDS = ['and', 'or', 'not', 'in', 'startswith', 'endswith'];
const STRANGE = [
  '01',
  '1.',
  '.5',
  '+5',
  '-',
  '==',
  '&&',
  '.',
  '"',
  "'",
  '\\',
  ';',
  'é',
  '\u2003',
  '\ufeff',
  '“x”',
  '#',
  '$x',
  '"\\q"',
  '!',
  'or.x',
  'TRUE',
  'login',
  '{}',
];

/** Tokens thrown together: nearly never a query. */
export function randomTokens(random: Random): string {
  const kinds = [NAMES, STRINGS, NUMBERS, WORDS, SYMBOLS, SYMBOLS, KEYWORDS, KEYWORDS, STRANGE];
  let text = '';
  for (let left = 1 + random.below(12); left > 0; left -= 1)
    text += random.pick(random.pick(kinds)) + random.pick(BLANKS);
  return text;
}

/** A query by the rules. `gap` separates tokens; only where two would run together it has to be a blank. */
export function randomQuery(random: Random, depth = 3): string {
  const gap = (): string => random.pick([' ', ' ', ' ', '\n', '\t', '\u00a0', '  ']);
  const constant = (kinds: readonly (readonly string[])[]): string => random.pick(random.pick(kinds));
  const comparison = (): string => {
    const name = random.pick(NAMES);
    switch (random.below(4)) {
      case 0:
        return `${name}${gap()}${random.pick(['=', '!='])}${gap()}${constant([STRINGS, NUMBERS, WORDS])}`;
      case 1:
        return `${name}${gap()}${random.pick(['<', '<=', '>', '>='])}${constant([STRINGS, NUMBERS, ['now-24h', 'today']])}`;
      case 2:
        return `${name}${gap()}${random.pick(['~', '!~', 'startswith ', 'not  startswith', 'endswith', 'not endswith'])}${gap()}${random.pick(STRINGS)}`;
      default: {
        const items = Array.from({ length: 1 + random.below(4) }, () => constant([STRINGS, NUMBERS, WORDS])).join(
          random.pick([',', ', ']),
        );
        return `${name}${gap()}${random.pick(['in', 'not in', 'not\tin'])}${gap()}${random.chance(2) ? `(${items})` : `[ ${items} ]`}`;
      }
    }
  };
  const unit = (level: number): string => {
    if (level === 0 || random.chance(2)) return comparison();
    return `${random.chance(3) ? 'not ' : ''}(${gap()}${chain(level - 1)})`;
  };
  const chain = (level: number): string => {
    let text = unit(level);
    for (let left = random.below(3); left > 0; left -= 1)
      text += `${gap()}${random.pick(['and', 'or'])}${gap()}${unit(level)}`;
    return text;
  };
  return chain(depth);
}

/** A text with a few characters taken out, doubled, swapped or put in. */
export function mutate(random: Random, text: string): string {
  let result = text;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const at = random.below(result.length + 1);
    const piece = random.pick([...SYMBOLS, ...STRANGE, ...KEYWORDS, ' ', '']);
    result = result.slice(0, at) + piece + result.slice(at + random.below(4));
  }
  return result;
}
