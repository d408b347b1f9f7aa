/** English names in use that the Unicode locale data spells in another way. */
const ALIASES: Record<string, string> = {
  'bolivia, plurinational state of': 'BO',
  burma: 'MM',
  'cape verde': 'CV',
  'czech republic': 'CZ',
  'democratic republic of the congo': 'CD',
  'great britain': 'GB',
  'hong kong': 'HK',
  'iran, islamic republic of': 'IR',
  'ivory coast': 'CI',
  'korea, republic of': 'KR',
  'republic of korea': 'KR',
  'lao people’s democratic republic': 'LA',
  macao: 'MO',
  macau: 'MO',
  macedonia: 'MK',
  'moldova, republic of': 'MD',
  palestine: 'PS',
  'republic of lithuania': 'LT',
  'russian federation': 'RU',
  swaziland: 'SZ',
  'syrian arab republic': 'SY',
  'taiwan, province of china': 'TW',
  'tanzania, united republic of': 'TZ',
  turkey: 'TR',
  türkiye: 'TR',
  uk: 'GB',
  'united states of america': 'US',
  usa: 'US',
  'venezuela, bolivarian republic of': 'VE',
  'viet nam': 'VN',
};

/** Codes that name no country: reserved, historic or for private use. */
const NO_COUNTRY =
  /^(?:AC|AN|BU|CP|CQ|CS|DD|DG|DY|EA|EU|EZ|FQ|FX|HV|IC|JT|MI|NH|NQ|NT|PC|PU|PZ|QO|RH|SU|TA|TP|UK|UN|VD|WK|XA|XB|YD|YU|ZR|ZZ)$/;

/** Codes by lower-case name and by lower-case code. */
let codes: Map<string, string> | undefined;

/**
 * The ISO 3166 code of a country given by its code or its English name (`de`, `Germany`, `Russian Federation`), or `null`
 * when it is neither. Names are those the engine's locale data has, and the commonest others.
 */
export function countryCode(country: string): string | null {
  const name = country.trim();
  codes ??= englishNames();
  return codes.get(name.toLowerCase()) ?? null;
}

function englishNames(): Map<string, string> {
  const names = new Map(Object.entries(ALIASES));
  const display = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = NO_COUNTRY.test(code) ? undefined : display.of(code);
      if (name !== undefined) names.set(name.toLowerCase(), code).set(code.toLowerCase(), code);
    }
  }
  return names;
}
