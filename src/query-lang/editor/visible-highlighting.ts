import { syntaxTree } from '@codemirror/language';
import { RangeSetBuilder, StateEffect, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { highlightTree } from '@lezer/highlight';
import { queryHighlightStyle } from './language.js';

/** Up to here everything is coloured. */
const WHOLE = 4_000;
/** Of a longer query: what is coloured before and behind what can be seen, and round the cursor. */
const MARGIN = 1_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The colours of a query in one line. CodeMirror colours whole lines, which is right for lines of code; of a query of many
 * thousand characters, which is one line, every key would lay out all of it in a thousand pieces. Here it is only the part
 * in sight.
 */
class VisibleHighlighting {
  decorations: DecorationSet;
  #span: Span;
  readonly #view: EditorView;
  #destroyed = false;

  constructor(view: EditorView) {
    this.#view = view;
    this.#span = around(view.state.selection.main.head, view);
    this.decorations = this.#build();
    this.look();
  }

  update(update: ViewUpdate): void {
    const { state, startState, changes } = update;
    const moved = update.transactions.flatMap(({ effects }) => effects).find(effect => effect.is(spanMoved));
    if (moved?.is(spanMoved)) this.#span = moved.value;
    else if (update.docChanged) {
      this.#span = { from: changes.mapPos(this.#span.from, -1), to: changes.mapPos(this.#span.to, 1) };
      // What has grown by typing is cut again when the next look is taken.
      const { head } = state.selection.main;
      if (head < this.#span.from || head > this.#span.to) this.#span = around(head, this.#view);
    }
    if (update.docChanged || moved || syntaxTree(state) !== syntaxTree(startState)) this.decorations = this.#build();
    if (update.geometryChanged && state.doc.length > WHOLE) this.look();
  }

  destroy(): void {
    this.#destroyed = true;
  }

  /** Finds out what can be seen. */
  look(): void {
    if (this.#view.state.doc.length <= WHOLE) return;
    this.#view.requestMeasure({ key: this, read: view => visibleSpan(view), write: seen => this.#see(seen) });
  }

  #see(seen: Span): void {
    if (seen.from >= this.#span.from && seen.to <= this.#span.to && this.#span.to - this.#span.from < WHOLE) return;
    const { length } = this.#view.state.doc;
    const span = { from: Math.max(0, seen.from - MARGIN), to: Math.min(length, seen.to + MARGIN) };
    // No view may be changed while it measures.
    queueMicrotask(() => {
      if (!this.#destroyed && this.#view.state.doc.length === length)
        this.#view.dispatch({ effects: spanMoved.of(span) });
    });
  }

  #build(): DecorationSet {
    const { state } = this.#view;
    const { from, to } = state.doc.length <= WHOLE ? { from: 0, to: state.doc.length } : this.#span;
    const builder = new RangeSetBuilder<Decoration>();
    const put = (start: number, end: number, classes: string): void => {
      builder.add(start, end, markOf(classes));
    };
    highlightTree(syntaxTree(state), queryHighlightStyle, put, from, to);
    return builder.finish();
  }
}

const spanMoved = StateEffect.define<Span>();

const marks = new Map<string, Decoration>();

function markOf(classes: string): Decoration {
  let mark = marks.get(classes);
  if (!mark) marks.set(classes, (mark = Decoration.mark({ class: classes })));
  return mark;
}

function around(pos: number, { state }: EditorView): Span {
  return { from: Math.max(0, pos - MARGIN), to: Math.min(state.doc.length, pos + MARGIN) };
}

function visibleSpan(view: EditorView): Span {
  const { left, right, top, bottom } = view.scrollDOM.getBoundingClientRect();
  const height = view.dom.ownerDocument.documentElement.clientHeight;
  const at = (x: number, y: number): number => view.posAtCoords({ x, y }, false);
  return { from: at(left + 1, Math.max(0, top) + 1), to: at(right - 1, Math.min(height, bottom) - 1) };
}

const plugin = ViewPlugin.fromClass(VisibleHighlighting, {
  decorations: ({ decorations }) => decorations,
  eventObservers: {
    scroll() {
      this.look();
    },
  },
});

/** Colours a query of any length that stands in one line. */
export const visibleHighlighting: Extension = [EditorView.styleModule.of(queryHighlightStyle.module!), plugin];
