/** What a key asks of the list. `rows` and `pages` move from where the reader is; `to` goes to a row from the start or the end. */
export type Command =
  | { type: 'rows'; by: number }
  | { type: 'pages'; by: number }
  | { type: 'to'; row: 'first' | 'last' }
  | { type: 'cells'; by: number }
  | { type: 'cell'; at: 'first' | 'last' }
  | { type: 'toggle' }
  | { type: 'close' }
  | { type: 'filter'; operator: '=' | '!=' }
  | { type: 'compare' }
  | { type: 'search' }
  | { type: 'keys' };

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const PLAIN: Readonly<Record<string, Command>> = {
  ArrowDown: { type: 'rows', by: 1 },
  ArrowUp: { type: 'rows', by: -1 },
  j: { type: 'rows', by: 1 },
  k: { type: 'rows', by: -1 },
  PageDown: { type: 'pages', by: 1 },
  PageUp: { type: 'pages', by: -1 },
  Home: { type: 'cell', at: 'first' },
  End: { type: 'cell', at: 'last' },
  Enter: { type: 'toggle' },
  ' ': { type: 'toggle' },
  Escape: { type: 'close' },
  c: { type: 'compare' },
  '/': { type: 'search' },
  '?': { type: 'keys' },
};

/**
 * The command of a key pressed in the grid, `undefined` for keys it has no use for.
 *
 * @param rtl - whether the line of reading runs from right to left, which turns the arrows round
 */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Key, rtl: boolean): Command | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) {
    if (key === 'Home') return { type: 'to', row: 'first' };
    if (key === 'End') return { type: 'to', row: 'last' };
    return undefined;
  }
  if (key === 'f' || key === 'F') return { type: 'filter', operator: shiftKey ? '!=' : '=' };
  // "?" and "/" need Shift on some keyboards.
  if (shiftKey && key !== '?' && key !== '/') return undefined;
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    return { type: 'cells', by: (key === 'ArrowRight') !== rtl ? 1 : -1 };
  }
  return Object.hasOwn(PLAIN, key) ? PLAIN[key] : undefined;
}
