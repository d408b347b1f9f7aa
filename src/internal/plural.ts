import { formatNumber } from './format.js';

/** Wording by plural category; `#` stands for the number. Languages with one form give `other` only. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = new Map<string, Intl.PluralRules>();

/** `plural('en', 1204, {one: '# event', other: '# events'})` is `1,204 events`. */
export function plural(locale: string, count: number | bigint, forms: PluralForms): string {
  let rule = rules.get(locale);
  if (!rule) rules.set(locale, (rule = new Intl.PluralRules(locale)));
  const form = forms[rule.select(Number(count))] ?? forms.other;
  return form.replace('#', () => formatNumber(count, locale));
}
