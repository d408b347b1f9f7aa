import { jsonPieces } from '../../model/json.js';

/** UTF-16 units drawn in one box. Layout takes time by the box, and boxes out of sight are not laid out. */
const BOX = 16_000;
/** Boxes added at a time: some screens full, in a few milliseconds. */
const STEP = 4;

/**
 * The JSON text of a value in boxes, written as far as a reader has scrolled: the first screen of a record of any size is
 * there at once, and the rest costs nothing until somebody looks at it.
 */
export class RawText {
  readonly boxes: string[] = [];
  readonly #pieces: Iterator<string>;
  #waiting = '';
  #ended = false;

  constructor(value: unknown) {
    this.#pieces = jsonPieces(value, 2, BOX);
    this.more();
  }

  /** Whether all of the text is in the boxes. */
  get complete(): boolean {
    return this.#ended && this.#waiting === '';
  }

  /** Writes the next boxes. */
  more(): void {
    for (let added = 0; added < STEP && !this.complete; added += 1) {
      while (!this.#ended && this.#waiting.length < BOX) {
        const next = this.#pieces.next();
        if (next.done) this.#ended = true;
        else this.#waiting += next.value;
      }
      const end = boxEnd(this.#waiting, this.#ended);
      this.boxes.push(this.#waiting.slice(0, end));
      this.#waiting = this.#waiting.slice(end);
    }
  }
}

/** Where to cut: after a line where there is one, else anywhere but inside a character. */
function boxEnd(text: string, last: boolean): number {
  if (text.length <= BOX && last) return text.length;
  const line = text.lastIndexOf('\n', BOX - 1);
  if (line > BOX / 2) return line + 1;
  const code = text.charCodeAt(BOX - 1);
  return code >= 0xd800 && code <= 0xdbff ? BOX - 1 : BOX;
}
