import {
  acceptCompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { LanguageSupport } from '@codemirror/language';
import { forceLinting } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, Prec, StateField, Transaction, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, tooltips } from '@codemirror/view';
import { positionAt } from '../context.js';
import type { Diagnostic, Fix } from '../diagnostic.js';
import { learnFromEvents } from '../learn.js';
import type { Schema } from '../schema.js';
import { queryCompletion, type QueryOption } from './completion.js';
import { queryHover } from './hover.js';
import { queryLanguage } from './language.js';
import { applyFix, givenProblems, queryLint, type GivenProblems } from './lint.js';
import type { SuggestValues } from './remote-values.js';
import { learntSchema, querySchema } from './schema.js';
import { singleLine } from './single-line.js';
import { queryTheme } from './theme.js';
import { visibleHighlighting } from './visible-highlighting.js';

/** What may change while an editor stands. */
export interface QueryEditorSettings {
  schema: Schema;
  /** Events whose keys and values completion and hover know. */
  events: readonly unknown[] | null;
  suggest: SuggestValues | null;
  /** Problems that somebody else found, marked as long as the text is the one they are about. */
  problems: GivenProblems | null;
  /** No key changes anything; the text can be read and copied. */
  readOnly: boolean;
  /** No focus at all. */
  disabled: boolean;
  /** Attributes of the editable element, such as `aria-label`; null leaves one out. */
  attributes: Readonly<Record<string, string | null>>;
  /** Words of CodeMirror and of the list, in the reader's language. */
  phrases: Readonly<Record<string, string>>;
}

export interface QueryEditorOptions {
  parent: HTMLElement;
  root: Document | ShadowRoot;
  /** Where the list and the hover stand: something that nothing clips. */
  tooltipParent: HTMLElement;
  text: string;
  selection: { anchor: number; head: number };
  settings: QueryEditorSettings;
  /** A reader changed the text. */
  onInput: (text: string) => void;
  onProblems: (problems: readonly Diagnostic[], text: string) => void;
  /** Enter. True when it was of use: else an open list takes the chosen option. */
  onEnter: (listIsOpen: boolean) => boolean;
  /** The key for fixes. */
  onFixKey: () => boolean;
  /** Escape, with nothing open. */
  onLeave: () => void;
}

/** Marks changes that no reader made. */
const fromOutside = Annotation.define<boolean>();

/** Whether a reader went to an option by hand: then Enter takes it. */
const wentToOption = StateField.define<boolean>({
  create: () => false,
  update(went, transaction) {
    if (transaction.annotation(byArrow)) return true;
    const stays = !transaction.docChanged && !transaction.selection;
    return went && stays && completionStatus(transaction.startState) === 'active';
  },
});
const byArrow = Annotation.define<boolean>();

