import type { EventFilters, EventsClient, EventsView, TimeRange } from '../../client/index.js';
import type { EventRows } from './event-rows.js';

/** What a list is to show. */
export interface Wanted {
  client: EventsClient | null;
  view: Readonly<EventsView>;
  /** The range as it was asked for: its ends may count back from now, and then move on in `view` with each refresh. */
  range: Readonly<TimeRange>;
  /** What the page shows the history of; null for everything. */
  filters: EventFilters | null;
  /** Grows with each wish to read the same again. */
  revision: number;
  pageSize: number;
  /** Whether to read only what is in sight. */
  sparing: boolean;
}

/** Tells a new question from the wish to have the same one answered again, and asks the rows accordingly. */
export class ListQuestion {
  readonly #rows: EventRows;
  #asked: Wanted | undefined;

  constructor(rows: EventRows) {
    this.#rows = rows;
  }

  /** @param otherEvents - called before rows of another client are asked for */
  ask(wanted: Wanted, otherEvents: () => void): void {
    const asked = this.#asked;
    this.#asked = wanted;
    const { client, pageSize, sparing } = wanted;
    const { search, range, ordering } = wanted.view;
    const { filters } = wanted;
    const view = { search, range, ordering, ...(filters && { filters }) };
    const same =
      asked?.client === client &&
      asked.view.search === search &&
      asked.view.ordering === ordering &&
      asked.range.from === wanted.range.from &&
      asked.range.to === wanted.range.to &&
      asked.filters === filters &&
      asked.pageSize === pageSize &&
      asked.sparing === sparing;
    if (!same) {
      if (asked?.client !== client) otherEvents();
      this.#rows.ask(client ? { client, view, pageSize, sparing } : null);
    } else if (asked.revision !== wanted.revision) this.#rows.reload(view);
  }
}
