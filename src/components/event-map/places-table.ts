import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import type { MapTexts } from '../../locales/en/map.js';
import { ACTION_GROUPS } from '../../model/actions.js';
import type { ActionGroup, PlaceCount } from '../../model/index.js';
import { partsOf } from './marks.js';
import { placeName } from './place-text.js';

/** Longer tables are cut, and say what is not in them: nobody reads them, and each row costs. */
export const ROWS_MAX = 500;

export type TableColumn = 'name' | 'total' | ActionGroup;
export interface TableOrder {
  column: TableColumn;
  descending: boolean;
}

/** What the table does. */
export interface TableActions {
  sort(order: TableOrder): void;
  choose(place: PlaceCount): void;
  isChosen(place: PlaceCount): boolean;
}

/** The figures of the map in rows: a place, its events, and how many of each kind. */
export function placesTable(
  places: readonly PlaceCount[],
  order: TableOrder,
  actions: TableActions,
  texts: MapTexts,
): TemplateResult {
  const groups = ACTION_GROUPS.filter(group => places.some(place => countOf(place, group) > 0));
  const rows = sortPlaces(places, order, texts);
  const shown = rows.slice(0, ROWS_MAX);
  const hidden = rows.slice(ROWS_MAX);
  const { groupLabels } = texts.texts;
  const head = (column: TableColumn, label: string, content: unknown = label): TemplateResult => {
    const isSorted = order.column === column;
    // Names are first read from the start of the alphabet, figures from the greatest.
    const descending = isSorted ? !order.descending : column !== 'name';
    return html`<th
      scope="col"
      class=${column === 'name' ? '' : 'num'}
      data-group=${column}
      aria-sort=${isSorted ? (order.descending ? 'descending' : 'ascending') : nothing}
    >
      <button type="button" class="sort" title=${label} @click=${() => actions.sort({ column, descending })}>
        ${content}${icon(isSorted ? (order.descending ? 'sort-down' : 'sort-up') : 'sort', { small: true })}
      </button>
    </th>`;
  };
  const number = (count: number): string => (count === 0 ? '' : formatNumber(count, texts.locale));
  return html`<table>
      <caption class="sr">
        ${texts.text('mapTableCaption')}
      </caption>
      <thead>
        <tr>
          ${head('name', texts.text('mapColumnPlace'))}${head('total', texts.text('mapColumnEvents'))}
          ${groups.map(group =>
            head(
              group,
              groupLabels[group],
              html`<span class="chip">${icon(group)}</span><span class="sr">${groupLabels[group]}</span>`,
            ),
          )}
        </tr>
      </thead>
      <tbody>
        ${shown.map(place => {
          const name = placeName(place, texts);
          return html`<tr>
            <th scope="row">
              <button
                type="button"
                class="link cut"
                aria-pressed=${actions.isChosen(place)}
                title=${texts.text('mapOnly', name)}
                @click=${() => actions.choose(place)}
              >
                ${name}
              </button>
            </th>
            <td class="num">${number(place.total)}</td>
            ${groups.map(group => html`<td class="num">${number(countOf(place, group))}</td>`)}
          </tr>`;
        })}
      </tbody>
    </table>
    ${
      hidden.length > 0
        ? html`<p class="faint foot">
            ${texts.text(
              'mapMoreRows',
              hidden.length,
              hidden.reduce((sum, place) => sum + place.total, 0),
            )}
          </p>`
        : nothing
    }`;
}

function countOf(place: PlaceCount, group: ActionGroup): number {
  return partsOf(place.by).find(part => part.group === group)?.count ?? 0;
}

function sortPlaces(places: readonly PlaceCount[], { column, descending }: TableOrder, texts: MapTexts): PlaceCount[] {
  const sign = descending ? -1 : 1;
  if (column === 'name') {
    const collator = new Intl.Collator(texts.locale);
    const named = places.map(place => ({ place, name: placeName(place, texts) }));
    return named.sort((a, b) => sign * collator.compare(a.name, b.name)).map(({ place }) => place);
  }
  const value = (place: PlaceCount): number => (column === 'total' ? place.total : countOf(place, column));
  return [...places].sort((a, b) => sign * (value(a) - value(b)) || b.total - a.total);
}
