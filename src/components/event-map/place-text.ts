import { html, type TemplateResult } from 'lit';
import { countryName, formatNumber } from '../../internal/format.js';
import type { MapTexts } from '../../locales/en/map.js';
import { plainText, safeText } from '../../internal/text.js';
import type { PlaceCount, SummaryPart } from '../../model/index.js';
import { partsOf } from './marks.js';

/** Longer names of towns are cut: an event may name one of any length. */
const NAME_MAX = 60;

/** What a place is called: as much as all events in it agree on. Hidden characters are shown, and its length is bounded. */
export function placeName(place: PlaceCount, texts: MapTexts): string {
  const { city, country, lat, long } = place;
  const land = country === undefined ? undefined : countryName(country, texts.locale);
  if (city !== undefined) return plainText(land === undefined ? city : texts.text('mapTown', city, land), NAME_MAX);
  if (land !== undefined) return place.level === 'country' ? land : texts.text('mapPartOf', land);
  return texts.text('mapAround', coordinates(lat ?? 0, long ?? 0, texts));
}

function coordinates(lat: number, long: number, texts: MapTexts): string {
  const degrees = (value: number): string =>
    new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 1 }).format(Math.abs(value));
  return texts.text('mapCoordinates', degrees(lat), lat >= 0, degrees(long), long >= 0);
}

/** `Failure 60, Sign-in 4`. */
export function partsText(place: PlaceCount, texts: MapTexts): string {
  const { groupLabels } = texts.texts;
  const parts = [...partsOf(place.by)].sort((a, b) => b.count - a.count);
  const told = parts.map(({ group, count }) => texts.text('mapPart', groupLabels[group], count));
  return new Intl.ListFormat(texts.locale, { type: 'unit', style: 'short' }).format(told);
}

/** A count that fits into a mark: exact up to 9,999. */
export function shortCount(total: number, locale: string): string {
  return total < 10_000
    ? formatNumber(total, locale)
    : new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(total);
}

/** A share of failures that is worth a sentence, when it is half as much again as everywhere. */
const MOSTLY = 0.6;
/** Fewer events than this are no finding. */
const ENOUGH = 20;

/** The place with most failures among those where most events are failures; null when there is none. */
export function failurePlace(places: readonly PlaceCount[]): PlaceCount | null {
  const total = places.reduce((sum, place) => sum + place.total, 0);
  const failures = places.reduce((sum, place) => sum + (place.by['failure'] ?? 0), 0);
  const found = places.filter(place => {
    const share = (place.by['failure'] ?? 0) / place.total;
    return place.total >= ENOUGH && share >= MOSTLY && share >= (1.5 * failures) / total;
  });
  return found.reduce<PlaceCount | null>(
    (best, place) => ((best?.by['failure'] ?? 0) < (place.by['failure'] ?? 0) ? place : best),
    null,
  );
}

/** What is to be seen at a glance: who leads, and where it is failures that come from. Empty where no event has a place. */
export function sentence(
  countries: readonly PlaceCount[],
  points: readonly PlaceCount[],
  texts: MapTexts,
): TemplateResult {
  const [leader] = countries;
  if (!leader) return html``;
  const placed = countries.reduce((sum, place) => sum + place.total, 0);
  const name = placeName(leader, texts);
  const parts = [
    ...(leader.total === placed
      ? texts.text('mapAll', name, placed)
      : texts.text('mapLeads', name, leader.total, placed)),
  ];
  const troubled = failurePlace(points);
  if (troubled) {
    parts.push(...texts.text('mapFailures', placeName(troubled, texts), troubled.by['failure'] ?? 0, troubled.total));
  }
  return html`${parts.map(sentencePart)}`;
}

function sentencePart({ text, kind }: SummaryPart): TemplateResult {
  return kind === 'text' ? html`${text}` : html`<b>${safeText(text)}</b>`;
}
