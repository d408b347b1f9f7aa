import type { LogTexts } from '../../locales/en/log.js';
import type { CellContext, RowRemarks } from './cells.js';
import { shownColumns, type ColumnSources } from './column-choice.js';
import { makeColumn, type Column } from './columns.js';

/** What the form of rows is made from. */
export interface FormSources {
  columns: ColumnSources;
  texts: LogTexts;
  timeZone: string;
  exactTimes: boolean;
  remarks: RowRemarks | null;
}

/** Columns, language and zone of a list: when one of them changes, every row is written anew. */
export class ListForm {
  #columns: readonly Column[] = [];
  #context: CellContext | undefined;
  #from: FormSources | undefined;
  #language = '';

  get columns(): readonly Column[] {
    return this.#columns;
  }
  get context(): CellContext | undefined {
    return this.#context;
  }

  /** Takes what there is by now. Returns whether that makes another form. */
  read(from: FormSources): boolean {
    const { columns, texts, timeZone, exactTimes, remarks } = from;
    const { locale } = texts;
    const language = texts.lang();
    const before = this.#from;
    const same =
      before?.timeZone === timeZone &&
      before.exactTimes === exactTimes &&
      before.columns.elements === columns.elements &&
      before.columns.given === columns.given &&
      before.columns.chosen === columns.chosen &&
      this.#context?.format.locale === locale &&
      this.#language === language;
    this.#from = from;
    if (same) {
      if (this.#context?.remarks === remarks) return false;
      this.#context = { ...this.#context!, remarks };
      return true;
    }
    this.#language = language;
    this.#columns = shownColumns(columns).map(options => makeColumn(options, texts, exactTimes));
    const kinds = this.#columns.map(({ kind }) => kind);
    this.#context = {
      texts,
      format: { locale, timeZone: timeZone || undefined },
      now: Date.now(),
      exactTimes,
      remarks,
      userLeads: kinds.includes('user') && kinds.includes('summary'),
    };
    return true;
  }
}
