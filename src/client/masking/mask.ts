import { parsePath } from '../../model/path.js';

/** A value a mask may be asked about, and what it gives for it. */
export type MaskValue = string | number | bigint | boolean;

/** Where a value stands that is to be masked. */
export interface MaskPlace {
  /** Keys from the record on. */
  path: readonly string[];
  /** The `pk` of the event; empty where a value is one of many events (a facet, a breakdown). */
  id: string;
}

/** What is shown instead of a value. Anything but text, a number or a boolean counts as the default, dots. */
export type MaskFunction = (value: MaskValue, place: MaskPlace) => unknown;

/**
 * What nobody sees before the page's owner agrees. See docs/masking.md.
 *
 * A path is one of the query language (`user.email`, `context."a.b"`); the segment `*` stands for any one key or index, `**`
 * for any number of them: `**.password`. A path to an object or array masks every value in it. `pk` cannot be masked.
 */
export interface Mask {
  paths: readonly string[];
  /** What is shown instead; without it, eight dots, whatever the value is. Missing values, `null` and `''` stay. */
  mask?: MaskFunction;
  /** `false`: cannot be asked for either. */
  revealable?: boolean;
}

/** Says nothing about the value, its length neither. */
export const DOTS = '••••••••';

/** A mask made ready: broken input is left out here, once, so that nothing later can fail. */
export interface CompiledMask {
  readonly patterns: readonly Pattern[];
  readonly revealable: boolean;
  replace(value: MaskValue, place: MaskPlace): MaskValue;
}

type Pattern = readonly string[];

/** One mask or several; what is none of them masks nothing. */
export function compileMasks(masks: unknown): readonly CompiledMask[] {
  const list = Array.isArray(masks) ? (masks as unknown[]) : [masks];
  return list.flatMap(mask => {
    if (typeof mask !== 'object' || mask === null) return [];
    const { paths, mask: replace, revealable } = mask as Partial<Mask>;
    const patterns = (Array.isArray(paths) ? (paths as unknown[]) : [])
      .filter(path => typeof path === 'string' && path !== '' && path !== 'pk')
      .map(path => parsePath(path as string));
    if (patterns.length === 0) return [];
    return [{ patterns, revealable: revealable !== false, replace: replacer(replace) }];
  });
}

/** A function of the page may throw, or give anything: then dots, for a value must not show because of that. */
function replacer(replace: unknown): CompiledMask['replace'] {
  if (typeof replace !== 'function') return () => DOTS;
  return (value, place) => {
    try {
      const shown = (replace as MaskFunction)(value, place);
      return ['string', 'number', 'bigint', 'boolean'].includes(typeof shown) ? (shown as MaskValue) : DOTS;
    } catch {
      return DOTS;
    }
  };
}

/** The first mask for the value at a path, or the object it is in. */
export function maskAt(masks: readonly CompiledMask[], path: readonly string[]): CompiledMask | undefined {
  return masks.find(({ patterns }) => patterns.some(pattern => covers(pattern, 0, path, 0)));
}

/** Whether a pattern stands for a path or for something it lies in. */
function covers(pattern: Pattern, p: number, path: readonly string[], at: number): boolean {
  if (p === pattern.length) return true;
  if (pattern[p] === '**') {
    for (let next = at; next <= path.length; next += 1) if (covers(pattern, p + 1, path, next)) return true;
    return false;
  }
  if (at === path.length) return false;
  return (pattern[p] === '*' || pattern[p] === path[at]) && covers(pattern, p + 1, path, at + 1);
}

/** The mask for a field as queries and aggregates name it: a root that events do not have is one of the context. */
export function maskOfField(
  masks: readonly CompiledMask[],
  field: string,
): { mask: CompiledMask; path: string[] } | null {
  const path = parsePath(field);
  for (const candidate of [path, ['context', ...path]]) {
    const mask = maskAt(masks, candidate);
    if (mask) return { mask, path: candidate };
  }
  return null;
}

/** Whether a mask may change something below a path: then counts made from what lies there tell about it. */
export function touches(masks: readonly CompiledMask[], path: readonly string[]): boolean {
  const begins = (pattern: Pattern): boolean =>
    path.every((key, at) => pattern[at] === key || pattern[at] === '*' || pattern.slice(0, at + 1).includes('**'));
  return masks.some(mask => mask.patterns.some(begins)) || maskAt(masks, path) !== undefined;
}
