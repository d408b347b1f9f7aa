import { EditorState, type ChangeSpec, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** One line that wraps as it grows. A line end, wherever it comes from, becomes a blank: to a query it is one anyway. */
export const singleLine: Extension = [
  EditorView.lineWrapping,
  EditorState.transactionFilter.of(transaction => {
    if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
    const changes: ChangeSpec[] = [];
    for (let line = 1; line < transaction.newDoc.lines; line += 1) {
      const { to } = transaction.newDoc.line(line);
      changes.push({ from: to, to: to + 1, insert: ' ' });
    }
    return [transaction, { changes, sequential: true }];
  }),
];

/** The same for a text that is not in an editor yet. */
export function withoutLineEnds(text: string): string {
  return text.replace(/\r\n?|\n/g, ' ');
}
