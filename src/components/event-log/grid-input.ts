import type { FilterValue } from '../../internal/filter-actions.js';
import type { EventRecord } from '../../model/index.js';
import { cellValues } from './cell-values.js';
import type { Column } from './columns.js';
import type { GridFocus } from './grid-focus.js';
import { commandOf } from './keyboard.js';
import type { GridHost } from './list-grid.js';
import type { OpenRows } from './open-rows.js';
import type { RowBody } from './row-body.js';
import { RowMore } from './row-more.js';
import type { RowView } from './row-view.js';
import { keyOf } from './snapshot.js';
import type { TimeTip } from './time-tip.js';

/** A press that moved further than this marked text, and opens nothing. */
const CLICK_SLOP = 4;

/** The parts of a grid that a reader's doings reach. */
interface InputTargets {
  host: GridHost;
  body: RowBody;
  open: OpenRows;
  focus: GridFocus;
  tip: TimeTip;
  columns: () => readonly Column[];
  head: () => HTMLElement | undefined;
  toggle: (record: EventRecord, index: number) => void;
  close: (record: EventRecord, index: number) => void;
}

/** Whether a reader has marked text around here, which the browser's own menu copies. */
function hasMarkedText(target: HTMLElement): boolean {
  const selection = target.ownerDocument.getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(target, true);
}

/** What a reader does in the rows by pointer and keys: listeners for the box that scrolls. */
export class GridInput {
  readonly #grid: InputTargets;
  readonly #more = new RowMore();
  #pressedAt: { x: number; y: number } | undefined;

  constructor(grid: InputTargets) {
    this.#grid = grid;
  }

  readonly onPointerDown = (event: PointerEvent): void => {
    this.#pressedAt = { x: event.clientX, y: event.clientY };
  };

  readonly onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const view = this.#grid.body.viewOf(target);
    if (!view?.record || view.below?.contains(target)) return;
    if (this.#more.element.contains(target)) {
      const { left, bottom } = this.#more.element.getBoundingClientRect();
      this.#grid.host.filter(cellValues(this.#grid.columns(), view.record), { x: left, y: bottom }, view.record);
      return;
    }
    const from = this.#pressedAt;
    this.#pressedAt = undefined;
    const isDrag = from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > CLICK_SLOP && event.detail > 0;
    if (!isDrag) this.#grid.toggle(view.record, view.index);
  };

  readonly onPointerOver = (event: PointerEvent): void => {
    const target = event.target as Element;
    this.#grid.tip.hover(target);
    const view = this.#grid.body.viewOf(target);
    if (!view?.record) return;
    this.#more.show(view.line);
    this.#grid.open.prepare();
  };

  /** The menu of a cell: by the second button, a long press, the menu key. Where text is marked, it is the browser's. */
  readonly onContextMenu = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const view = this.#grid.body.viewOf(target);
    if (!view?.record || view.below?.contains(target) || event.shiftKey || hasMarkedText(target)) return;
    const values = this.#valuesAt(view, target);
    if (values.length === 0) return;
    event.preventDefault();
    // The menu key has no place, or the corner of the window.
    const { left, bottom } = target.getBoundingClientRect();
    const byPointer = event.clientX > 0 || event.clientY > 0;
    const place = byPointer ? { x: event.clientX, y: event.clientY } : { x: left, y: bottom };
    this.#grid.host.filter(values, place, view.record);
  };

  /** What can be filtered by at some place in a row: of its cell, or of the whole event. */
  #valuesAt({ record }: RowView, target: HTMLElement): FilterValue[] {
    const column = this.#grid.columns()[this.#grid.body.viewOf(target)!.columnOf(target)];
    return cellValues(column ? [column] : this.#grid.columns(), record!);
  }

  readonly onPointerLeave = (): void => this.#grid.tip.leave();

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    const view = this.#grid.body.viewOf(target);
    const command = commandOf(event, this.#grid.host.rtl());
    // A detail has keys of its own, and only Escape leads out of it.
    if (!command || (view?.below?.contains(target) && command.type !== 'close')) return;
    switch (command.type) {
      case 'toggle':
        // Buttons press themselves.
        if (target instanceof HTMLButtonElement || !view) return;
        if (view.record) this.#grid.toggle(view.record, view.index);
        break;
      case 'close':
        if (this.#grid.tip.open) this.#grid.tip.hide();
        else if (view?.record && this.#grid.open.has(keyOf(view.record))) {
          const { record, index } = view;
          this.#grid.focus.to(index);
          this.#grid.close(record, index);
        } else return;
        event.stopPropagation(); // a dialog around the list stays open
        break;
      case 'filter': {
        if (!view?.record) return;
        const { left, bottom } = target.getBoundingClientRect();
        this.#grid.host.filter(this.#valuesAt(view, target), { x: left, y: bottom }, view.record, command.operator);
        break;
      }
      case 'compare':
        if (!view?.record) return;
        this.#grid.host.compare(view.record);
        break;
      case 'search':
        this.#grid.host.search();
        break;
      case 'keys':
        this.#grid.host.help();
        break;
      default:
        this.#grid.focus.move(command);
    }
    event.preventDefault();
  };

  readonly onFocusIn = (event: FocusEvent): void => {
    const target = event.target as HTMLElement;
    if (!this.#grid.body.viewOf(target) && !this.#grid.head()?.contains(target)) return;
    this.#grid.focus.entered(target);
    if (target.matches('.c-created:focus-visible')) this.#grid.tip.show(target);
    else this.#grid.tip.hide();
  };

  readonly onFocusOut = (event: FocusEvent): void => {
    const box = event.currentTarget as HTMLElement;
    if (event.relatedTarget instanceof Node && box.contains(event.relatedTarget)) return;
    this.#grid.focus.left();
    this.#grid.tip.hide();
  };
}
