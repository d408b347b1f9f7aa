import type { ReactiveControllerHost } from 'lit';
import { filterValue, toggleFilter, type FilterOperator, type FilterValue } from '../../internal/filter-actions.js';
import { BY_GROUP } from '../../model/aggregates/types.js';
import { parsePath } from '../../model/path.js';
import { EventSearchRequestEvent, type ProviderController } from '../event-provider/index.js';
import type { Series } from './chart-data.js';
import type * as GroupFilterModule from './group-filter.js';

/** What a search asks for of the values of a chart, and the presses that change it. */
export class SeriesFilters {
  readonly #host: ReactiveControllerHost;
  readonly #provider: ProviderController;
  #search = '';
  #series: readonly Series[] = [];
  #states: ReadonlyMap<string, FilterOperator> = new Map();

  constructor(host: ReactiveControllerHost, provider: ProviderController) {
    this.#host = host;
    this.#provider = provider;
  }

  /** Looks up what the search asks for, when it or the values are others; for each drawing. */
  read(search: string, series: readonly Series[], by: string): void {
    if (search === this.#search && series === this.#series) return;
    this.#search = search;
    this.#series = series;
    // The language is big, and loaded only for a search that may hold a condition.
    if (search.trim() === '') this.#states = new Map();
    else void this.#look(search, series, by);
  }

  /** Whether the search asks for a value, or leaves it out; undefined when it does neither, null when no search can. */
  state(series: Series, by: string): FilterOperator | undefined | null {
    return canFilter(series, by) ? this.#states.get(series.key) : null;
  }

  /**
   * Asks for a value, or leaves it out; again, and lets go of it.
   *
   * @param after done with it in the same turn, so that both are one step of the reader
   */
  async toggle(series: Series, by: string, operator: FilterOperator, after?: () => void): Promise<void> {
    const provider = this.#provider;
    const search = (): string => provider.state.view.search;
    const request = (next: string): void => {
      provider.request(new EventSearchRequestEvent(next));
      after?.();
    };
    const value = valueOf(series, by);
    if (value) return toggleFilter({ search, request }, value, operator);
    const { client, view } = provider.state;
    if (!client || !canFilter(series, by)) return after?.();
    const { toggleGroup, vocabularyOf } = await groups();
    const vocabulary = await vocabularyOf(client, { search: view.search, range: view.range });
    const next = toggleGroup(search(), series.key, operator, vocabulary);
    if (next !== search()) request(next);
  }

  async #look(search: string, series: readonly Series[], by: string): Promise<void> {
    const stateOf = by === BY_GROUP ? (await groups()).groupState : await valueState(by);
    const states = new Map<string, FilterOperator>();
    for (const one of series) {
      const state = one.kind === 'value' ? stateOf(search, one.key) : undefined;
      if (state) states.set(one.key, state);
    }
    if (search !== this.#search || series !== this.#series) return;
    this.#states = states;
    this.#host.requestUpdate();
  }
}

type StateOf = (search: string, key: string) => FilterOperator | undefined;

async function valueState(by: string): Promise<StateOf> {
  const { hasClause } = await import('../../query-lang/index.js');
  return (search, key) => {
    const value = filterValue(parsePath(by), key);
    return value
      ? (['=', '!='] as const).find(operator => hasClause(search, value.field, operator, value.value))
      : undefined;
  };
}

const groups = (): Promise<typeof GroupFilterModule> => import('./group-filter.js');

/** What has no value and what is left over cannot be asked for: no condition finds just that. */
function canFilter(series: Series, by: string): boolean {
  return series.kind === 'value' && (by === BY_GROUP || valueOf(series, by) !== null);
}

function valueOf({ kind, key }: Series, by: string): FilterValue | null {
  return kind === 'value' && !by.startsWith('@') ? filterValue(parsePath(by), key) : null;
}
