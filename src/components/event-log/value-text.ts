import { capText, textOf } from '../../internal/text.js';
import { isObject } from '../../model/record.js';

/** Longer values are cut; all of it is in the detail. */
export const VALUE_MAX = 300;

/** A value as one line of text, cut: costs no more for a value of a million lines. `null` and what is missing is empty. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? preview(value) : textOf(value);
  return text.length > VALUE_MAX ? `${capText(text, VALUE_MAX)}…` : text;
}

/** The beginning of a value as JSON. Every level writes at least a bracket, so cycles end with the text as well. */
function preview(value: unknown): string {
  let text = '';
  const full = (): boolean => text.length > VALUE_MAX;
  const write = (item: unknown): void => {
    if (Array.isArray(item)) {
      text += '[';
      for (let i = 0; i < item.length && !full(); i += 1) {
        if (i > 0) text += ', ';
        write(item[i]);
      }
      text += ']';
    } else if (isObject(item)) {
      text += '{';
      let first = true;
      for (const key in item) {
        if (full()) break;
        if (!Object.hasOwn(item, key)) continue;
        text += `${first ? '' : ', '}${JSON.stringify(capText(key, VALUE_MAX))}: `;
        first = false;
        write(item[key]);
      }
      text += '}';
    } else text += typeof item === 'string' ? JSON.stringify(capText(item, VALUE_MAX)) : textOf(item);
  };
  try {
    write(value);
  } catch {
    // A getter or a proxy of the host's own making; what came before it is true.
  }
  return text;
}
