import { countryName } from '../../internal/format.js';
import type { FacetsTexts } from '../../locales/en/facets.js';
import { plainText } from '../../internal/text.js';
import type { FacetValue } from './filters.js';

const NAME_MAX = 120;

/** What a field is called: by name where the kit knows it, else by the last parts of its path. */
export function fieldLabel(field: string, texts: FacetsTexts): string {
  const { facetsFieldLabels } = texts.texts;
  if (Object.hasOwn(facetsFieldLabels, field)) return facetsFieldLabels[field]!;
  return field.replace(/^context\./, '');
}

/** What a value is called. Hidden characters are shown, and its length is bounded. */
export function valueLabel(field: string, value: FacetValue, texts: FacetsTexts): string {
  if (value === undefined) return texts.text('facetsAbsent', missingLabel(field, texts));
  // A column is null or has a value; inside JSON there may also be nothing at all.
  if (value === null) {
    const label = missingLabel(field, texts);
    return field.includes('.') ? texts.text('facetsNull', label) : label;
  }
  if (typeof value === 'string') {
    const { actionLabels } = texts.texts;
    if (field === 'action' && Object.hasOwn(actionLabels, value)) return actionLabels[value]!;
    if (field === 'context.geo.country') return plainText(countryName(value, texts.locale), NAME_MAX);
  }
  return plainText(value, NAME_MAX);
}

function missingLabel(field: string, texts: FacetsTexts): string {
  const { facetsMissingOf } = texts.texts;
  return Object.hasOwn(facetsMissingOf, field) ? facetsMissingOf[field]! : texts.text('facetsMissing');
}

/** Fields whose values a machine wrote. */
export function isMachineField(field: string): boolean {
  return field === 'app' || field === 'client_ip' || /(?:^|\.)(?:pk|id|uuid|path)$/.test(field);
}
