const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What authentik's durations are made of, largest first. Months and years are ours, for plain durations: 30 and 365 days. */
const UNITS: readonly [name: string, ms: number, short: RegExp][] = [
  ['years', 365 * DAY, /^(y|years?)$/],
  ['months', 30 * DAY, /^(mo|months?)$/],
  ['weeks', 7 * DAY, /^(w|weeks?)$/],
  ['days', DAY, /^(d|days?)$/],
  ['hours', HOUR, /^(h|hours?)$/],
  ['minutes', MINUTE, /^(m|min|minutes?)$/],
  ['seconds', SECOND, /^(s|sec|seconds?)$/],
  ['milliseconds', 1, /^(ms|milliseconds?)$/],
];
/** Written texts never use these: authentik does not know them. */
const OURS = new Set(['years', 'months']);

export const FOREVER = 'forever';

/** Ten thousand years: nothing is meant by more. */
const MAX_MS = 10_000 * 365 * DAY;

/**
 * How long events are kept, in milliseconds: `Infinity` for `forever` (or `for ever`), `null` for what is no duration above zero.
 *
 * Takes authentik's form (`days=365`, `weeks=3;days=2;hours=3,seconds=2`), plain ones (`90 days`, `2 weeks 3 days`, `12h`)
 * and ISO 8601 (`P90D`, `P1Y6M`, `PT12H`).
 */
export function retentionMs(text: unknown): number | null {
  if (typeof text !== 'string' || text.length > 200) return null;
  const plain = text.trim().toLowerCase();
  if (plain === FOREVER || plain === 'for ever') return Infinity;
  const parts = plain.includes('=') ? assignments(plain) : plain.startsWith('p') ? isoParts(plain) : plainParts(plain);
  if (!parts || parts.length === 0) return null;
  let ms = 0;
  for (const [amount, name] of parts) {
    const unit = UNITS.find(([, , short]) => short.test(name));
    if (!unit) return null;
    ms += amount * unit[1];
  }
  return ms >= 1 && ms <= MAX_MS ? Math.round(ms) : null;
}

/** A duration in authentik's form: whole days as `days=365`, anything else as `days=1;hours=12`; `forever` for `Infinity`. */
export function retentionText(ms: number): string {
  if (ms === Infinity) return FOREVER;
  if (ms % DAY === 0) return `days=${ms / DAY}`;
  const parts: string[] = [];
  let left = Math.round(ms);
  for (const [name, size] of UNITS) {
    if (OURS.has(name) || name === 'weeks') continue;
    const amount = Math.floor(left / size);
    if (amount > 0) parts.push(`${name}=${amount}`);
    left -= amount * size;
  }
  return parts.join(';');
}

type Part = [amount: number, unit: string];

function assignments(text: string): Part[] | null {
  const parts: Part[] = [];
  for (const pair of text.split(/[;,]/)) {
    if (pair.trim() === '') continue;
    const match = /^\s*([a-z]+)\s*=\s*(\d{1,15}(?:\.\d{1,9})?)\s*$/.exec(pair);
    if (!match) return null;
    parts.push([Number(match[2]), match[1]!]);
  }
  return parts;
}

function isoParts(text: string): Part[] | null {
  const match =
    /^p(?:(\d{1,9})y)?(?:(\d{1,9})m)?(?:(\d{1,9})w)?(?:(\d{1,9})d)?(?:t(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?)?$/.exec(
      text,
    );
  if (!match) return null;
  return ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'].flatMap((unit, i): Part[] =>
    match[i + 1] === undefined ? [] : [[Number(match[i + 1]), unit]],
  );
}

function plainParts(text: string): Part[] | null {
  if (!/^(?:\d{1,15}(?:\.\d{1,9})?\s*[a-z]+[\s,]*)+$/.test(text)) return null;
  return [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)].map((match): Part => [Number(match[1]), match[2]!]);
}
