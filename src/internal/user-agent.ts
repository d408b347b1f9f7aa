/** What browsers call themselves, the most particular first: nearly all of them claim to be Safari too. */
const BROWSERS: readonly [RegExp, string][] = [
  [/ Edg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/ OPR\/(\d+)/, 'Opera'],
  [/ SamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/ (?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/ (?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/ Version\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\((?:iPhone|iPad|iPod)/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows NT/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/**
 * A browser's user agent text in few words: `Firefox 145, Linux`. `null` for everything else, tools and robots above all,
 * whose own words are short and say more.
 */
export function browserName(userAgent: string): string | null {
  if (!userAgent.startsWith('Mozilla/5.0 (') || userAgent.length > 400 || /bot|compatible;|headless/i.test(userAgent))
    return null;
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent));
  if (!browser) return null;
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const name = `${browser[1]} ${browser[0].exec(userAgent)?.[1] ?? ''}`;
  return system ? `${name}, ${system}` : name;
}
