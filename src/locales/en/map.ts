import type { Localize } from '../../internal/localize.js';
import { objectPart, say } from '../../model/summary-messages.js';
import type { SummaryPart } from '../../model/index.js';
import { count } from './count.js';
import { commonEn } from './common.js';
import { actionsEn } from './actions.js';

/** What `<event-map>` says. */
export const mapEn = {
  ...commonEn,
  ...actionsEn,

  mapLabel: 'Places',
  mapCountries: (n: number) => count(n, { one: '# country', other: '# countries' }),
  mapAsMap: 'Map',
  mapAsTable: 'Table',
  mapView: 'Show as',
  mapLoading: 'Counting places…',
  mapEmpty: 'No events yet',
  mapNoMatch: 'No event matches',
  mapNoPlaces: 'None of these events has a place.',
  mapNoSource: 'No events to read',
  mapStale: 'The places below are those from before.',
  mapNotLoaded: 'The map could not be loaded. The table has the same figures.',
  /** The sentence above the map: who leads, of how many. */
  mapLeads: (name: string, n: number, placed: number): SummaryPart[] =>
    say`${[objectPart(name)]} leads with ${count(n, { other: '#' })} of the ${count(placed, { one: '# event', other: '# events' })} that have a place.`,
  mapAll: (name: string, placed: number): SummaryPart[] =>
    say`${count(placed, { one: 'The one event', other: 'All # events' })} that ${placed === 1 ? 'has' : 'have'} a place ${placed === 1 ? 'is' : 'are'} from ${[objectPart(name)]}.`,
  mapFailures: (name: string, failures: number, n: number): SummaryPart[] =>
    say` ${[objectPart(name)]} is mostly failures: ${count(failures, { other: '#' })} of ${count(n, { other: '#' })}.`,
  mapCoordinates: (lat: string, isNorth: boolean, long: string, isEast: boolean) =>
    `${lat}° ${isNorth ? 'N' : 'S'}, ${long}° ${isEast ? 'E' : 'W'}`,
  mapTown: (city: string, country: string) => `${city}, ${country}`,
  mapPartOf: (country: string) => `${country}, several places`,
  mapAround: (coordinates: string) => `Around ${coordinates}`,
  mapCountryOnly: 'Only the country is known',
  mapChoosesCountry: (country: string) => `A choice shows all of ${country}`,
  mapHint: 'Enter: only these. Arrows: next place. + and −: zoom',
  mapPressHint: 'Press: only these',
  mapPressAgainHint: 'Press: no longer only these',
  mapZoomIn: 'Zoom in',
  mapZoomOut: 'Zoom out',
  mapWhole: 'The whole world',
  mapFit: 'Zoom to the places',
  mapBox: 'Choose an area',
  mapBoxHint: 'Drag a box, or press Enter for what is in sight',
  mapDropArea: 'Drop the chosen area',
  mapWheelHint: (key: string) => `Hold ${key} to zoom with the wheel`,
  mapFingersHint: 'Move the map with two fingers',
  mapOption: (name: string, n: number, parts: string) =>
    `${name}: ${count(n, { one: '# event', other: '# events' })}. ${parts}`,
  mapPart: (group: string, n: number) => `${group} ${count(n, { other: '#' })}`,
  mapNowhere: (n: number) => count(n, { one: '# event has no place', other: '# events have no place' }),
  mapPrivate: (n: number) =>
    count(n, { one: '# of them comes from a private address', other: '# of them come from private addresses' }),
  mapInvalid: (n: number) =>
    count(n, { one: '# event has a place that cannot be', other: '# events have a place that cannot be' }),
  mapNoSearch: 'no search finds just these: their values are too many, or not all events were counted',
  mapPlated: (n: number) =>
    count(n, {
      one: '# event has only a country: a square in the middle of it.',
      other: '# events have only a country: squares in the middle of it.',
    }),
  mapTableCaption: 'Events by place',
  mapByCountry: 'Countries',
  mapByTown: 'Places',
  mapColumnPlace: 'Place',
  mapColumnEvents: 'Events',
  mapMoreRows: (n: number, events: number) =>
    `${count(n, { one: '# smaller place', other: '# smaller places' })} with ${count(events, { one: '# event', other: '# events' })} in all ${n === 1 ? 'is' : 'are'} not shown.`,
  mapOnly: (name: string) => `Only ${name}`,
};

export type MapTexts = Localize<keyof typeof mapEn>;
