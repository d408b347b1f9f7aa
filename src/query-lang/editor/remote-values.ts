import type { Option } from '../schema.js';

/** Asks somebody, such as a server, for values of a field that contain a text. An aborted question needs no answer. */
export type SuggestValues = (
  field: string,
  typed: string,
  options: { signal: AbortSignal },
) => Promise<readonly (string | Option)[]>;

type Values = readonly (string | Option)[];

/** A pause in typing: nobody reads answers to half a word. */
const PAUSE_MS = 150;
const MAX_KEPT = 100;

/** Asks for values after a pause, one question at a time, keeps the answers, and takes a failure for no answer. */
export class RemoteValues {
  readonly #suggest: SuggestValues;
  readonly #answers = new Map<string, Values>();
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(suggest: SuggestValues) {
    this.#suggest = suggest;
  }

  /**
   * What is known at once: the answer to this question, else to one with fewer letters. In the latter case the question is
   * asked, and `arrived` called when there is an answer.
   */
  ask(field: string, typed: string, arrived: () => void): Values {
    const key = keyOf(field, typed);
    const known = this.#answers.get(key);
    if (known) {
      this.cancel();
      return known;
    }
    // A question that failed is asked again only after another one.
    if (key !== this.#asked) {
      this.cancel();
      this.#asked = key;
      this.#timer = setTimeout(() => void this.#fetch(key, field, typed, arrived), PAUSE_MS);
    }
    for (let length = typed.length - 1; length >= 0; length -= 1) {
      const answer = this.#answers.get(keyOf(field, typed.slice(0, length)));
      if (answer) return answer;
    }
    return [];
  }

  /** Nobody waits for the answer any more. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = undefined;
    this.#asked = '';
  }

  async #fetch(key: string, field: string, typed: string, arrived: () => void): Promise<void> {
    const abort = (this.#abort = new AbortController());
    try {
      const values: unknown = await this.#suggest(field, typed, { signal: abort.signal });
      if (abort.signal.aborted || !Array.isArray(values)) return;
      if (this.#answers.size >= MAX_KEPT) this.#answers.delete(this.#answers.keys().next().value!);
      this.#answers.set(key, values.filter(isValue));
      arrived();
    } catch {
      // No answer: what is known already stays in the list.
    }
  }
}

function keyOf(field: string, typed: string): string {
  return `${field}\n${typed.toLowerCase()}`;
}

function isValue(value: unknown): value is string | Option {
  return (
    typeof value === 'string' ||
    (typeof value === 'object' && value !== null && typeof (value as Partial<Option>).value === 'string')
  );
}
