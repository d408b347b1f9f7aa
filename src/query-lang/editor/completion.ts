import {
  autocompletion,
  pickedCompletion,
  startCompletion,
  type Completion as EditorCompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { Prec, type Extension } from '@codemirror/state';
import { keymap, ViewPlugin, type EditorView } from '@codemirror/view';
import { complete, type Completion, type CompletionOption } from '../complete.js';
import { fieldOf } from '../completion.js';
import { positionAt } from '../context.js';
import type { Schema, SchemaField } from '../schema.js';
import { queryLanguage } from './language.js';
import { matchRanges } from './matches.js';
import { detailOf, footOf, kindMark } from './option-view.js';
import { RemoteValues, type SuggestValues } from './remote-values.js';
import { knownSchema } from './schema.js';
import { visibleText } from './visible-text.js';

export interface QueryCompletionConfig {
  /** Asks for values besides those that the schema has. */
  suggest?: SuggestValues;
  /** Pause after a key before the list opens, in milliseconds. Default 30. */
  delayMs?: number;
}

/** An option of the list: CodeMirror's, with what ours shows besides. */
export interface QueryOption extends EditorCompletion {
  readonly option: CompletionOption;
  /** For a field: what the schema knows of it. */
  readonly field: SchemaField | null;
  /** The letters it was found by. */
  typed: string;
}

/** In a longer text, which no person types, a list after every key would be felt. */
const MAX_COMPLETED = 50_000;

/** Completes queries with what `complete` offers, in its order. */
export function queryCompletion({ suggest, delayMs = 30 }: QueryCompletionConfig = {}): Extension {
  const remote = suggest ? new RemoteValues(suggest) : null;
  return [
    queryLanguage.data.of({ autocomplete: (context: CompletionContext) => source(context, remote) }),
    autocompletion({
      icons: false,
      activateOnTypingDelay: delayMs,
      // Drawn again after every key; the rest comes as one goes on.
      maxRenderedOptions: 25,
      // After a field comes its operator, after that its value: the next list opens by itself.
      activateOnCompletion: () => true,
      // What is typed fast is meant: Tab right after the list opened must not leave the box.
      interactionDelay: 0,
      tooltipClass: () => 'cm-query-completion',
      addToOptions: [
        { render: option => kindMark(option as QueryOption), position: 20 },
        { render: option => detailOf(option as QueryOption), position: 60 },
      ],
      // The words about an option stand below the list, as its foot: the stylesheet says so, and no place has to be found.
      positionInfo: () => ({ class: 'cm-query-foot' }),
    }),
    remote ? waiting(remote) : [],
  ];
}

/** Escape, and the end of the editor, end the question that is under way. */
function waiting(remote: RemoteValues): Extension {
  return [
    ViewPlugin.define(() => ({ destroy: () => remote.cancel() })),
    Prec.highest(keymap.of([{ key: 'Escape', run: () => (remote.cancel(), false) }])),
  ];
}

function source(
  context: CompletionContext,
  remote: RemoteValues | null,
): CompletionResult | null | Promise<CompletionResult | null> {
  const { state, pos, explicit, view } = context;
  if (state.doc.length > MAX_COMPLETED) return null;
  const text = state.doc.toString();
  const schema = knownSchema(state);
  const position = positionAt(text, pos);
  // Somebody is typing plain words: an operator would be in the way after each of them.
  if (!explicit && position.kind === 'operator' && !fieldOf(schema, position.field)) return null;
  if (!remote || position.kind !== 'value') return resultOf(complete(text, pos, schema), text, pos, schema, !remote);
  const arrived = (): void => {
    // The answer is of use only where it was asked for.
    if (view?.hasFocus && view.state.doc.eq(state.doc) && view.state.selection.main.head === pos) startCompletion(view);
  };
  return complete(text, pos, schema, {
    suggest: (field, typed) => Promise.resolve(remote.ask(field, typed, arrived)),
  }).then(found => resultOf(found, text, pos, schema, false));
}

function resultOf(
  found: Completion | null,
  text: string,
  pos: number,
  schema: Schema,
  atOnce: boolean,
): CompletionResult | null {
  if (!found) return null;
  const { from, to, options } = found;
  const typed = text.slice(from, pos).replace(/^["']/, '');
  const prefix = /[\w.-]*$/.exec(text.slice(0, from))![0];
  return {
    from,
    to,
    filter: false, // ranked already
    options: options.map(option => toEditor(option, typed, option.kind === 'field' ? prefix : null, schema)),
    getMatch: ({ displayLabel, label }) => matchRanges(displayLabel ?? label, typed),
    // With all values at hand the list follows in the same moment as the key.
    ...(atOnce && {
      update: (_result, _from, _to, context) => source(context, null) as CompletionResult | null,
    }),
  };
}

function toEditor(option: CompletionOption, typed: string, prefix: string | null, schema: Schema): QueryOption {
  const shown = option.kind === 'value' ? valueText(option) : visibleText(option.label);
  const completion: QueryOption = {
    label: option.label,
    displayLabel: shown,
    type: option.kind,
    option,
    typed,
    field: prefix === null ? null : fieldOf(schema, prefix + option.label),
    apply: (view, picked, from, to) => apply(view, picked, option, from, to),
    info: () => footOf(completion),
  };
  return completion;
}

/** A value as it will stand in the query, quotes and escapes and all. */
function valueText({ insert, label }: CompletionOption): string {
  const text = insert.trim().replace(/^\((.*)\)$/s, '$1');
  return text.startsWith('"') && text !== '""' ? `"${visibleText(label)}"` : visibleText(label);
}

function apply(view: EditorView, picked: EditorCompletion, option: CompletionOption, from: number, to: number): void {
  view.dispatch({
    changes: { from, to, insert: option.insert },
    selection: { anchor: from + option.cursor },
    userEvent: 'input.complete',
    annotations: pickedCompletion.of(picked),
    scrollIntoView: true,
  });
}
