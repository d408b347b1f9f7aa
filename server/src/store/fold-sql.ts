import { foldCase } from 'event-elements/model';
import type { Params } from './sql.js';

/**
 * SQL for a text with its case folded as far as a folded needle can tell: the letters that fold onto one of the needle's are
 * replaced by it, all others stay. PostgreSQL's own `lower` follows a locale, and `casefold` came with version 18.
 */
export function foldingOnto(needle: string, text: string, params: Params): string {
  let from = '';
  let to = '';
  for (const letter of new Set(needle)) {
    for (const other of lettersFoldingOnto().get(letter) ?? []) {
      from += other;
      to += letter;
    }
  }
  if (from === '') return `${text} collate "C"`;
  return `translate(${text}, ${params.add(from)}::text, ${params.add(to)}::text) collate "C"`;
}

let letters: ReadonlyMap<string, readonly string[]> | undefined;

/** For each folded letter the others that fold onto it. About 1,500 in all, collected once. */
function lettersFoldingOnto(): ReadonlyMap<string, readonly string[]> {
  if (letters) return letters;
  const found = new Map<string, string[]>();
  for (let code = 0; code <= LAST_LETTER; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    const folded = foldCase(letter);
    if (folded === letter) continue;
    const others = found.get(folded);
    if (others) others.push(letter);
    else found.set(folded, [letter]);
  }
  return (letters = found);
}

/** No script with letter case lies beyond the Supplementary Multilingual Plane. */
const LAST_LETTER = 0x1ffff;
