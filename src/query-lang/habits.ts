import { replaceFix, type Diagnostic } from './diagnostic.js';
import { isFieldName } from './field-name.js';
import type { Range } from './query.js';

/*
 * What people write who know another language: SQL, Lucene, KQL, Splunk's, jq, JavaScript. Each habit is a piece of text with a
 * clear meaning here. The errors that such a piece makes tell of its parts; one about the whole takes their place.
 */

/** What to write in the place of a piece; null where there is nothing to write. */
interface Meant {
  readonly insert: string | null;
  readonly message: string;
}

interface Habit {
  readonly pattern: RegExp;
  /** What was meant by a match, whose groups are pieces of the text itself. Undefined when it is no such habit after all. */
  readonly meant: (groups: Readonly<Record<string, string | undefined>>) => Meant | undefined;
}

/** Longer texts are made by programs. */
const LONGEST = 1_000;

const NAME = '[a-z_]\\w*(?:\\.[a-z_]\\w*)*';
const STRING = `"[^"]*"|'[^']*'`;
const VALUE = `${STRING}|[^\\s()\\[\\]{},;"'=<>!~|&]+`;

/** `pattern` knows `NAME`, `STRING` and `VALUE`. */
function habit(pattern: string, meant: Habit['meant']): Habit {
  const source = pattern.replaceAll('NAME', NAME).replaceAll('STRING', STRING).replaceAll('VALUE', VALUE);
  return { pattern: new RegExp(source, 'dgi'), meant };
}

function leaveOut(message: string): Meant {
  return { insert: '', message };
}

function write(insert: string, message = 'Write this as queries have it here.'): Meant {
  return { insert, message };
}

const OPERATOR_OF: Readonly<Record<string, string>> = {
  contain: '~',
  includ: '~',
  match: '~',
  start: 'startswith',
  end: 'endswith',
};

/** `contains(app, "x")` and `app.contains("x")`. */
function called({ fn, name, value }: Readonly<Record<string, string | undefined>>): Meant {
  const operator = OPERATOR_OF[/^(?:contain|includ|match|start|end)/i.exec(fn!)![0].toLowerCase()]!;
  return write(`${name} ${operator} ${value}`);
}
const FUNCTION = '(?<fn>contains|includes?|matche?s?|starts_?with|ends_?with)';

const FULL_WIDTH: Readonly<Record<string, string>> = { '≠': '!=', '≤': '<=', '≥': '>=', '、': ',', '。': '.' };

