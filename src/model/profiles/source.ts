import { getPath, ownValue, parsePath } from '../path.js';
import { isObject } from '../record.js';
import { scalarText } from '../text.js';
import { globMatcher, type Matcher } from './glob.js';
import { ProfileError, type Condition, type EntriesSource, type FromSource, type Source } from './profile.js';

/** Reads a value out of an event; `undefined` for no value. */
export type Read = (event: unknown) => unknown;
export type Test = (event: unknown) => boolean;

/** What counts as no value: nothing, null, blank text. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && scalarText(value) === undefined);
}

/** The reader for a source. `where` is the source's place in its profile, for errors. */
export function compileSource(source: Source, where: string): Read {
  if (typeof source === 'string') return compilePath(source);
  if (isList(source)) return firstOf(source.map((one, i) => compileSource(one, `${where}.${i}`)));
  if ('const' in source) return () => source.const;
  if ('template' in source) return compileTemplate(source.template, `${where}.template`);
  if ('from' in source) return compileFrom(source, where);
  if ('entries' in source) return compileEntries(source);
  const test = compileCondition(source.if);
  const then = compileSource(source.then, `${where}.then`);
  const otherwise = source.else === undefined ? nothing : compileSource(source.else, `${where}.else`);
  return event => (test(event) ? then(event) : otherwise(event));
}

/** Reader for a text: scalars as text, everything else is no value, so that the next of several sources gets its turn. */
export function compileText(source: Source | undefined, where: string): (event: unknown) => string | undefined {
  if (source === undefined) return () => undefined;
  if (isList(source)) {
    const reads = source.map((one, i) => compileText(one, `${where}.${i}`));
    return event => {
      for (const read of reads) {
        const text = read(event);
        if (text !== undefined) return text;
      }
      return undefined;
    };
  }
  const read = compileSource(source, where);
  return event => scalarText(read(event));
}

/** A list of sources as its members, one source as a list of one. */
export function alternatives(source: Source | undefined): readonly Source[] {
  return source === undefined ? [] : isList(source) ? source.flatMap(alternatives) : [source];
}

export function isList(source: Source): source is readonly Source[] {
  return Array.isArray(source);
}

const nothing: Read = () => undefined;

function compilePath(path: string): Read {
  const segments = parsePath(path);
  return event => {
    const value = getPath(event, segments);
    return isMissing(value) ? undefined : value;
  };
}

function firstOf(reads: readonly Read[]): Read {
  return event => {
    for (const read of reads) {
      const value = read(event);
      if (!isMissing(value)) return value;
    }
    return undefined;
  };
}

/** Splits `{a.b}: {c}` into words and paths. */
function compileTemplate(template: string, where: string): Read {
  const words: string[] = [''];
  const paths: string[][] = [];
  for (const token of template.match(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g) ?? []) {
    if (token === '{' || token === '}')
      throw new ProfileError(`"${token}" stands alone; a brace itself is "${token}${token}".`, where);
    if (token.startsWith('{') && token.length > 2) {
      paths.push(parsePath(token.slice(1, -1)));
      words.push('');
    } else words[words.length - 1] += token === '{{' ? '{' : token === '}}' ? '}' : token;
  }
  return event => {
    let text = words[0]!;
    for (const [i, path] of paths.entries()) {
      const value = scalarText(getPath(event, path));
      if (value === undefined) return undefined;
      text += value + words[i + 1]!;
    }
    return text;
  };
}

function compileFrom(source: FromSource, where: string): Read {
  const { lookup, except } = source;
  if (lookup === undefined && except === undefined) return compileSource(source.from, `${where}.from`);
  const excluded = except === undefined ? undefined : globMatcher(except);
  const table = lookup && Object.entries(lookup).map(([key, value]) => ({ fits: globMatcher(key), value }));
  // Each alternative is looked at by itself, so that an excluded first one leaves room for the second.
  const reads = alternatives(source.from).map((one, i) => compileSource(one, `${where}.from.${i}`));
  return firstOf(
    reads.map(read => event => {
      const value = read(event);
      const text = scalarText(value);
      if (text === undefined) return table ? undefined : value;
      if (excluded?.(text)) return undefined;
      return table ? table.find(({ fits }) => fits(text))?.value : value;
    }),
  );
}

function compileEntries({ entries, key, value, in: places }: EntriesSource): Read {
  const list = parsePath(entries);
  const name = key === undefined ? undefined : parsePath(key);
  const paths = [value ?? ''].flat().map(path => parsePath(path));
  const objects = places?.map(path => parsePath(path));

  const valueOf = (event: unknown, of: string, entry: unknown): unknown => {
    if (!objects) return paths.map(path => getPath(entry, path)).find(found => found !== undefined);
    for (const path of objects) {
      const object = getPath(event, path);
      if (isObject(object) && Object.hasOwn(object, of)) return ownValue(object, of);
    }
    return undefined;
  };

  return event => {
    const found = getPath(event, list);
    if (typeof found !== 'object' || found === null) return undefined;
    const items: [unknown, unknown][] = Array.isArray(found)
      ? found.map((item: unknown) => [name && getPath(item, name), item])
      : Object.keys(found).map(own => [own, ownValue(found, own)]);
    const pairs = items.flatMap(([of, item]): [string, unknown][] => {
      const label = scalarText(of);
      const picked = label === undefined ? undefined : valueOf(event, label, item);
      return picked === undefined ? [] : [[label!, picked]];
    });
    // fromEntries defines properties, so that a key "__proto__" is a key like any other.
    return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
  };
}

export function compileCondition(condition: Condition): Test {
  const tests = Object.entries(condition).map(([path, wanted]): Test => {
    const read = compilePath(path);
    if (typeof wanted === 'boolean') return event => isMissing(read(event)) !== wanted;
    if (typeof wanted === 'string' || isTexts(wanted)) {
      const matcher = globMatcher(wanted);
      return event => fits(read(event), matcher);
    }
    const matcher = globMatcher(wanted.not);
    return event => {
      const value = read(event);
      return !isMissing(value) && !fits(value, matcher);
    };
  });
  return event => tests.every(test => test(event));
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

function fits(value: unknown, matcher: Matcher): boolean {
  if (Array.isArray(value)) return value.some(item => fits(item, matcher));
  const text = scalarText(value);
  return text !== undefined && matcher(text);
}
