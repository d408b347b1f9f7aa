import { matchRanges } from './matches.js';
import type { QueryOption } from './completion.js';
import type { FieldType } from '../schema.js';
import { visibleText } from './visible-text.js';

const TYPE_MARKS: Readonly<Record<FieldType, string>> = {
  str: 'T',
  int: '#',
  float: '#',
  bool: '±',
  date: 'D',
  datetime: 'D',
  relation: '{}',
  unknown: '·',
};

const KIND_MARKS = { operator: '=', value: '“', keyword: '&', bracket: '()', snippet: '…', field: '·' } as const;

/** A small letter for the type of a field, or for what else an option is. */
export function kindMark({ option, field }: QueryOption): Node {
  const mark = element('span', 'cm-query-kind', field ? TYPE_MARKS[field.type] : KIND_MARKS[option.kind]);
  // The words beside it say the same.
  mark.setAttribute('aria-hidden', 'true');
  return mark;
}

/** What stands behind the name: its type, or what people call a value, with the letters marked that it was found by. */
export function detailOf({ option, typed, displayLabel }: QueryOption): Node | null {
  if (!option.detail) return null;
  const isLabel = option.kind === 'value';
  const text = visibleText(option.detail);
  const detail = element('span', isLabel ? 'cm-query-label' : 'cm-query-detail');
  const ranges = isLabel && matchRanges(displayLabel!, typed).length === 0 ? matchRanges(text, typed) : [];
  let at = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    detail.append(
      text.slice(at, ranges[i]),
      element('span', 'cm-completionMatchedText', text.slice(ranges[i], ranges[i + 1])),
    );
    at = ranges[i + 1]!;
  }
  detail.append(text.slice(at));
  return detail;
}

/** The foot of the list: what the chosen option means, and how to take it. */
export function footOf({ option, field }: QueryOption): Node {
  const foot = element('div', 'cm-query-about');
  const words = element('span', 'cm-query-words');
  const name = element('b', '', visibleText(option.label));
  const meaning = option.description ?? (option.kind === 'operator' || option.kind === 'value' ? option.detail : '');
  words.append(name, meaning ? ` ${visibleText(meaning)}` : '');
  const examples = field?.examples?.slice(0, 3).map(visibleText) ?? [];
  if (examples.length > 0) words.append(' ', element('span', 'cm-query-examples', examples.join(', ')));
  const key = element('kbd', '', 'Tab');
  key.setAttribute('aria-hidden', 'true');
  foot.append(words, key);
  return foot;
}

export function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
