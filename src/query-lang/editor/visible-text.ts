import { quote } from '../strings.js';

/** More is never read in a list. */
const MAX_LENGTH = 200;

/** A value from an event as text for a list: of bounded length, and with its hidden characters as escapes. */
export function visibleText(text: string): string {
  const cut = text.length > MAX_LENGTH;
  return quote(cut ? text.slice(0, MAX_LENGTH) : text).slice(1, -1) + (cut ? '…' : '');
}
