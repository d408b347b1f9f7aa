import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { MapTexts } from '../../locales/en/map.js';
import { safeText } from '../../internal/text.js';
import type { PlaceCount, Places } from '../../model/index.js';
import { failureMessage, failureTitle } from '../event-log/failure-text.js';
import type { MapEngine } from './engine.js';
import type { MapFilters } from './map-filters.js';
import type { PlacedMark } from './marks.js';
import type { NowhereLack } from './nowhere.js';
import { partsText, placeName } from './place-text.js';

/** Newer figures could not be had, or they are made of a part of the events. */
export function notes(answers: readonly (Places | null)[], error: unknown, retry: () => void, t: MapTexts): unknown {
  if (error !== null && answers[0]) {
    return html`<div class="note failed">
      ${icon('alert', { class: 'sev-alert' })}
      <span class="grow" role="alert">${safeText(failureMessage(error))} ${t.text('mapStale')}</span>
      <button type="button" class="link" @click=${retry}>${t.text('retry')}</button>
    </div>`;
  }
  const partial = answers.find(answer => answer && !answer.exact);
  if (!partial) return nothing;
  return html`<div class="note">
    ${icon('notice', { class: 'sev-notice' })}
    <span class="grow">${t.text('countedOf', partial.covered, partial.total)}.</span>
  </div>`;
}

/** What the buttons on the map do. */
export interface Tools {
  engine: MapEngine | null;
  places: readonly PlaceCount[];
  boxMode: boolean;
  toggleBox: () => void;
}

export function tools({ engine, places, boxMode, toggleBox }: Tools, t: MapTexts): TemplateResult {
  const points = places.flatMap(({ lat, long }) => (lat !== null && long !== null ? [{ lat, long }] : []));
  const button = (glyph: string, name: string, run: () => void, enabled = true): TemplateResult =>
    html`<button type="button" aria-label=${name} title=${name} ?disabled=${!engine || !enabled} @click=${run}>
      ${icon(glyph, { small: true })}
    </button>`;
  return html`<div class="tools">
    <span class="group">
      ${button('plus', t.text('mapZoomIn'), () => engine?.zoomBy(1), engine?.canZoomIn)}
      ${button('minus', t.text('mapZoomOut'), () => engine?.zoomBy(-1), engine?.canZoomOut)}
      ${button('expand', t.text('mapFit'), () => engine?.fit(points), points.length > 0)}
      ${button('globe', t.text('mapWhole'), () => engine?.showWhole())}
    </span>
    <span class="group">
      <button
        type="button"
        aria-pressed=${boxMode}
        aria-label=${t.text('mapBox')}
        title=${t.text('mapBox')}
        ?disabled=${!engine}
        @click=${toggleBox}
      >
        ${icon('area', { small: true })}
      </button>
    </span>
  </div>`;
}

/** Why there is nothing to see. */
export interface Lack {
  hasSource: boolean;
  /** Whether the view leaves anything out. */
  isFiltered: boolean;
  answer: Places | null;
  error: unknown;
  isLate: boolean;
  /** Whether the map is wanted and could not be loaded. */
  mapFailed: boolean;
  retry: () => void;
}

/** What stands where places would, when there are none. */
export function blank(
  { hasSource, isFiltered, answer, error, isLate, mapFailed, retry }: Lack,
  t: MapTexts,
): TemplateResult | typeof nothing {
  const said = (content: TemplateResult): TemplateResult =>
    html`<div class="blank"><div class="card">${content}</div></div>`;
  if (!hasSource) {
    return said(
      html`${icon('globe')}<b>${t.text('mapNoSource')}</b>
        <p class="muted">${t.text('logNoSourceHint')}</p>`,
    );
  }
  if (!answer && error !== null) {
    return said(
      html`${icon('alert', { class: 'sev-alert' })}
        <div role="alert">
          <b>${failureTitle(error, t)}</b>
          <p class="muted">${safeText(failureMessage(error))}</p>
        </div>
        <button type="button" class="btn small" @click=${retry}>${icon('refresh')} ${t.text('retry')}</button>`,
    );
  }
  if (!answer) return isLate ? said(html`<p role="status">${t.text('mapLoading')}</p>`) : nothing;
  if (mapFailed) {
    return said(
      html`${icon('alert', { class: 'sev-alert' })}
        <p role="alert">${t.text('mapNotLoaded')}</p>`,
    );
  }
  if (answer.places.length > 0) return nothing;
  const text = answer.covered > 0 ? 'mapNoPlaces' : isFiltered ? 'mapNoMatch' : 'mapEmpty';
  return said(html`<p>${t.text(text)}</p>`);
}