const HABITS: readonly Habit[] = [
  // select * from events where …; search …; events | where …
  habit(
    '^\\s*(?:select\\b[^;]*?\\bfrom\\s+[\\w."`]+(?:\\s+where\\b|\\s*(?=;|$))|\\w+\\s*\\|\\s*where\\b|(?:where|search|filter)(?=\\s+(?:not\\s+)?[(]*NAME\\s*(?:[=<>!~:]|\\s\\w)))',
    () => leaveOut('Write the conditions alone: what stands before them is left out.'),
  ),
  // …; and … | stats count and … order by created
  habit(
    '\\s*(?:;[;\\s]*|\\|\\s*(?:stats|head|tail|table|sort|top|rare|count|timechart|fields|dedup|eval|limit|take|project|summarize|order)\\b.*|\\b(?:order|group)\\s+by\\s+NAME.*|\\blimit\\s+\\d+\\s*)$',
    () => leaveOut('Leave this out: a query ends with its last condition.'),
  ),
  habit('(?<name>NAME)\\s+(?<not>not\\s+)?between\\s+(?<a>VALUE)\\s+and\\s+(?<b>VALUE)', ({ name, not, a, b }) =>
    write(not ? `(${name} < ${a} or ${name} > ${b})` : `${name} >= ${a} and ${name} <= ${b}`),
  ),
  habit('(?<name>NAME)\\s*:\\s*[\\[{]\\s*(?<a>VALUE)\\s+to\\s+(?<b>VALUE)\\s*[\\]}]', ({ name, a, b }) =>
    write(
      [a === '*' ? '' : `${name} >= ${a}`, b === '*' ? '' : `${name} <= ${b}`].filter(Boolean).join(' and ') ||
        `missing != "${name}"`,
    ),
  ),
  // exists(geo), not exists geo, _exists_:geo, geo:*
  habit(
    '(?<not>\\bnot\\s+|[-!]\\s*)?\\b(?:(?:exists|has|isset|defined)\\s*[(]\\s*(?<a>NAME)\\s*[)]|_exists_\\s*:\\s*(?<b>NAME)|exists\\s+(?<c>NAME))',
    ({ not, a, b, c }) => write(`missing ${not ? '' : '!'}= "${a ?? b ?? c}"`),
  ),
  habit('(?<not>\\bnot\\s+|[-!]\\s*)?(?<name>NAME)\\s*(?<sign>:|!?=|<>)\\s*[*](?=[\\s)]|$)', ({ not, name, sign }) =>
    write(`missing ${Boolean(not) !== /^[!<]/.test(sign!) ? '' : '!'}= "${name}"`),
  ),
  // context["geo"]["city"], context->'geo'->>'city'
  habit(`(?<path>NAME(?:\\[(?:STRING)\\])+|NAME(?:->>?(?:STRING|\\w+))+)`, ({ path }) => {
    const name = path!.replace(/\[["']|->>?["']?/g, '.').replace(/["']\]|["']/g, '');
    return isFieldName(name) ? write(name) : undefined;
  }),
  habit(`\\b${FUNCTION}\\s*[(]\\s*(?<name>NAME)\\s*,\\s*(?<value>STRING)\\s*[)]`, called),
  habit(`(?<name>NAME)\\.${FUNCTION}\\s*[(]\\s*(?<value>STRING)\\s*[)]`, called),
  habit('\\b(?:lower|upper|lcase|ucase|tolower|toupper|trim)\\s*[(]\\s*(?<name>NAME)\\s*[)]', ({ name }) =>
    write(name!),
  ),
  // -action:login, +action:login
  habit('(?<=^|[\\s(])[-](?<name>NAME)\\s*[:=](?=\\s*[^\\s=])', ({ name }) => write(`${name} != `)),
  habit('(?<=^|[\\s(])[+](?<name>NAME)(?=\\s*[:=])', ({ name }) => write(name!)),
  // action:(login or logout), action:>5
  habit('(?<name>NAME)\\s*:\\s*[(](?<items>\\s*(?:VALUE)(?:(?:\\s*,\\s*|\\s+)(?:VALUE))*\\s*)[)]', ({ name, items }) =>
    /\b(?:and|not)\b/i.test(items!.replace(new RegExp(STRING, 'g'), ''))
      ? undefined
      : write(`${name} in (${commas(items!)})`),
  ),
  // a but not b
  habit('\\bbut(?=\\s+not\\b)', () => write('and')),
  habit('(?<name>NAME)\\s*:\\s*(?=[<>])', ({ name }) => write(`${name} `)),
  // app = core*, app like %core%
  habit('(?<=[=:~]\\s*|\\bi?like\\s+)(?<value>[*%]?[\\w.@-]+[*%]|[*%][\\w.@-]+)(?=[\\s),;]|$)', ({ value }) =>
    write(`"${value}"`, 'Put text in quotes.'),
  ),
  // app =~ /core.*/
  habit(
    '(?<=~\\s*|\\b(?:match|matches|regexp?|rlike)\\s+)\\/(?<body>(?:[^/\\\\\\s]|\\\\.)+)\\/[a-z]*(?=[\\s),;]|$)',
    ({ body }) => {
      const text = /^(?:\.\*)?([\w@ -]+)(?:\.\*)?$/.exec(body!)?.[1];
      return {
        insert: text === undefined ? null : `"${text}"`,
        message: 'There are no regular expressions: use ~, startswith or endswith with a text in quotes.',
      };
    },
  ),
  // ＝ and its like, from keyboards that write Chinese or Japanese, and from formatted documents
  habit('[！＂＇（），：；＜＝＞［］｜＆～≠≤≥、]+', ({ whole }) =>
    write(
      whole!.replace(/[^]/gu, sign => FULL_WIDTH[sign] ?? sign.normalize('NFKC')),
      'Write this sign without full width.',
    ),
  ),
];

/** `a or b`, `a b` and `a, b` as the items of a list. */
function commas(items: string): string {
  const found = items.match(new RegExp(`${STRING}|[^\\s,]+`, 'g')) ?? [];
  return found.filter(item => !/^or$/i.test(item)).join(', ');
}

/** The text with what stands in quotes made unreadable, at the same places, so that no habit is seen in it. */
function masked(text: string): string {
  return text.replace(
    /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g,
    string => string[0]! + '\u00b7'.repeat(string.length - 2) + string[0]!,
  );
}

/** Every habit in a text, in the order of the text; none overlaps another. */
export function findHabits(text: string): (Range & Meant)[] {
  if (text.length > LONGEST) return [];
  const bare = masked(text);
  const found: (Range & Meant)[] = [];
  for (const { pattern, meant } of HABITS) {
    for (const match of bare.matchAll(pattern)) {
      const places = Object.entries(match.indices!.groups ?? {});
      const groups: Record<string, string | undefined> = {};
      for (const [name, place] of places) groups[name] = place && text.slice(...place);
      const [from, to] = match.indices![0]!;
      groups.whole = text.slice(from, to);
      if (found.some(other => other.from < to && from < other.to)) continue;
      const what = meant(groups);
      if (what) found.push({ from, to, ...what });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Errors about one word or sign; others, about what stands beside what, a habit makes around it. */
const IN_ITSELF = new Set(
  'wrong-operator wrong-constant missing-quote missing-quotes smart-quotes bad-escape bad-number bad-time'.split(' '),
);

/** The errors of a text, with one for each habit in the place of those about its pieces. */
export function withHabits(text: string, errors: readonly Diagnostic[]): readonly Diagnostic[] {
  const habits = findHabits(text);
  if (habits.length === 0) return errors;
  const others = errors.filter(
    error => IN_ITSELF.has(error.code) && !habits.some(({ from, to }) => error.from < to && from < error.to),
  );
  const told = habits.map(({ from, to, insert, message }): Diagnostic => ({
    from,
    to,
    severity: 'error',
    code: 'other-language',
    message,
    fixes:
      insert === null
        ? []
        : [replaceFix(insert === '' ? 'Leave it out' : `Write ${insert.trim()}`, { from, to }, insert)],
  }));
  return [...others, ...told].sort((a, b) => a.from - b.from || a.to - b.to);
}
