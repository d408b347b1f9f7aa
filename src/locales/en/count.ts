import { plural, type PluralForms } from '../../internal/plural.js';

/** A number with its word, in English. */
export const count = (n: number | bigint, forms: PluralForms): string => plural('en', n, forms);
