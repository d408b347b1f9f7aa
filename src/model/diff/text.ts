import { myers, type Run } from './myers.js';

/** A stretch of text: in both, only in the one before, or only in the one after. Never empty. */
export interface TextRun {
  op: 'same' | 'delete' | 'insert';
  text: string;
}

export interface TextDiff {
  /** Those of `same` and `delete` joined are the text before, those of `same` and `insert` the text after. */
  runs: TextRun[];
  /** `false` when there was too much to compare in the time: then long stretches are told as replaced. */
  exact: boolean;
}

/** Different words, or lines, up to which the shortest way is looked for: 2,000 take some 10 ms and 16 MB. */
const DIFFERENCES_MAX = 2_000;
/** Words of a changed stretch of lines that are told apart; beyond, whole lines are. */
const STRETCH_MAX = 200_000;
const BUDGET_MS = 200;

/** A word with its marks, a run of blanks, or one other character: no character is ever cut in two. */
const WORDS = /[\p{L}\p{N}\p{M}_]+|\s+|[^]/gu;
const LINES = /[^\n]*\n|[^\n]+$/g;

/**
 * What changed inside a text: by lines first where it has several, then by words inside lines that changed.
 *
 * @param budgetMs past it, what is left is told line by line, then as one stretch
 */
export function diffText(before: string, after: string, budgetMs = BUDGET_MS): TextDiff {
  if (before === after) return { runs: before === '' ? [] : [{ op: 'same', text: before }], exact: true };
  const deadline = performance.now() + budgetMs;
  const parts: TextRun[] = [];
  let exact = true;
  const add = (op: TextRun['op'], text: string) => {
    const last = parts.at(-1);
    if (text === '') return;
    if (last?.op === op) last.text += text;
    else parts.push({ op, text });
  };
  const replaced = (gone: string, come: string) => {
    add('delete', gone);
    add('insert', come);
  };
  const byWords = (gone: string, come: string) => {
    if (gone === '' || come === '') {
      replaced(gone, come);
    } else if (gone.length + come.length > STRETCH_MAX || performance.now() > deadline) {
      exact = false;
      replaced(gone, come);
    } else if (!walk(WORDS, gone, come, add, replaced)) {
      exact = false;
      replaced(gone, come);
    }
  };
  const hasLines = before.includes('\n') && after.includes('\n');
  if (!hasLines) byWords(before, after);
  else if (!walk(LINES, before, after, add, byWords)) {
    exact = false;
    byEnds(before, after, add, replaced);
  }
  return { runs: joined(parts), exact };
}

/** Splits, compares, and hands over what is the same and what was replaced. `false` when there is too much. */
function walk(
  split: RegExp,
  before: string,
  after: string,
  add: (op: 'same', text: string) => void,
  replaced: (gone: string, come: string) => void,
): boolean {
  const numbers = new Map<string, number>();
  const a = pieces(split, before, numbers);
  const b = pieces(split, after, numbers);
  const runs = myers(a.numbers, b.numbers, DIFFERENCES_MAX);
  if (!runs) return false;
  for (const run of split === WORDS ? withoutCrumbs(runs, a.texts) : runs) {
    const gone = a.texts.slice(run.fromA, run.toA).join('');
    if (run.same) add('same', gone);
    else replaced(gone, b.texts.slice(run.fromB, run.toB).join(''));
  }
  return true;
}

function pieces(split: RegExp, text: string, known: Map<string, number>): { texts: string[]; numbers: Int32Array } {
  const texts = text.match(split) ?? [];
  const numbers = new Int32Array(texts.length);
  texts.forEach((piece, i) => {
    let number = known.get(piece);
    if (number === undefined) known.set(piece, (number = known.size));
    numbers[i] = number;
  });
  return { texts, numbers };
}

/**
 * A blank or a comma that happens to be the same between two changed words says nothing, and cuts what a reader sees as
 * one change in two.
 */
function withoutCrumbs(runs: readonly Run[], texts: readonly string[]): Run[] {
  const result: Run[] = [];
  runs.forEach((run, i) => {
    const last = result.at(-1);
    const crumb =
      run.same && i > 0 && i < runs.length - 1 && !/[\p{L}\p{N}\n]/u.test(texts.slice(run.fromA, run.toA).join(''));
    const large = (r: Run | undefined) => r !== undefined && r.toA > r.fromA && r.toB > r.fromB;
    if (last && !last.same && (!run.same || (crumb && large(last) && large(runs[i + 1])))) {
      [last.toA, last.toB] = [run.toA, run.toB];
    } else result.push({ ...run });
  });
  return result;
}

/** The plainest comparison: what the two begin and end with, and the rest between. */
function byEnds(
  before: string,
  after: string,
  add: (op: 'same', text: string) => void,
  replaced: (gone: string, come: string) => void,
): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (isInside(before, start) || isInside(after, start)) start -= 1;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end += 1;
  if (isInside(before, before.length - end) || isInside(after, after.length - end)) end -= 1;
  add('same', before.slice(0, start));
  replaced(before.slice(start, before.length - end), after.slice(start, after.length - end));
  add('same', before.slice(before.length - end));
}

/** Whether a place in a text is between the halves of one character. */
function isInside(text: string, at: number): boolean {
  return at > 0 && at < text.length && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}

/** Between two stretches that are the same, what went comes before what came. */
function joined(parts: readonly TextRun[]): TextRun[] {
  const result: TextRun[] = [];
  let gone = '';
  let come = '';
  const flush = () => {
    if (gone !== '') result.push({ op: 'delete', text: gone });
    if (come !== '') result.push({ op: 'insert', text: come });
    gone = come = '';
  };
  for (const { op, text } of parts) {
    if (op === 'delete') gone += text;
    else if (op === 'insert') come += text;
    else {
      flush();
      result.push({ op, text });
    }
  }
  flush();
  return result;
}
