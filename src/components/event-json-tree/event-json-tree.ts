import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { CopyController } from '../../internal/copy-controller.js';
import { filterValue, type FilterOperator, type FilterValue } from '../../internal/filter-actions.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { VERSION } from '../../internal/version.js';
import { jsonTreeEn } from '../../locales/en/json-tree.js';
import type { MaskedValue } from '../../client/index.js';
import { formatPath } from '../../model/path.js';
import { stringifyJson } from '../../model/json.js';
import {
  EventJsonTreeCopyEvent,
  EventJsonTreeFilterEvent,
  EventJsonTreeRevealEvent,
} from './event-json-tree.events.js';
import { INDENT_MAX, styles } from './event-json-tree.styles.js';
import { renderKey, renderValue, STRING_FIRST, STRING_MAX, STRING_STEP, type ValueContext } from './json-value.js';
import { JsonNode, JsonReader, openPlace, visibleRows, WHOLE, type JsonRow } from './json-rows.js';
import { renderBar } from './bar.js';
import { renderSearch } from './search-view.js';
import { TreeSearch } from './tree-search.js';

/** Objects and arrays below the root with at most so much in them are open at first. */
const OPEN_AT_FIRST = 30;
/** `*` opens siblings until there are so many rows: one press must not freeze the page. */
const OPEN_ALL_MAX = 500;
/** A pointer that moved further between down and up has marked text. */
const DRAG_PX = 4;

/**
 * Any JSON value as a tree that opens where a reader wants it. Only what is open is in the page, and a long array or
 * object opens in stretches, so a value of any size opens at once. Keys and values can be searched, in what is closed too.
 * Integers of any size are shown exactly.
 *
 * It is the tree inside `<event-detail>`, and needs nothing around it.
 *
 * @tagname event-json-tree
 * @status experimental
 * @since 0.1.0
 *
 * @csspart tree - The box with the rows; it scrolls when they are many.
 * @csspart row - One row.
 * @cssprop [--event-json-tree-max-height=36rem] - Height at which the tree begins to scroll.
 * @fires {EventJsonTreeCopyEvent} event-json-tree-copy - A reader copied a value, or the path to it. Does not bubble.
 * @fires {EventJsonTreeFilterEvent} event-json-tree-filter - A reader wants to see only what has a value, or what has not.
 *   Does not bubble.
 * @fires {EventJsonTreeRevealEvent} event-json-tree-reveal - A reader wants to see a masked value. Does not bubble.
 */
