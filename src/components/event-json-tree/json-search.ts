import { foldCase } from '../../model/fold.js';
import { JsonReader } from './json-rows.js';

/** Where something was found: keys of objects, and indexes of arrays, from the root on. */
export type JsonPlace = readonly (string | number)[];

/** So many are looked for; who needs more has asked too little. */
export const FOUND_MAX = 1_000;
/** UTF-16 units folded at a time: a text of any length is looked through in steps. */
const CHUNK = 100_000;

/**
 * Looks for a text in keys and values, ignoring case, in the order of the tree. Yields places, and `null` after every piece
 * of work, so that whoever asks can let others have a turn.
 */
export function* findInJson(root: unknown, text: string, reader = new JsonReader()): Generator<JsonPlace | null> {
  const wanted = foldCase(text);
  if (wanted === '') return;
  const inside = new Set<unknown>();
  // A stack and not recursion: a value may be nested ten thousand deep.
  const levels: { value: object; size: number; next: number; place: JsonPlace }[] = [];
  const enter = (value: unknown, place: JsonPlace): void => {
    const size = reader.size(value);
    if (size === 0 || inside.has(value)) return;
    inside.add(value);
    levels.push({ value: value as object, size, next: 0, place });
  };
  if (typeof root === 'object') enter(root, []);
  else if (yield* isIn(scalarText(root), wanted)) yield [];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    if (level.next >= level.size) {
      inside.delete(level.value);
      levels.pop();
      continue;
    }
    const [key, value] = reader.entry(level.value, level.next);
    level.next += 1;
    const place = [...level.place, key];
    const inKey = typeof key === 'string' && (yield* isIn(key, wanted));
    if (inKey || (yield* isIn(scalarText(value), wanted))) yield place;
    else yield null;
    if (typeof value === 'object' && value !== null) enter(value, place);
  }
}

function scalarText(value: unknown): string {
  return value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value) ? String(value) : '';
}

function* isIn(text: string, wanted: string): Generator<null, boolean> {
  if (text.length <= CHUNK) return text.length > 0 && foldCase(text).includes(wanted);
  // Pieces overlap, so that nothing is cut in two; folding may change lengths, so by more than the text is long.
  const overlap = wanted.length * 2;
  for (let at = 0; at < text.length; at += CHUNK) {
    if (foldCase(text.slice(at, at + CHUNK + overlap)).includes(wanted)) return true;
    yield null;
  }
  return false;
}
