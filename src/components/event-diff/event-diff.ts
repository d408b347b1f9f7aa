import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { CopyController } from '../../internal/copy-controller.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { safeText } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { warnOnce } from '../../internal/warn-once.js';
import { diffEn } from '../../locales/en/diff.js';
import { stringifyJson } from '../../model/json.js';
import { toJsonPatch } from '../../model/diff/json-patch.js';
import type { Edit, EventRecord, TextRun } from '../../model/index.js';
import { renderBar } from './bar.js';
import { BLOCK, Blocks, ROW_PX } from './blocks.js';
import { renderCells } from './cells.js';
import { RowMaker } from './diff-rows.js';
import { EventDiffCopyEvent, type DiffCopyDetail } from './event-diff.events.js';
import { INDENT_MAX, styles } from './event-diff.styles.js';
import type { DiffResolver, DiffView } from './event-diff.types.js';
import { Names } from './names.js';
import { rowId, type Row } from './row.js';
import { Secrets, SECRET_KEYS } from './secrets.js';
import { shownOf, type Shown } from './source.js';
import { tallyOf, type Tally } from './tally.js';

/** Rows are made for so long, and then the page has its turn. */
const SLICE_MS = 12;
/** Rows behind the current one that are made before the others. */
const ROWS_BEYOND = 400;
/** A pointer that moved further between down and up has marked text. */
const DRAG_PX = 4;

/** Properties that decide what is compared. */
const SOURCES = ['before', 'after', 'edit', 'event', 'key'] as const;

/**
 * What changed between two values: fields, elements of lists, words inside texts; what moved as moved, secrets as changed
 * and never as text. Beside each other or under each other, with what did not change folded away and counted.
 *
 * It takes two values, an edit of the model, or an event, in which it finds the difference itself and else says why there
 * is none.
 *
 * @tagname event-diff
 * @status experimental
 * @since 0.2.0
 *
 * @csspart bar - The line with the count of changes and the buttons.
 * @csspart box - The box with the rows; it scrolls when they are many.
 * @csspart row - One row.
 * @csspart cell - One side of a row.
 * @cssprop [--event-diff-max-height=36rem] - Height at which the rows begin to scroll, when they are few enough to be drawn all.
 * @fires {EventDiffCopyEvent} event-diff-copy - A reader copied the difference or one side of it. Does not bubble.
 */
