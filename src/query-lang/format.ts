import { parse } from './parser.js';
import { print } from './print.js';

/**
 * A text in its tidy form: one blank between words, double quotes, lists in `(...)`, parentheses only where they are needed or
 * where `and` meets `or`. Same meaning; formatting twice changes nothing more. A text with errors is left as it is.
 */
export function format(text: string): string {
  const { query, kind } = parse(text);
  if (!query) return kind === 'empty' ? '' : text;
  return print(query);
}
