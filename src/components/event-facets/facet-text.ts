import { countryName } from '../../internal/format.js';
import type { Localize } from '../../internal/localize.js';
import { plainText } from '../../internal/text.js';
import type { JsonScalar } from '../../model/index.js';

const NAME_MAX = 120;

/** What a field is called: by name where the kit knows it, else by the last parts of its path. */
export function fieldLabel(field: string, texts: Localize): string {
  const { facetsFieldLabels } = texts.texts;
  if (Object.hasOwn(facetsFieldLabels, field)) return facetsFieldLabels[field]!;
  return field.replace(/^context\./, '');
}

/** What a value is called. Hidden characters are shown, and its length is bounded. */
export function valueLabel(field: string, value: JsonScalar, texts: Localize): string {
  if (value === null) return missingLabel(field, texts);
  if (typeof value === 'string') {
    const { actionLabels } = texts.texts;
    if (field === 'action' && Object.hasOwn(actionLabels, value)) return actionLabels[value]!;
    if (field === 'context.geo.country') return plainText(countryName(value, texts.locale), NAME_MAX);
  }
  return plainText(value, NAME_MAX);
}

export function missingLabel(field: string, texts: Localize): string {
  const { facetsMissingOf } = texts.texts;
  return Object.hasOwn(facetsMissingOf, field) ? facetsMissingOf[field]! : texts.text('facetsMissing');
}

/** Fields whose values a machine wrote. */
export function isMachineField(field: string): boolean {
  return field === 'app' || field === 'client_ip' || /(?:^|\.)(?:pk|id|uuid|path)$/.test(field);
}