/** What the map cannot show: events without a place, and why; and what it shows with less than a point. */
export function foot(
  answer: Places | null,
  shown: readonly PlaceCount[],
  filters: MapFilters,
  t: MapTexts,
): TemplateResult {
  if (!answer) return html`<p class="foot"></p>`;
  const { missing, invalid, private: hidden } = answer.nowhere;
  const none = missing + hidden;
  const plated = shown.filter(({ level }) => level === 'country').reduce((sum, place) => sum + place.total, 0);
  // Each with what follows it, for between the two would be a blank else.
  const press = (text: string, pressed: boolean, toggle: () => void, then: unknown): TemplateResult =>
    html`<button
        type="button"
        class="link"
        aria-pressed=${pressed}
        title=${t.text(pressed ? 'mapPressAgainHint' : 'mapPressHint')}
        @click=${toggle}
      >
        ${text}</button
      >${then}`;
  /** Of one that was pressed in vain only the figure is left. */
  const lack = (which: NowhereLack, text: string): unknown =>
    filters.cannot === which && !filters.isLack(which)
      ? html`${text} <span role="status">(${t.text('mapNoSearch')})</span>. `
      : press(text, filters.isLack(which), () => void filters.toggleLack(which), '. ');
  const ofPrivate = (): unknown => (hidden > 0 ? html`, ${lack('private', t.text('mapPrivate', hidden))}` : '. ');
  return html`<p class="foot">
    ${
      filters.hasArea
        ? html`<button type="button" class="link" @click=${() => filters.chooseArea(null)}>
              ${t.text('mapDropArea')}</button
            >. `
        : nothing
    }${
      none > 0 || filters.isNowhere
        ? press(t.text('mapNowhere', none), filters.isNowhere, () => filters.toggleNowhere(), ofPrivate())
        : nothing
    }${invalid > 0 || filters.isLack('invalid') ? lack('invalid', t.text('mapInvalid', invalid)) : nothing}
    ${plated > 0 ? t.text('mapPlated', plated) : nothing}
  </p>`;
}

/** The place that assistive technology is told about. There is always one, as long as there are places. */
export function option(
  placed: readonly PlacedMark[],
  focused: PlacedMark | null,
  filters: MapFilters,
  t: MapTexts,
): unknown {
  const current = focused ?? placed[0];
  if (!current) return nothing;
  const { place, area } = current.mark;
  return html`<div
    class="sr"
    id="current"
    role="option"
    aria-selected=${filters.isChosen(place, area)}
    aria-setsize=${placed.length}
    aria-posinset=${placed.indexOf(current) + 1}
  >
    ${t.text('mapOption', placeName(place, t), place.total, partsText(place, t))}
    ${place.level === 'country' ? t.text('mapCountryOnly') : nothing}
  </div>`;
}

/** What is to be done next, over the map: with an area, or with the wheel. */
export function hint(boxMode: boolean, wheel: boolean, t: MapTexts): unknown {
  if (boxMode) return html`<p class="hint" role="status">${t.text('mapBoxHint')}</p>`;
  if (!wheel) return nothing;
  const key = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl';
  return html`<p class="hint" aria-hidden="true">${t.text('mapWheelHint', key)}</p>`;
}
