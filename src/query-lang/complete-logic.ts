import { completion, MAX_OPTIONS, type Completion, type CompletionOption, type Place } from './completion.js';
import type { Position } from './context.js';
import { bestOf } from './rank.js';

/** What follows a condition, or an item of a list: `and`, `or`, a comma, the bracket that closes. */
export function completeLogic({ text }: Place, position: Position & { kind: 'logic' }): Completion | null {
  const { to, typed } = position;
  // A comma follows at once.
  const from = position.inList && typed === '' ? text.slice(0, position.from).trimEnd().length : position.from;
  const gap = from > 0 && !/\s/.test(text[from - 1]!) ? ' ' : '';
  const options: CompletionOption[] = [];
  const bracket = (label: string): void => {
    options.push({ label, insert: label, cursor: label.length, kind: 'bracket', detail: 'close' });
  };
  const rest = text.slice(to);
  if (position.inList) {
    if (!/^\s*,/.test(rest)) options.push({ label: ',', insert: ', ', cursor: 2, kind: 'keyword', detail: 'one more' });
    if (!/^\s*[,)\]]/.test(rest)) bracket(position.bracket === '[' ? ']' : ')');
  } else {
    for (const [word, detail] of [
      ['and', 'both have to hold'],
      ['or', 'one has to hold'],
    ] as const) {
      const insert = `${gap}${word}${/^\s/.test(rest) ? '' : ' '}`;
      options.push({ label: word, insert, cursor: insert.length, kind: 'keyword', detail });
    }
    // A word behind the cursor is replaced, which a bracket must not do.
    const replaces = typed === '' && to > position.from;
    if (position.open > closedIn(rest) && !replaces) bracket(')');
  }
  return completion(
    from,
    to,
    bestOf(options, typed, ({ label }) => [label], MAX_OPTIONS),
  );
}

/** How many parentheses that are open before a piece of text it closes. */
function closedIn(rest: string): number {
  let depth = 0;
  let closed = 0;
  for (const [token] of rest.matchAll(/[()]|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/gs)) {
    if (token === '(') depth += 1;
    else if (token === ')' && depth > 0) depth -= 1;
    else if (token === ')') closed += 1;
  }
  return closed;
}
