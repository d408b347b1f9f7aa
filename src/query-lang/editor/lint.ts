import { linter, type Diagnostic as EditorDiagnostic } from '@codemirror/lint';
import { Facet, type Extension } from '@codemirror/state';
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

/** Problems that somebody else found, such as a server that was asked, and the text they are about. */
export interface GivenProblems {
  readonly text: string;
  readonly problems: readonly Diagnostic[];
}

export const givenProblems = Facet.define<GivenProblems, GivenProblems | null>({
  combine: values => values[0] ?? null,
});

/** Whether two findings are one. */
export function sameProblem(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.from === b.from && a.to === b.to;
}

/** What was found, with what somebody else found in the same text. */
export function withGiven(
  found: readonly Diagnostic[],
  given: GivenProblems | null,
  text: string,
): readonly Diagnostic[] {
  if (given?.text !== text) return found;
  const more = given.problems.filter(
    problem => problem.to <= text.length && !found.some(own => sameProblem(own, problem)),
  );
  return more.length > 0 ? [...found, ...more] : found;
}

/** Marks problems, and offers their fixes as actions. */
export function queryLint({ delayMs = 300, onProblems, tooltip = true }: QueryLintConfig = {}): Extension {
  return linter(
    view => {
      const text = view.state.doc.toString();
      const own = text.length > MAX_CHECKED ? [] : check(text, view.state.facet(querySchema));
      const found = withGiven(own, view.state.facet(givenProblems), text);
      onProblems?.(found, text);
      return found.map(problem => toEditor(problem, text));
    },
    {
      delay: delayMs,
      needsRefresh: ({ startState, state }) =>
        startState.facet(querySchema) !== state.facet(querySchema) ||
        startState.facet(givenProblems) !== state.facet(givenProblems),
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