export class EventJsonTree extends LitElement {
  /** @internal */ static readonly tag = 'event-json-tree';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, jsonTreeEn);
  readonly #copy = new CopyController(this, this.#localize);
  #reader = new JsonReader();
  #root = new JsonNode();
  #rows: readonly JsonRow[] = [];
  #current: JsonNode = this.#root;
  /** How much is shown of strings that a reader wanted more of. */
  #shown = new WeakMap<JsonNode, number>();
  #touched = false;
  #pressedAt: readonly [x: number, y: number] = [0, 0];
  #moveFocus = false;
  #scrollTo = false;
  /** The row under the pointer: the only one with buttons in it, which cost more than the row. */
  #pointed: JsonNode | undefined;
  readonly #search = new TreeSearch(this, place => this.#show(place));

  @query('.tree') private readonly tree!: HTMLElement | null;

  /** The value to show: what a JSON parser gives, or any object of the page's own. It is never changed. */
  @property({ attribute: false }) value: unknown = null;

  /** Name of the tree for assistive technology. */
  @property() label = '';

  /** Keeps each value on one line, and scrolls sideways. A reader can switch it. */
  @property({ type: Boolean, reflect: true }) nowrap = false;

  /** Shows the rows alone, without the bar that searches, copies and wraps; closed at first when there are many. */
  @property({ type: Boolean, reflect: true }) bare = false;

  /** Offers to filter by the values. What a reader chose comes as `event-json-tree-filter`. */
  @property({ type: Boolean }) filterable = false;

  /** Keys from the event to the value, where the value is part of one: paths that are copied, filtered and unmasked begin there. */
  @property({ attribute: false }) base: readonly string[] = [];

  /** What is masked, by path. See `maskedIn()` of `event-elements/client`. */
  @property({ attribute: false }) masked: ReadonlyMap<string, MaskedValue> | null = null;

  /** Language of the words, as `de-AT`; empty for the `lang` of the element or page. */
  @property() locale = '';

  /** Puts the focus on the current row. */
  override focus(options?: FocusOptions): void {
    this.tree?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(options);
  }

  /** Closes everything, as it was at first. Call it when the value is another thing, and not a newer state of the same. */
  reset(): void {
    this.#root = new JsonNode();
    this.#current = this.#root;
    this.#shown = new WeakMap();
    this.#touched = false;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('value')) {
      this.#reader = new JsonReader();
      this.#search.follow(this.value);
    }
    if (!this.#touched) this.#openAtFirst();
    this.#rows = visibleRows(this.#root, this.value, this.#reader);
    if (!this.#rows.some(row => row.node === this.#current)) this.#current = this.#root;
  }

  protected override updated(): void {
    if (!this.#moveFocus && !this.#scrollTo) return;
    const row = this.tree?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    if (this.#moveFocus) row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
    this.#moveFocus = false;
    this.#scrollTo = false;
  }

  /** Makes a place the current row, wherever it lies; the focus stays where it is. */
  #show(place: readonly (string | number)[]): void {
    const node = openPlace(this.#root, this.value, this.#reader, place);
    if (!node) return;
    this.#touched = true;
    this.#current = node;
    this.#scrollTo = true;
    this.requestUpdate();
  }

  #openAtFirst(): void {
    this.#root.open = !this.bare || this.#reader.size(this.value) <= OPEN_AT_FIRST;
    const rows = visibleRows(this.#root, this.value, this.#reader);
    for (const row of rows) if (row.depth === 1 && row.kind !== 'range') row.node.open = row.size <= OPEN_AT_FIRST;
  }

  #handleClick(event: MouseEvent): void {
    const row = this.#rowAt(event);
    if (!row) return;
    const target = event.target as Element;
    if (target.closest('.copy')) {
      void this.#copyValue(row);
      return;
    }
    const filter = target.closest('.filter-for, .filter-out');
    if (filter) {
      this.#filter(row, filter.matches('.filter-for') ? '=' : '!=');
      return;
    }
    this.#current = row.node;
    this.requestUpdate();
    if (target.closest('.reveal')) this.#reveal(row);
    else if (target.closest('.link')) this.#showMore(row);
    else if (!this.#wasDragged(event)) this.#toggle(row);
  }

  #point(node: JsonNode | undefined): void {
    if (node === this.#pointed) return;
    this.#pointed = node;
    this.requestUpdate();
  }

  /** Where the focus goes by other ways than keys (assistive technology, a script), the current row goes along. */
  #handleFocus(event: FocusEvent): void {
    const row = this.#rowAt(event);
    if (!row || row.node === this.#current) return;
    this.#current = row.node;
    this.requestUpdate();
  }

  #handleKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = this.#rows.findIndex(row => row.node === this.#current);
    const row = this.#rows[index];
    if (!row || !this.#act(event.key, row, index)) return;
    event.preventDefault();
    event.stopPropagation(); // the keys of a tree inside a row of a list are not meant for the list
  }

  /** Does what a key means in a tree. Left and right are closing and opening in every language: JSON runs left to right. */
  #act(key: string, row: JsonRow, index: number): boolean {
    switch (key) {
      case 'ArrowDown':
        this.#go(index + 1);
        return true;
      case 'ArrowUp':
        this.#go(index - 1);
        return true;
      case 'Home':
        this.#go(0);
        return true;
      case 'End':
        this.#go(this.#rows.length - 1);
        return true;
      case 'ArrowRight':
        if (row.open) this.#go(index + 1);
        else this.#toggle(row);
        return true;
      case 'ArrowLeft':
        if (row.open) this.#toggle(row);
        else if (row.parent) this.#goTo(row.parent.node);
        return true;
      case 'Enter':
      case ' ':
        if (row.size > 0) this.#toggle(row);
        else if (!this.#reveal(row)) this.#showMore(row);
        return true;
      case '*':
        this.#openSiblings(row);
        return true;
      default:
        return [...key].length === 1 && this.#goToKey(key, index);
    }
  }

  #handleCopy(event: ClipboardEvent): void {
    const row = this.#currentRow();
    if (!row || this.#hasSelection() || !event.clipboardData) return;
    // Nothing is marked: the current row is meant. The browser's own copying needs no permission.
    event.clipboardData.setData('text/plain', valueText(row));
    event.preventDefault();
    this.#tellCopied('value', row, true);
    this.#copy.announce(this.#localize.text('treeValueCopied'), row.node);
  }

  async #copyValue(row: JsonRow | undefined = this.#currentRow()): Promise<void> {
    if (!row) return;
    const ok = await this.#copy.copy(valueText(row), row.node, this.#localize.text('treeValueCopied'));
    this.#tellCopied('value', row, ok);
  }

  async #copyPath(): Promise<void> {
    const row = this.#currentRow();
    if (!row) return;
    const ok = await this.#copy.copy(formatPath(this.#pathOf(row)), 'path', this.#localize.text('treePathCopied'));
    this.#tellCopied('path', row, ok);
  }

  /** Keys from the event on. */
  #pathOf(row: JsonRow): readonly string[] {
    return [...this.base, ...row.node.path];
  }

  #maskOf(row: JsonRow): MaskedValue | undefined {
    return row.kind === 'range' || !this.masked?.size ? undefined : this.masked.get(formatPath(this.#pathOf(row)));
  }

  /** Asks to see a masked value; false where there is none to be seen. */
  #reveal(row: JsonRow): boolean {
    const mask = this.#maskOf(row);
    if (!mask?.revealable) return false;
    const event = new EventJsonTreeRevealEvent(mask.path);
    this.dispatchEvent(event);
    return true;
  }

  #filterOf(row: JsonRow | undefined): FilterValue | null {
    if (!row || !this.filterable || row.kind === 'range' || this.#maskOf(row)) return null;
    return filterValue(this.#pathOf(row), row.value);
  }

  #filter(row: JsonRow | undefined, operator: FilterOperator): void {
    if (!row) return;
    const event = new EventJsonTreeFilterEvent({ path: this.#pathOf(row), value: row.value, operator });
    this.dispatchEvent(event);
  }

  #tellCopied(what: 'path' | 'value', row: JsonRow, ok: boolean): void {
    const event = new EventJsonTreeCopyEvent({ what, path: row.node.path, ok });
    this.dispatchEvent(event);
  }

  #currentRow(): JsonRow | undefined {
    return this.#rows.find(row => row.node === this.#current);
  }

  #rowAt(event: Event): JsonRow | undefined {
    const element = (event.target as Element).closest<HTMLElement>('[role="treeitem"]');
    return this.#rows[Number(element?.dataset['index'])];
  }

  /** Somebody who marks text with the pointer does not want the row to fold under it. */
  #wasDragged({ clientX, clientY, detail }: MouseEvent): boolean {
    const [x, y] = this.#pressedAt;
    // Assistive technology clicks without a pointer, and without a place.
    return detail > 0 && Math.hypot(clientX - x, clientY - y) > DRAG_PX;
  }

  #hasSelection(): boolean {
    // Chromium's selection of a shadow root is its own; elsewhere the document's reaches into it.
    const root = this.renderRoot as ShadowRoot & { getSelection?: () => Selection | null };
    const selection = root.getSelection ? root.getSelection() : this.ownerDocument.getSelection();
    return selection !== null && selection.toString() !== '';
  }

  #go(index: number): void {
    const row = this.#rows[index];
    if (row) this.#goTo(row.node);
  }

  #goTo(node: JsonNode): void {
    this.#current = node;
    this.#moveFocus = true;
    this.requestUpdate();
  }

  /** To the next row whose key begins with that character. */
  #goToKey(char: string, index: number): boolean {
    const wanted = char.toLowerCase();
    const after = [...this.#rows.slice(index + 1), ...this.#rows.slice(0, index)];
    const found = after.find(row => String(row.node.key).slice(0, 2).toLowerCase().startsWith(wanted));
    if (found) this.#goTo(found.node);
    return found !== undefined;
  }

  #toggle(row: JsonRow): void {
    if (row.size === 0) return;
    this.#touched = true;
    row.node.open = !row.open;
    this.requestUpdate();
  }

  #openSiblings(row: JsonRow): void {
    this.#touched = true;
    let count = this.#rows.length;
    for (const sibling of this.#rows) {
      if (sibling.parent !== row.parent || sibling.size === 0 || sibling.open || sibling.kind === 'range') continue;
      if (count >= OPEN_ALL_MAX && sibling !== row) continue;
      sibling.node.open = true;
      count += Math.min(sibling.size, WHOLE);
    }
    this.requestUpdate();
  }

  #showMore(row: JsonRow): void {
    if (typeof row.value !== 'string' || row.kind === 'range') return;
    const shown = this.#shown.get(row.node) ?? STRING_FIRST;
    if (shown >= Math.min(row.value.length, STRING_MAX)) return;
    this.#shown.set(row.node, Math.min(shown + STRING_STEP, STRING_MAX));
    this.requestUpdate();
  }

  #valueContext(row: JsonRow): ValueContext {
    return {
      localize: this.#localize,
      reader: this.#reader,
      shown: this.#shown.get(row.node) ?? STRING_FIRST,
      masked: this.#maskOf(row),
    };
  }

  #renderRow(row: JsonRow, index: number): TemplateResult {
    const { node } = row;
    const current = node === this.#current;
    // eslint-disable-next-line lit-a11y/accessible-name -- a tree item is named by what is in it
    return html`<div
      part="row"
      class="row"
      role="treeitem"
      data-index=${index}
      tabindex=${current ? 0 : -1}
      aria-level=${row.depth + 1}
      aria-setsize=${row.siblings}
      aria-posinset=${row.position}
      aria-selected=${current}
      aria-expanded=${row.size > 0 ? row.open : nothing}
      data-depth=${Math.min(row.depth, INDENT_MAX)}
    >
      <span class="tw"
        >${row.size > 0 ? icon(row.open ? 'chevron-down' : 'chevron-end', { small: true }) : nothing}</span
      ><span class="tx">${renderKey(row)}${renderValue(row, this.#valueContext(row))}</span
      >${node === this.#pointed || this.#copy.isDone(node) ? this.#renderActs(row) : nothing}
    </div>`;
  }

  /** For a pointer; with keys, the buttons of the bar do the same for the current row. */
  #renderActs(row: JsonRow): TemplateResult {
    const t = this.#localize;
    const done = this.#copy.isDone(row.node);
    const button = (name: string, title: string, image: TemplateResult) =>
      html`<button type="button" class="icon-btn ${name}" tabindex="-1" title=${title}>${image}</button>`;
    return html`<span class=${classMap({ acts: true, done })} aria-hidden="true"
      >${
        this.#filterOf(row)
          ? [
              button('filter-for', t.text('treeFilterFor'), icon('plus', { small: true })),
              button('filter-out', t.text('treeFilterOut'), icon('minus', { small: true })),
            ]
          : nothing
      }${button('copy', t.text('treeCopyValue'), this.#copy.icon(row.node))}</span
    >`;
  }

  #renderBar(): TemplateResult {
    const row = this.#currentRow();
    return renderBar([...this.base, ...this.#current.path], this.#localize, {
      search: renderSearch(this.#search, this.#localize, text => this.#search.look(this.value, text)),
      nowrap: this.nowrap,
      wrap: nowrap => (this.nowrap = nowrap),
      ...(this.filterable && { filter: operator => this.#filter(row, operator) }),
      canFilter: this.#filterOf(row) !== null,
      copyPath: () => void this.#copyPath(),
      copyValue: () => void this.#copyValue(),
      pathIcon: icon(this.#copy.isDone('path') ? 'check' : 'path'),
      valueIcon: this.#copy.icon(this.#current),
    });
  }

  protected override render(): TemplateResult {
    const t = this.#localize;
    return html`${this.bare ? nothing : this.#renderBar()} ${this.#copy.render()}
      <div
        part="tree"
        class="tree"
        role="tree"
        dir="ltr"
        aria-label=${this.label || t.text('treeLabel')}
        @pointerdown=${(event: PointerEvent) => (this.#pressedAt = [event.clientX, event.clientY])}
        @click=${(event: MouseEvent) => this.#handleClick(event)}
        @keydown=${(event: KeyboardEvent) => this.#handleKeydown(event)}
        @pointerover=${(event: PointerEvent) => this.#point(this.#rowAt(event)?.node)}
        @pointerleave=${() => this.#point(undefined)}
        @focusin=${(event: FocusEvent) => this.#handleFocus(event)}
        @copy=${(event: ClipboardEvent) => this.#handleCopy(event)}
      >
        ${repeat(
          this.#rows,
          row => row.node,
          (row, index) => this.#renderRow(row, index),
        )}
      </div>`;
  }
}

/** What a copy of a row is: text itself of a string, JSON of everything else. */
function valueText(row: JsonRow): string {
  return typeof row.value === 'string' ? row.value : stringifyJson(row.value, 2);
}
