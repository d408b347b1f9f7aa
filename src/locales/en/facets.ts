import type { Localize } from '../../internal/localize.js';
import { count } from './count.js';
import { commonEn } from './common.js';
import { actionsEn } from './actions.js';

/** What `<event-facets>` says. */
export const facetsEn = {
  ...commonEn,
  ...actionsEn,

  facetsLabel: 'Filter by value',
  facetsValues: (n: number) => count(n, { one: '# value', other: '# values' }),
  facetsChosen: (chosen: number, n: number) => `${count(chosen, { other: '#' })} of ${count(n, { other: '#' })} chosen`,
  facetsMissing: 'None',
  facetsMissingOf: {
    'user.username': 'No user',
    app: 'No app',
    'context.geo.country': 'No country',
    'context.geo.city': 'No town',
    client_ip: 'No address',
  } as Readonly<Record<string, string>>,
  facetsAbsent: (none: string) => `${none} (not recorded)`,
  facetsNull: (none: string) => `${none} (null)`,
  facetsObjects: 'Not one value',
  facetsFieldLabels: {
    action: 'Action',
    app: 'App',
    'user.username': 'User',
    'user.email': 'E-mail',
    client_ip: 'Address',
    'brand.name': 'Brand',
    'context.geo.country': 'Country',
    'context.geo.city': 'Town',
  } as Readonly<Record<string, string>>,
  facetsOnly: (value: string) => `Only ${value}`,
  facetsLeaveOut: (value: string) => `Leave out ${value}`,
  facetsLeftOut: 'left out',
  facetsMore: (n: number) => count(n, { other: '# more' }),
  facetsFewer: 'Fewer',
  facetsRest: (n: number) => count(n, { one: '# event with a rarer value', other: '# events with rarer values' }),
  facetsSearch: (field: string) => `Search in ${field}`,
  facetsSearchHint: 'Search',
  facetsNoMatch: 'No value matches',
  facetsNone: 'No event has a value here',
  facetsLoading: 'Counting values…',
  facetsStale: 'The figures are those from before.',
  facetsNoSource: 'No events to read',
  facetsFold: 'Filter by value',
  facetsFoldOf: (fields: string) => `Filter by ${fields}`,
  facetsFiltered: (n: number) => count(n, { one: '# chosen', other: '# chosen' }),
  facetsValue: (value: string, n: number) => `${value}, ${count(n, { one: '# event', other: '# events' })}`,
  facetsValueOut: (value: string) => `${value}, left out`,
};

export type FacetsTexts = Localize<keyof typeof facetsEn>;
