import { EditorView } from '@codemirror/view';

/**
 * The least that the list, its foot and the hover need to be read in any editor, in the colours it has. An editor's own theme
 * wins over all of it.
 */
export const queryTheme = EditorView.baseTheme({
  '.cm-tooltip.cm-query-completion > ul > li': { display: 'flex', alignItems: 'baseline', gap: '0.5em' },
  '.cm-query-completion .cm-completionLabel': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-query-completion .cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-query-kind': { flex: 'none', inlineSize: '1.75em', textAlign: 'center', opacity: '0.7', fontSize: '0.8em' },
  '.cm-query-detail': { marginInlineStart: 'auto', opacity: '0.7' },
  '.cm-query-label': { opacity: '0.7' },
  '.cm-tooltip.cm-query-completion > .cm-completionInfo': {
    position: 'static',
    maxInlineSize: 'none',
    border: '0',
    borderBlockStart: '1px solid color-mix(in srgb, currentColor 20%, transparent)',
  },
  '.cm-query-about': { display: 'flex', gap: '1em' },
  '.cm-query-words': { flex: '1' },
  '.cm-query-examples': { opacity: '0.7', overflowWrap: 'anywhere' },
  '.cm-query-hover': { padding: '0.25em 0.5em', maxInlineSize: '24em' },
});
