import type { ReactiveControllerHost } from 'lit';
import type { PlaceCount } from '../../model/index.js';
import { EventSearchRequestEvent, type ProviderController } from '../event-provider/index.js';
import type * as FiltersModule from './filters.js';
import type { Mark } from './marks.js';
import type { Area } from './mercator.js';
import type { NowhereLack } from './nowhere.js';

type Filters = typeof FiltersModule;

/**
 * What the search says of places, and the presses that change it: everything a reader chooses is written into its text. The language
 * of queries is large, and nothing is drawn with it, so it is loaded with the first search or press.
 */
export class MapFilters {
  readonly #host: ReactiveControllerHost;
  readonly #provider: ProviderController;
  #filters: Filters | null = null;
  #cannot: NowhereLack | null = null;

  constructor(host: ReactiveControllerHost, provider: ProviderController) {
    this.#host = host;
    this.#provider = provider;
  }

  get #search(): string {
    return this.#provider.state.view.search;
  }

  /** For each drawing. */
  update(): void {
    if (this.#search !== '' && !this.#filters) void this.#load().then(() => this.#host.requestUpdate());
  }

  // --- What the search says ---

  chosenMarks(marks: readonly Mark[]): ReadonlySet<string> {
    const filters = this.#filters;
    const search = this.#search;
    if (!filters?.hasAnyArea(search)) return new Set();
    return new Set(marks.flatMap(mark => (mark.area && filters.hasArea(search, mark.area) ? [mark.key] : [])));
  }

  chosenCountries(codes: readonly string[]): ReadonlySet<string> {
    return this.#filters?.chosenCountries(this.#search, codes) ?? new Set();
  }

  isChosen({ country }: PlaceCount, area: Area | null): boolean {
    const filters = this.#filters;
    const search = this.#search;
    if (!filters || search === '') return false;
    if (area) return filters.hasArea(search, area);
    return country !== undefined && filters.hasCountry(search, country);
  }

  get hasArea(): boolean {
    return this.#filters?.hasAnyArea(this.#search) ?? false;
  }

  /** Whether it asks for events without a place, of whatever address. */
  get isNowhere(): boolean {
    return (this.#filters?.hasNowhere(this.#search) ?? false) && !this.isLack('private');
  }

  isLack(lack: NowhereLack): boolean {
    const filters = this.#filters;
    if (!filters) return false;
    return lack === 'private' ? filters.hasPrivate(this.#search) : filters.hasInvalid(this.#search);
  }

  /** What was asked for and no search can find. */
  get cannot(): NowhereLack | null {
    return this.#cannot;
  }

  // --- Presses ---

  /** Again, and it is let go of. */
  choosePlace({ country }: PlaceCount, area: Area | null): void {
    this.#edit((filters, search) => {
      if (area) return filters.withArea(search, filters.hasArea(search, area) ? null : area);
      return country === undefined ? search : filters.toggleCountry(search, country);
    });
  }

  chooseCountry(code: string): void {
    this.#edit((filters, search) => filters.toggleCountry(search, code));
  }

  /** In place of another area; null for none. */
  chooseArea(area: Area | null): void {
    this.#edit((filters, search) => filters.withArea(search, area));
  }

  toggleNowhere(): void {
    this.#edit((filters, search) => filters.toggleNowhere(search));
  }

  /** Events that lack a place in one way: the values that make it so are asked for first. */
  async toggleLack(lack: NowhereLack): Promise<void> {
    const { client, view } = this.#provider.state;
    const filters = await this.#load();
    const { valuesOfLack } = await import('./nowhere.js');
    const { search, range } = view;
    const all = lack === 'private' && !filters.hasNowhere(search) ? filters.toggleNowhere(search) : search;
    const values = client && (await valuesOfLack(lack, client, { search: all, range }).catch(() => null));
    this.#cannot = values === null ? lack : null;
    this.#host.requestUpdate();
    if (values === null) return;
    this.#edit((_, now) =>
      lack === 'private' ? filters.togglePrivate(now, values) : filters.toggleInvalid(now, values),
    );
  }

  #edit(change: (filters: Filters, search: string) => string): void {
    void this.#load().then(filters => {
      const next = change(filters, this.#search);
      if (next !== this.#search) this.#provider.request(new EventSearchRequestEvent(next));
    });
  }

  async #load(): Promise<Filters> {
    this.#filters ??= await import('./filters.js');
    return this.#filters;
  }
}
