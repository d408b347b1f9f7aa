import { linter, type Diagnostic as EditorDiagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { check } from '../check.js';
import type { Diagnostic, Fix } from '../diagnostic.js';
import { querySchema } from './schema.js';

/** A longer text is read when it is run, not after every key. */
export const MAX_CHECKED = 100_000;

export interface QueryLintConfig {
  /** Pause after a key before the query is looked at, in milliseconds. Default 300. */
  delayMs?: number;
  /** Hears what was found, and in which text. */
  onProblems?: (problems: readonly Diagnostic[], text: string) => void;
  /** Whether a pointer that rests on a problem brings its message. Default true; for who shows them elsewhere. */
  tooltip?: boolean;
}

/** Marks problems, and offers their fixes as actions. */
export function queryLint({ delayMs = 300, onProblems, tooltip = true }: QueryLintConfig = {}): Extension {
  return linter(
    view => {
      const text = view.state.doc.toString();
      const found = text.length > MAX_CHECKED ? [] : check(text, view.state.facet(querySchema));
      onProblems?.(found, text);
      return found.map(problem => toEditor(problem, text));
    },
    {
      delay: delayMs,
      needsRefresh: update => update.startState.facet(querySchema) !== update.state.facet(querySchema),
      ...(!tooltip && { tooltipFilter: () => [] }),
    },
  );
}

function toEditor({ from, to, severity, message, fixes }: Diagnostic, text: string): EditorDiagnostic {
  return {
    from,
    to,
    severity,
    message,
    actions: fixes.map(fix => ({ name: fix.label, apply: view => void applyFix(view, fix, text) })),
  };
}

/** Makes the changes of a fix, if the text is still the one it was made for. The cursor goes behind the last of them. */
export function applyFix(view: EditorView, fix: Fix, text: string): boolean {
  if (view.state.readOnly || view.state.doc.toString() !== text) return false;
  const changes = view.state.changes(fix.changes.map(({ from, to, insert }) => ({ from, to, insert })));
  const last = fix.changes.at(-1);
  view.dispatch({
    changes,
    ...(last && { selection: { anchor: changes.mapPos(last.to, 1) } }),
    userEvent: 'input.fix',
    scrollIntoView: true,
  });
  view.focus();
  return true;
}
