/**
 * Where rows lie in a list whose rows are all of one height, but for a few that have something below them.
 *
 * Offsets are in CSS pixels from the top of the first row. Looking up a row costs the logarithm of the number of
 * opened rows, whatever the length of the list.
 */
export class RowGeometry {
  #rowHeight = 0;
  #count = 0;
  /** Rows with something below them, by index: sorted, with the heights and their running sums beside them. */
  #indexes: number[] = [];
  #extras: number[] = [];
  #sums: number[] = [];

  get rowHeight(): number {
    return this.#rowHeight;
  }
  set rowHeight(height: number) {
    this.#rowHeight = Math.max(0, height);
  }

  get count(): number {
    return this.#count;
  }
  set count(count: number) {
    this.#count = Math.max(0, Math.floor(count));
  }

  /** Height of the whole list. */
  get total(): number {
    return this.#count * this.#rowHeight + this.#sumBelow(this.#count);
  }

  /** Height of what lies below a row, 0 when it is closed. */
  extra(index: number): number {
    const at = this.#find(index);
    return this.#indexes[at] === index ? this.#extras[at]! : 0;
  }

  /** Gives a row something below it of that height; 0 closes it. */
  setExtra(index: number, height: number): void {
    const at = this.#find(index);
    const present = this.#indexes[at] === index;
    if (height > 0 && present) this.#extras[at] = height;
    else if (height > 0) {
      this.#indexes.splice(at, 0, index);
      this.#extras.splice(at, 0, height);
    } else if (present) {
      this.#indexes.splice(at, 1);
      this.#extras.splice(at, 1);
    } else return;
    this.#sum();
  }

  /** Closes every row. */
  clearExtras(): void {
    this.#indexes = [];
    this.#extras = [];
    this.#sums = [];
  }

  /** Offset of the top of a row. */
  top(index: number): number {
    return index * this.#rowHeight + this.#sumBelow(index);
  }

  /** Height of a row with what lies below it. */
  height(index: number): number {
    return this.#rowHeight + this.extra(index);
  }

  /** The row at an offset, the nearest one for an offset outside the list; -1 when there are no rows. */
  rowAt(offset: number): number {
    if (this.#count === 0 || this.#rowHeight === 0) return -1;
    // The opened rows that end at or above the offset: their extras shift the rest of the list down.
    let low = 0;
    let high = this.#indexes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = (this.#indexes[middle]! + 1) * this.#rowHeight + this.#sums[middle]!;
      if (end <= offset) low = middle + 1;
      else high = middle;
    }
    const shift = low === 0 ? 0 : this.#sums[low - 1]!;
    const index = Math.floor((offset - shift) / this.#rowHeight);
    // Inside what an opened row has below it, plain division would already count further rows.
    const opened = this.#indexes[low];
    const bounded = opened === undefined ? index : Math.min(index, opened);
    return Math.min(this.#count - 1, Math.max(0, bounded));
  }

  #sumBelow(index: number): number {
    const at = this.#find(index);
    return at === 0 ? 0 : this.#sums[at - 1]!;
  }

  /** Place of the first opened row at or after an index. */
  #find(index: number): number {
    let low = 0;
    let high = this.#indexes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#indexes[middle]! < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sum(): void {
    let sum = 0;
    this.#sums = this.#extras.map(extra => (sum += extra));
  }
}
