import { hasOperator } from '../../query-lang/has-operator.js';
import type { Diagnostic, Kind, parse } from '../../query-lang/index.js';

/** What is in the box, what it is, and what is said about it. */
export class BoxText {
  value = '';
  kind: Kind = 'empty';
  /** Why the text does not run, by the language; empty until that has read it. */
  errors: readonly Diagnostic[] = [];
  /** The text that `kind` and `errors` are about. */
  #readText: string | undefined;
  /** What the editor found after a pause, and the text that it is about. */
  #found: readonly Diagnostic[] = [];
  #checked = '';
  /** The reader is done typing, or wanted to run it: then what is missing at the end counts, too. */
  #insisted = false;

  /** Takes a new text, from wherever it comes. Until the language reads it, whatever has an operator counts as a query. */
  take(text: string): void {
    const before = this.kind;
    this.value = text;
    this.#insisted = false;
    this.errors = [];
    this.#readText = undefined;
    this.kind = hasOperator(text) ? 'query' : text.trim() === '' ? 'empty' : 'text';
    // What was said stays while the reader types on, until the next look; about another kind of text it would be nonsense.
    if (this.kind === 'empty' || (this.kind === 'text' && before !== 'text')) this.#found = [];
  }

  /** Has the language read the text. */
  read(read: typeof parse): void {
    if (!this.isUnread) return;
    const { kind, errors } = read(this.value);
    this.#readText = this.value;
    this.kind = kind;
    this.errors = errors;
  }

  /** Whether only the language can tell if the text runs, and has not been asked. Plain words always run. */
  get isUnread(): boolean {
    return this.kind === 'query' && this.#readText !== this.value;
  }

  /** The editor has looked at a text; what it found in another one is no news. */
  takeFindings(found: readonly Diagnostic[], text: string): boolean {
    if (text !== this.value) return false;
    this.#found = found;
    this.#checked = text;
    return true;
  }

  /** From now on what is missing at the end is said, too. */
  insist(): void {
    this.#insisted = true;
    if (this.#checked !== this.value) this.#found = [];
  }

  /** The text that the problems were found in. */
  get checked(): string {
    return this.#checked;
  }

  /** What is said about the text. */
  get problems(): readonly Diagnostic[] {
    if (!this.#insisted) return this.#found;
    return [...this.#found, ...this.errors.filter(error => !this.#found.some(found => sameProblem(found, error)))];
  }

  /** Whether something is wrong so that it cannot run, and is said. */
  get hasError(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }
}

function sameProblem(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.from === b.from && a.to === b.to;
}
