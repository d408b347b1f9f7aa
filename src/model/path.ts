/** What an array index looks like as a key: no sign, no leading zero. Anything else (`length`, `01`) is no index. */
const INDEX = /^(?:0|[1-9]\d{0,9})$/;

/** A segment that can stand in a path as it is. */
const PLAIN_SEGMENT = /^[^."\s][^.\s]*$/;

/** Paths written as text are few and asked for a million times each; the cache is emptied when it gets this big. */
const CACHE_SIZE = 1_000;
const parsed = new Map<string, readonly string[]>();

/**
 * The segments of a dotted path: `context.geo.country`, `context.args.0`, `context."a.b".c`.
 *
 * A segment in double quotes is a JSON string, so a key may hold dots, quotes, blanks or nothing at all. The empty path
 * has no segments and means the value itself. Never throws: a quote that is not closed stands for itself.
 */
export function parsePath(path: string): string[] {
  const segments: string[] = [];
  if (path === '') return segments;
  let at = 0;
  for (;;) {
    const quoted = path[at] === '"' ? quotedSegment(path, at) : undefined;
    if (quoted) {
      segments.push(quoted.text);
      at = quoted.end;
    } else {
      const dot = path.indexOf('.', at);
      const end = dot === -1 ? path.length : dot;
      segments.push(path.slice(at, end));
      at = end;
    }
    if (at >= path.length) return segments;
    at += 1; // the dot
    if (at === path.length) {
      segments.push('');
      return segments;
    }
  }
}

/** The JSON string that starts at `start`, if one does and a dot or the end follows it. */
function quotedSegment(path: string, start: number): { text: string; end: number } | undefined {
  for (let end = start + 1; end < path.length; end += 1) {
    if (path[end] === '\\') end += 1;
    else if (path[end] === '"') {
      end += 1;
      if (end < path.length && path[end] !== '.') return undefined;
      try {
        return { text: JSON.parse(path.slice(start, end)) as string, end };
      } catch {
        return undefined;
      }
    }
  }
  return undefined;
}

/** The path of these segments as text, such that `parsePath(formatPath(s))` equals `s`. */
export function formatPath(segments: readonly string[]): string {
  return segments.map(segment => (PLAIN_SEGMENT.test(segment) ? segment : JSON.stringify(segment))).join('.');
}

/**
 * What stands at a path inside any value, or `undefined` when nothing does.
 *
 * Looks at own properties only, so `__proto__` and `constructor` are ordinary keys that are there or not, and a path can
 * never reach a prototype. Arrays are entered by index. Never throws, whatever the value is.
 * Give the segments (from {@link parsePath}) instead of text in a loop over many events.
 */
export function getPath(value: unknown, path: string | readonly string[]): unknown {
  const segments = typeof path === 'string' ? cachedPath(path) : path;
  let current = value;
  for (let i = 0; i < segments.length; i += 1) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = ownValue(current, segments[i]!);
  }
  return current;
}

/** Own property of an object, own element of an array; `undefined` where there is none or reading it throws. */
export function ownValue(object: object, key: string): unknown {
  try {
    const value = (object as Record<string, unknown>)[key];
    // Read first: most paths lead nowhere in most events, and then there is nothing left to ask.
    if (value === undefined || !Object.hasOwn(object, key)) return undefined;
    return Array.isArray(object) && !INDEX.test(key) ? undefined : value;
  } catch {
    return undefined; // a getter or a proxy of the host's own making
  }
}

function cachedPath(path: string): readonly string[] {
  let segments = parsed.get(path);
  if (!segments) {
    segments = parsePath(path);
    if (parsed.size >= CACHE_SIZE) parsed.clear();
    parsed.set(path, segments);
  }
  return segments;
}