/** The editor of one query box: a line that grows, with everything the language offers. */
export class QueryEditor {
  readonly #view: EditorView;
  readonly #options: QueryEditorOptions;
  #settings: QueryEditorSettings;
  readonly #parts = {
    schema: new Compartment(),
    events: new Compartment(),
    suggest: new Compartment(),
    problems: new Compartment(),
    readOnly: new Compartment(),
    disabled: new Compartment(),
    attributes: new Compartment(),
    phrases: new Compartment(),
  };

  constructor(options: QueryEditorOptions) {
    this.#options = options;
    this.#settings = options.settings;
    this.#view = new EditorView({
      parent: options.parent,
      root: options.root,
      state: EditorState.create({
        doc: options.text,
        selection: clamp(options.selection, options.text.length),
        extensions: this.#extensions(),
      }),
    });
    // A combobox has no such thing, and CodeMirror only ever writes it once.
    this.#view.contentDOM.removeAttribute('aria-multiline');
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Replaces the text, without telling anybody. */
  setText(text: string): void {
    if (text === this.text) return;
    this.#view.dispatch({
      changes: { from: 0, to: this.#view.state.doc.length, insert: text },
      selection: { anchor: text.length },
      annotations: [fromOutside.of(true), Transaction.addToHistory.of(true)],
    });
  }

  /** Replaces the text as a reader would: it is told, and can be taken back. */
  write(text: string): void {
    this.#view.dispatch({
      changes: { from: 0, to: this.#view.state.doc.length, insert: text },
      selection: { anchor: text.length },
      userEvent: 'input',
    });
  }

  get hasFocus(): boolean {
    return this.#view.hasFocus;
  }

  get selection(): { from: number; to: number } {
    const { from, to } = this.#view.state.selection.main;
    return { from, to };
  }

  focus(): void {
    this.#view.focus();
  }

  select(from: number, to: number): void {
    this.#view.dispatch({
      selection: clamp({ anchor: from, head: to }, this.#view.state.doc.length),
      scrollIntoView: true,
    });
  }

  /** Makes the changes of a fix for this text; false when the text is another by now. */
  fix(fix: Fix, text: string): boolean {
    return applyFix(this.#view, fix, text);
  }

  /** Looks for problems now instead of after a pause. */
  check(): void {
    forceLinting(this.#view);
  }

  closeList(): void {
    closeCompletion(this.#view);
  }

  /** Changes what is different, in one transaction. */
  configure(settings: QueryEditorSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    const changed = (Object.keys(this.#parts) as (keyof QueryEditorSettings)[]).filter(
      name => !same(before[name], settings[name]) || (name === 'events' && before.schema !== settings.schema),
    );
    if (changed.length === 0) return;
    this.#view.dispatch({ effects: changed.map(name => this.#parts[name].reconfigure(this.#part(name))) });
  }

  destroy(): void {
    this.#view.destroy();
  }

  #part(name: keyof QueryEditorSettings): Extension {
    const { schema, events, suggest, problems, readOnly, disabled, attributes, phrases } = this.#settings;
    switch (name) {
      case 'schema':
        return querySchema.of(schema);
      case 'events':
        return events && events.length > 0 ? learntSchema.of(learnFromEvents(schema, events)) : [];
      case 'suggest':
        return queryCompletion(suggest ? { suggest } : {});
      case 'problems':
        return problems ? givenProblems.of(problems) : [];
      case 'readOnly':
        return EditorState.readOnly.of(readOnly);
      case 'disabled':
        return EditorView.editable.of(!disabled);
      case 'attributes':
        return EditorView.contentAttributes.of(view => ({
          role: 'combobox',
          // Focusable without it; some checkers and screen readers look for it where something scrolls.
          tabindex: '0',
          'aria-expanded': String(completionStatus(view.state) === 'active'),
          ...Object.fromEntries(
            Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== null),
          ),
        }));
      case 'phrases':
        return EditorState.phrases.of(phrases);
    }
  }

  #extensions(): Extension {
    const { onInput, onProblems, tooltipParent } = this.#options;
    const names = Object.keys(this.#parts) as (keyof QueryEditorSettings)[];
    return [
      this.#keys(),
      wentToOption,
      new LanguageSupport(queryLanguage),
      queryTheme,
      visibleHighlighting,
      queryLint({ onProblems, tooltip: false }),
      queryHover,
      singleLine,
      names.map(name => this.#parts[name].of(this.#part(name))),
      closeBrackets(),
      history(),
      highlightSpecialChars({ addSpecialChars: HIDDEN }),
      tooltips({ parent: tooltipParent, position: 'fixed', tooltipSpace: windowInside }),
      keymap.of([...closeBracketsKeymap, ...standardKeymap, ...historyKeymap]),
      EditorView.updateListener.of(update => {
        if (update.docChanged && !update.transactions.some(transaction => transaction.annotation(fromOutside)))
          onInput(update.state.doc.toString());
      }),
    ];
  }

  #keys(): Extension {
    const { onEnter, onFixKey, onLeave } = this.#options;
    const isOpen = (view: EditorView): boolean => completionStatus(view.state) === 'active';
    const move =
      (forward: boolean, by?: 'page') =>
      (view: EditorView): boolean => {
        if (!moveCompletionSelection(forward, by)(view)) return false;
        view.dispatch({ annotations: byArrow.of(true) });
        return true;
      };
    const enter = (view: EditorView): boolean => {
      const open = isOpen(view);
      if (open && (view.state.field(wentToOption) || isPartOfValue(view))) return acceptCompletion(view);
      if (!onEnter(open) && open) acceptCompletion(view);
      return true;
    };
    return Prec.highest(
      keymap.of([
        { key: 'Enter', run: enter, shift: enter },
        { key: 'Mod-Enter', run: view => (onEnter(false), closeCompletion(view), true) },
        // Only while the list is open: else Tab goes on to what comes next, as everywhere.
        { key: 'Tab', run: view => isOpen(view) && acceptCompletion(view) },
        {
          key: 'ArrowDown',
          run: view => move(true)(view) || (view.state.doc.length === 0 && startCompletion(view)),
        },
        { key: 'ArrowUp', run: move(false) },
        { key: 'PageDown', run: move(true, 'page') },
        { key: 'PageUp', run: move(false, 'page') },
        { key: 'Ctrl-Space', run: startCompletion },
        { key: 'Alt-ArrowDown', run: startCompletion },
        { key: 'Mod-.', run: onFixKey },
        { key: 'Escape', run: view => closeCompletion(view) || (onLeave(), true) },
      ]),
    );
  }
}

/**
 * Whether the cursor is in a value that has to be met as it is, and the chosen option is another: what stands there is a part
 * of it, or a label. Of `~` and its like a part is a good value.
 */
function isPartOfValue({ state }: EditorView): boolean {
  const text = state.doc.toString();
  const position = positionAt(text, state.selection.main.head);
  const option = (selectedCompletion(state) as QueryOption | null)?.option;
  if (position.kind !== 'value' || option?.kind !== 'value' || !/^(!?=|(not )?in)$/.test(position.operator))
    return false;
  return text.slice(position.from, position.to).trim() !== option.insert.trim();
}

/** Characters that nobody sees, and that change how the rest reads. */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g;

/** Space between what floats and the edge of the window, in CSS pixels. */
const EDGE = 8;

function windowInside({ dom }: EditorView): { left: number; top: number; right: number; bottom: number } {
  const { clientWidth, clientHeight } = dom.ownerDocument.documentElement;
  return { left: EDGE, top: EDGE, right: clientWidth - EDGE, bottom: clientHeight - EDGE };
}

function clamp({ anchor, head }: { anchor: number; head: number }, length: number): { anchor: number; head: number } {
  const within = (at: number): number => Math.min(Math.max(0, at), length);
  return { anchor: within(anchor), head: within(head) };
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Object.getPrototypeOf(a ?? 0) !== Object.prototype || Object.getPrototypeOf(b ?? 0) !== Object.prototype)
    return false;
  const [left, right] = [Object.entries(a as object), Object.entries(b as object)];
  return left.length === right.length && left.every(([key, value]) => (b as Record<string, unknown>)[key] === value);
}
