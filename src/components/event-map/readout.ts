import { html, nothing, type TemplateResult } from 'lit';
import { countryName } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import type { MapTexts } from '../../locales/en/map.js';
import type { PlaceCount } from '../../model/index.js';
import { partsOf } from './marks.js';
import { placeName } from './place-text.js';

/** More kinds of action than this are in the table. */
const ROWS = 5;

/** What is said about a place under the pointer, or with the focus. Assistive technology has it from the option. */
export function readout(place: PlaceCount, hint: string, texts: MapTexts): TemplateResult {
  const { groupLabels } = texts.texts;
  const parts = [...partsOf(place.by)].sort((a, b) => b.count - a.count);
  const isCountry = place.level === 'country' && place.country !== undefined;
  const country = isCountry ? countryName(place.country!, texts.locale) : '';
  return html`<p class="readout-head">
      <b class="cut">${placeName(place, texts)}</b><span class="num">${texts.text('events', place.total)}</span>
    </p>
    <ul>
      ${parts
        .slice(0, ROWS)
        .map(
          ({ group, count }) =>
            html`<li data-group=${group}>
              <span class="chip">${icon(group)}</span><span class="grow cut">${groupLabels[group]}</span
              ><span class="num">${texts.text('number', count)}</span>
            </li>`,
        )}
    </ul>
    ${isCountry && place.lat === null && hint !== '' ? html`<p class="faint">${texts.text('mapCountryOnly')}</p>` : nothing}
    ${hint === '' ? nothing : html`<p class="faint">${isCountry ? texts.text('mapChoosesCountry', country) : hint}</p>`}`;
}