export class EventDiff extends LitElement {
  /** @internal */ static readonly tag = 'event-diff';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, diffEn);
  readonly #copy = new CopyController(this, this.#localize);
  readonly #names = new Names(this);
  readonly #blocks = new Blocks(this);
  #secrets = new Secrets([], SECRET_KEYS);
  #shown: Shown = { kind: 'nothing' };
  #tally: Tally | null = null;
  #maker: RowMaker | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #texts = new WeakMap<Row, readonly TextRun[]>();
  #open = new Map<string, boolean>();
  #current = 0;
  #patient = false;
  #moveFocus = false;
  #pressedAt: readonly [x: number, y: number] = [0, 0];

  @query('.box') private readonly box!: HTMLElement | null;

  // Both stand in the place of methods of the DOM (`before()`, `after()`), which "unknown" would not fit.
  /* eslint-disable @typescript-eslint/no-explicit-any */

  /** The value before; `null` or nothing for something that was not there. Never changed. */
  @property({ attribute: false }) override before: any = undefined;

  /** The value after; `null` or nothing for something that is gone. Never changed. */
  @property({ attribute: false }) override after: any = undefined;

  /* eslint-enable @typescript-eslint/no-explicit-any */

  /** A difference that is known already, from `diff` or `editFrom`. Stronger than `before` and `after`. */
  @property({ attribute: false }) edit: Edit | null = null;

  /** An event whose difference to show. Stronger than `before` and `after`. */
  @property({ attribute: false }) event: EventRecord | null = null;

  /** Before and after beside each other, or under each other. A reader can switch it; in narrow places it is `inline`. */
  @property({ reflect: true }) view: DiffView = 'side-by-side';

  /** Shows what did not change too. A reader can switch it. */
  @property({ type: Boolean, attribute: 'show-unchanged' }) showUnchanged = false;

  /** Name of the field that tells elements of lists apart, tried before `pk`, `id`, `uuid` and `name`. */
  @property() key = '';

  /** Dotted paths of values whose text is never shown or copied. `*` is any one key, `**` any number of them. */
  @property({ attribute: false }) secretPaths: readonly string[] = [];

  /** Keys whose values are secrets, as a pattern; `null` for none. By default passwords, tokens, secrets, keys and the like. */
  @property({ attribute: false }) secretKeys: RegExp | null = SECRET_KEYS;

  /** Gives ids a name. Asked for values in sight, once for each; may answer later. */
  @property({ attribute: false }) resolver: DiffResolver | null = null;

  /** Name of the table for assistive technology. */
  @property() label = '';

  /** Language of the words, as `de-AT`; empty for the `lang` of the element or page. */
  @property() locale = '';

  /** Puts the focus on the current row. */
  override focus(options?: FocusOptions): void {
    this.box?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#maker && !this.#maker.isDone) this.#makeRows();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#names.use(this.resolver);
    if (SOURCES.some(name => changed.has(name))) {
      this.#patient = false;
      this.#current = 0;
      this.#maker = null;
      this.#blocks.reset();
      this.#compare();
    } else if (changed.has('secretPaths') || changed.has('secretKeys') || changed.has('showUnchanged')) this.#layOut();
  }

  protected override updated(): void {
    const box = this.box;
    if (!box) return;
    this.#blocks.update(box, box.querySelectorAll<HTMLElement>('.block'));
    if (!this.#moveFocus) return;
    this.#moveFocus = false;
    const row = box.querySelector<HTMLElement>('[tabindex="0"]');
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }

  #compare(): void {
    const { edit, event, key } = this;
    const before: unknown = this.before;
    const after: unknown = this.after;
    this.#shown = shownOf({ before, after, edit, event, key, patient: this.#patient });
    this.#tally = null;
    try {
      if (this.#shown.kind === 'edit') this.#tally = tallyOf(this.#shown.edit);
    } catch {
      this.#shown = { kind: 'nothing' };
      warnOnce('diff-edit', '"edit" is none that diff() or editFrom made, and is ignored.');
    }
    this.#layOut();
  }

  #layOut(): void {
    const shown = this.#shown;
    const own = shown.kind === 'edit' ? (shown.edit.secretPaths ?? []) : [];
    this.#secrets = new Secrets([...listOf(this.secretPaths), ...own], this.secretKeys);
    const old = this.#rows[this.#current];
    this.#maker =
      shown.kind === 'edit' ? new RowMaker(shown.edit, this.#open, this.#secrets, this.showUnchanged) : null;
    this.#texts = new WeakMap();
    // As far as a reader has come there are rows at once, or the box would scroll back.
    while (this.#maker && !this.#maker.isDone && this.#rows.length < this.#current + ROWS_BEYOND) this.#maker.run(0);
    this.#makeRows();
    if (!old) return;
    // The row that was opened or closed stands where it stood; else it is looked for.
    const id = rowId(old);
    const here = this.#rows[this.#current];
    if (!here || rowId(here) !== id)
      this.#current = Math.max(
        0,
        this.#rows.findIndex(row => rowId(row) === id),
      );
  }

  /** Makes rows for as long as it is not felt, and the rest in further turns. */
  #makeRows(): void {
    clearTimeout(this.#timer);
    this.#maker?.run(SLICE_MS);
    this.#blocks.resize(this.#rows.length);
    if (!this.#maker || this.#maker.isDone) return;
    this.#timer = setTimeout(() => {
      this.#makeRows();
      this.requestUpdate();
    });
  }

  get #rows(): readonly Row[] {
    return this.#maker?.rows ?? [];
  }

  #compareAll(): void {
    this.#patient = true;
    this.#compare();
    this.requestUpdate();
  }

  #handleClick(event: MouseEvent): void {
    const index = this.#indexAt(event);
    const row = this.#rows[index];
    if (!row) return;
    this.#current = index;
    const [x, y] = this.#pressedAt;
    // Somebody who marks text with the pointer does not want the row to fold under it.
    const dragged = event.detail > 0 && Math.hypot(event.clientX - x, event.clientY - y) > DRAG_PX;
    if (!dragged) this.#toggle(row);
    this.requestUpdate();
  }

  /** Where the focus goes by other ways than keys, the current row goes along. */
  #handleFocus(event: FocusEvent): void {
    const index = this.#indexAt(event);
    if (index < 0 || index === this.#current) return;
    this.#current = index;
    this.requestUpdate();
  }

  #indexAt(event: Event): number {
    const element = (event.target as Element).closest<HTMLElement>('[data-index]');
    return element ? Number(element.dataset['index']) : -1;
  }

  #handleKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = this.#rows[this.#current];
    if (!row || !this.#act(event.key, row)) return;
    event.preventDefault();
    event.stopPropagation(); // keys of a table inside a row of a list are not meant for the list
  }

  /** Left and right close and open in every language: JSON runs left to right. */
  #act(key: string, row: Row): boolean {
    switch (key) {
      case 'ArrowDown':
        return this.#go(this.#current + 1);
      case 'ArrowUp':
        return this.#go(this.#current - 1);
      case 'PageDown':
        return this.#go(this.#current + this.#page());
      case 'PageUp':
        return this.#go(this.#current - this.#page());
      case 'Home':
        return this.#go(0);
      case 'End':
        return this.#go(this.#rows.length - 1);
      case 'ArrowRight':
        if (row.isOpen === false) this.#toggle(row);
        else if (row.isOpen) this.#go(this.#current + 1);
        return true;
      case 'ArrowLeft':
        if (row.isOpen) this.#toggle(row);
        else if (row.parent >= 0) this.#go(row.parent);
        return true;
      case 'Enter':
      case ' ':
        this.#toggle(row);
        return true;
      default:
        return false;
    }
  }

  #page(): number {
    return Math.max(1, Math.floor((this.box?.clientHeight ?? 0) / ROW_PX) - 2);
  }

  #go(index: number): true {
    this.#current = Math.min(Math.max(index, 0), this.#rows.length - 1);
    this.#moveFocus = true;
    this.requestUpdate();
    return true;
  }

  #toggle(row: Row): void {
    if (row.isOpen === undefined) return;
    this.#open.set(rowId(row), !row.isOpen);
    const { activeElement } = this.renderRoot as ShadowRoot;
    this.#moveFocus = activeElement?.hasAttribute('data-index') ?? false;
    this.#layOut();
    this.requestUpdate();
  }

  async #copyAs(what: DiffCopyDetail['what'], edit: Edit): Promise<void> {
    const value =
      what === 'patch' ? this.#secrets.redactedPatch(toJsonPatch(edit)) : this.#secrets.redacted(edit[what] ?? null);
    const message = { patch: 'diffPatchCopied', before: 'diffBeforeCopied', after: 'diffAfterCopied' } as const;
    const ok = await this.#copy.copy(stringifyJson(value, 2), what, this.#localize.text(message[what]));
    const event = new EventDiffCopyEvent({ what, ok });
    this.dispatchEvent(event);
  }

  #renderRow(row: Row, index: number): TemplateResult {
    const current = index === this.#current;
    const fold = row.kind === 'fold';
    return html`<div
      part="row"
      class=${fold ? 'row fold' : 'row'}
      role="row"
      tabindex=${current ? 0 : -1}
      data-index=${index}
      data-depth=${Math.min(row.depth, INDENT_MAX)}
      aria-level=${row.depth + 1}
      aria-rowindex=${index + 2}
      aria-expanded=${row.isOpen ?? nothing}
    >
      ${fold ? this.#renderFold(row) : renderCells(row, { localize: this.#localize, names: this.#names, texts: this.#texts })}
    </div>`;
  }

  #renderFold({ size = 0, names = [], isOpen }: Row): TemplateResult {
    const t = this.#localize;
    const more = size - names.length;
    return html`<div role="gridcell" aria-colspan="2">
      ${icon(isOpen ? 'chevron-down' : 'sort', { small: true })}
      <span
        >${t.text(names.length > 0 ? 'diffUnchanged' : 'diffUnchangedItems', size)}${names.map(
          (name, i) => html`${i === 0 ? ': ' : ', '}${safeText(name, { max: 40 })}`,
        )}${names.length > 0 && more > 0 ? ` ${t.text('diffAndMore', more)}` : nothing}</span
      >
    </div>`;
  }

  #renderTable(): TemplateResult {
    const t = this.#localize;
    const rows = this.#rows;
    this.#blocks.pin(Math.floor(this.#current / BLOCK));
    const blocks = Array.from({ length: this.#blocks.count }, (_, block) => {
      const start = block * BLOCK;
      return html`<div class="block" data-block=${block}>
        ${
          this.#blocks.isDrawn(block)
            ? rows.slice(start, start + BLOCK).map((row, i) => this.#renderRow(row, start + i))
            : nothing
        }
      </div>`;
    });
    return html`<div
      part="box"
      class=${this.#blocks.many ? 'box many' : 'box'}
      role="treegrid"
      dir="ltr"
      aria-label=${this.label || t.text('diffLabel')}
      aria-rowcount=${this.#maker?.isDone ? rows.length + 1 : -1}
      aria-colcount="2"
      @pointerdown=${(event: PointerEvent) => (this.#pressedAt = [event.clientX, event.clientY])}
      @click=${(event: MouseEvent) => this.#handleClick(event)}
      @keydown=${(event: KeyboardEvent) => this.#handleKeydown(event)}
      @focusin=${(event: FocusEvent) => this.#handleFocus(event)}
    >
      <div class="head" role="row" aria-rowindex="1">
        <span role="columnheader">${t.text('diffBefore')}</span><span role="columnheader">${t.text('diffAfter')}</span>
      </div>
      ${blocks}
    </div>`;
  }

  #renderBar(edit: Edit): TemplateResult {
    return renderBar(edit, this.#tally, this.#localize, {
      view: this.view,
      showUnchanged: this.showUnchanged,
      icon: what => this.#copy.icon(what),
      choose: view => (this.view = view),
      unfold: show => (this.showUnchanged = show),
      copy: what => void this.#copyAs(what, edit),
    });
  }

  #renderBlank(title: string, text: string, action: unknown = nothing): TemplateResult {
    return html`<div class="blank">
      <h3>${title}</h3>
      ${text === '' ? nothing : html`<p class="muted">${text}</p>`}${action}
    </div>`;
  }

  #renderShown(shown: Shown): unknown {
    const t = this.#localize;
    const all = html`<button type="button" class="btn small" @click=${() => this.#compareAll()}>
      ${t.text('diffCompareAll')}
    </button>`;
    switch (shown.kind) {
      case 'nothing':
        return this.#renderBlank(t.text('diffNothing'), '');
      case 'none':
        return this.#renderBlank(t.text('diffNone'), t.text('diffReason', shown.reason));
      case 'large':
        return this.#renderBlank(t.text('diffLarge'), t.text('diffLargeText'), all);
      case 'edit': {
        const { edit, event } = shown;
        if (event === 'same' && !this.showUnchanged) {
          return html`${edit.before === undefined ? nothing : this.#renderBar(edit)}
          ${this.#renderBlank(t.text('diffSame'), edit.partial ? '' : t.text('diffSameText'))}`;
        }
        const said = { created: 'diffCreated', deleted: 'diffDeleted', changed: null, same: 'diffSame' } as const;
        const words = said[event];
        return html`${this.#renderBar(edit)} ${words === null ? nothing : html`<p class="said">${t.text(words)}</p>`}
        ${
          edit.exact
            ? nothing
            : html`<p class="said">
                ${icon('notice')} ${t.text('diffCoarse')} ${this.#patient || this.edit ? nothing : all}
              </p>`
        }
        ${this.#renderTable()}`;
      }
    }
  }

  protected override render(): TemplateResult {
    return html`${this.#copy.render()}${this.#renderShown(this.#shown)}`;
  }
}

/** A property of the page's own may be anything. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
