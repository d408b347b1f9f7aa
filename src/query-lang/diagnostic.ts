import type { Range } from './query.js';

export interface Change extends Range {
  /** What to put in the place of the range. */
  readonly insert: string;
}

export interface Fix {
  /** What choosing it does, such as `Write "="`. */
  readonly label: string;
  /** Made together; in the order of the text, and not overlapping. */
  readonly changes: readonly Change[];
}

/** Something to say about a part of a query. */
export interface Diagnostic extends Range {
  /** `error`: cannot run. `warning`: runs, but hardly as meant. `info`: runs, worth knowing. */
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable name of the finding, listed in docs/query-language.md. */
  readonly code: string;
  /** One sentence that says what to do. */
  readonly message: string;
  readonly fixes: readonly Fix[];
}

export function replaceFix(label: string, { from, to }: Range, insert: string): Fix {
  return { label, changes: [{ from, to, insert }] };
}

/** The text after these changes. */
export function applyFix(text: string, fix: Fix): string {
  let result = '';
  let at = 0;
  for (const { from, to, insert } of fix.changes) {
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}
