import { isObject } from '../../model/record.js';
import { parseJson } from '../../model/parse-json.js';
import { stringifyJson } from '../../model/json.js';
import type { ViewState } from '../event-provider/index.js';
import type { SavedView, ViewStorage } from './event-views.types.js';

/** Longer names are cut: they are shown on a button. */
export const NAME_MAX = 80;
const VIEWS_MAX = 200;

/** What a reader looks at, as a view of that name. */
export function viewOf({ view, range, timeZone, layout }: ViewState, name: string): SavedView {
  return {
    name: name.trim().slice(0, NAME_MAX),
    search: view.search,
    from: range.from,
    to: range.to,
    ordering: view.ordering,
    timeZone,
    layout: { ...layout },
  };
}

/** Whether two views show the same, whatever they are called. */
export function sameView(a: SavedView, b: SavedView): boolean {
  return stringifyJson({ ...a, name: '' }) === stringifyJson({ ...b, name: '' });
}

/** Views as a storage gave them: what is none is left out. */
export function readViews(value: unknown): SavedView[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, VIEWS_MAX).flatMap((entry: unknown): SavedView[] => {
    if (!isObject(entry) || typeof entry['name'] !== 'string' || entry['name'].trim() === '') return [];
    const text = (name: string): string => (typeof entry[name] === 'string' ? entry[name] : '');
    return [
      {
        name: entry['name'].trim().slice(0, NAME_MAX),
        search: text('search'),
        from: text('from') || null,
        to: text('to') || null,
        ordering: text('ordering'),
        timeZone: text('timeZone'),
        layout: isObject(entry['layout']) ? entry['layout'] : {},
      },
    ];
  });
}

/** Keeps views in this browser, under a key of the page's choice. */
export function browserStorage(key: string): ViewStorage {
  return {
    read: () => parseJson(localStorage.getItem(key) ?? '[]'),
    write: views => localStorage.setItem(key, stringifyJson(views)),
  };
}
