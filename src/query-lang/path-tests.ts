import { getPath } from '../model/path.js';

/** Says of a value whether a comparison holds for it; `undefined` is a missing one. */
export type Test = (value: unknown) => boolean;
/** Says it of an event. Never throws. */
export type Predicate = (event: unknown) => boolean;

/** A test, or for plain equality the very value: that spares a call for every event. */
export type TestOrValue =
  { readonly test: Test; readonly value?: never } | { readonly test: null; readonly value: string | boolean };

type Keyed = Record<string, unknown>;
type Maker = (keys: readonly string[], expected: TestOrValue, missing: boolean) => Predicate;

/**
 * An event as the literals below take it: whatever it is, it is asked for its first part, and what throws (null, undefined, a
 * host's own object that will not be read) counts as missing. Asking first what it is would cost a tenth of the speed.
 */
type Anything = { readonly [key: string]: Anything | undefined | null };
type QuickMaker = (keys: readonly string[], expected: TestOrValue, missing: boolean) => (event: Anything) => boolean;

function has(value: unknown): value is Keyed {
  return typeof value === 'object' && value !== null;
}

/*
 * Below stand functions that all do the same, in rows by the length of the path. An engine learns for each function *literal*
 * which keys it reads from which shapes of objects, and reads as fast as hand-written code as long as a literal always reads
 * the same keys. With one literal for all paths every read is a search, and filtering a list takes twice as long. So each path
 * gets a literal of its own while there are any. Generating the code would do the same, but a strict CSP forbids that.
 */
/* prettier-ignore */
const ONE: readonly QuickMaker[] = [
  ([a], { test, value }, missing) => e => { try { return test === null ? (e[a!] as unknown) === value : test(e[a!]); } catch { return missing; } },
  ([a], { test, value }, missing) => e => { try { return test === null ? (e[a!] as unknown) === value : test(e[a!]); } catch { return missing; } },
  ([a], { test, value }, missing) => e => { try { return test === null ? (e[a!] as unknown) === value : test(e[a!]); } catch { return missing; } },
  ([a], { test, value }, missing) => e => { try { return test === null ? (e[a!] as unknown) === value : test(e[a!]); } catch { return missing; } },
  ([a], { test, value }, missing) => e => { try { return test === null ? (e[a!] as unknown) === value : test(e[a!]); } catch { return missing; } },
  ([a], { test, value }, missing) => e => { try { return test === null ? (e[a!] as unknown) === value : test(e[a!]); } catch { return missing; } },
  ([a], { test, value }, missing) => e => { try { return test === null ? (e[a!] as unknown) === value : test(e[a!]); } catch { return missing; } },
  ([a], { test, value }, missing) => e => { try { return test === null ? (e[a!] as unknown) === value : test(e[a!]); } catch { return missing; } },
];
/* prettier-ignore */
const TWO: readonly QuickMaker[] = [
  ([a, b], { test, value }, missing) => e => { try { const x: unknown = e[a!]; return has(x) ? (test === null ? x[b!] === value : test(x[b!])) : missing; } catch { return missing; } },
  ([a, b], { test, value }, missing) => e => { try { const x: unknown = e[a!]; return has(x) ? (test === null ? x[b!] === value : test(x[b!])) : missing; } catch { return missing; } },
  ([a, b], { test, value }, missing) => e => { try { const x: unknown = e[a!]; return has(x) ? (test === null ? x[b!] === value : test(x[b!])) : missing; } catch { return missing; } },
  ([a, b], { test, value }, missing) => e => { try { const x: unknown = e[a!]; return has(x) ? (test === null ? x[b!] === value : test(x[b!])) : missing; } catch { return missing; } },
  ([a, b], { test, value }, missing) => e => { try { const x: unknown = e[a!]; return has(x) ? (test === null ? x[b!] === value : test(x[b!])) : missing; } catch { return missing; } },
  ([a, b], { test, value }, missing) => e => { try { const x: unknown = e[a!]; return has(x) ? (test === null ? x[b!] === value : test(x[b!])) : missing; } catch { return missing; } },
  ([a, b], { test, value }, missing) => e => { try { const x: unknown = e[a!]; return has(x) ? (test === null ? x[b!] === value : test(x[b!])) : missing; } catch { return missing; } },
  ([a, b], { test, value }, missing) => e => { try { const x: unknown = e[a!]; return has(x) ? (test === null ? x[b!] === value : test(x[b!])) : missing; } catch { return missing; } },
];
/* prettier-ignore */
const THREE: readonly QuickMaker[] = [
  ([a, b, c], { test, value }, missing) => e => { try { let x: unknown; return has((x = e[a!])) && has((x = x[b!])) ? (test === null ? x[c!] === value : test(x[c!])) : missing; } catch { return missing; } },
  ([a, b, c], { test, value }, missing) => e => { try { let x: unknown; return has((x = e[a!])) && has((x = x[b!])) ? (test === null ? x[c!] === value : test(x[c!])) : missing; } catch { return missing; } },
  ([a, b, c], { test, value }, missing) => e => { try { let x: unknown; return has((x = e[a!])) && has((x = x[b!])) ? (test === null ? x[c!] === value : test(x[c!])) : missing; } catch { return missing; } },
  ([a, b, c], { test, value }, missing) => e => { try { let x: unknown; return has((x = e[a!])) && has((x = x[b!])) ? (test === null ? x[c!] === value : test(x[c!])) : missing; } catch { return missing; } },
  ([a, b, c], { test, value }, missing) => e => { try { let x: unknown; return has((x = e[a!])) && has((x = x[b!])) ? (test === null ? x[c!] === value : test(x[c!])) : missing; } catch { return missing; } },
  ([a, b, c], { test, value }, missing) => e => { try { let x: unknown; return has((x = e[a!])) && has((x = x[b!])) ? (test === null ? x[c!] === value : test(x[c!])) : missing; } catch { return missing; } },
  ([a, b, c], { test, value }, missing) => e => { try { let x: unknown; return has((x = e[a!])) && has((x = x[b!])) ? (test === null ? x[c!] === value : test(x[c!])) : missing; } catch { return missing; } },
  ([a, b, c], { test, value }, missing) => e => { try { let x: unknown; return has((x = e[a!])) && has((x = x[b!])) ? (test === null ? x[c!] === value : test(x[c!])) : missing; } catch { return missing; } },
];
const ROWS = [ONE, TWO, THREE] as readonly (readonly Maker[])[];

/** Any path, for when there is no literal left. */
const longPath: Maker = (keys, { test, value }, missing) => {
  const path = keys.slice(0, -1);
  const last = keys[keys.length - 1]!;
  return event => {
    try {
      let found = event;
      for (const key of path) {
        if (!has(found)) return missing;
        found = found[key];
      }
      if (!has(found)) return missing;
      return test === null ? found[last] === value : test(found[last]);
    } catch {
      return false;
    }
  };
};

/** A path with a key that objects inherit: own properties only. */
const carefulPath: Maker = (keys, { test, value }) => {
  return event => {
    try {
      const found = getPath(event, keys);
      return test === null ? found === value : test(found);
    } catch {
      return false;
    }
  };
};

const makers = new Map<string, Maker>();
const taken = [0, 0, 0];

/** Names that every object or array answers to without having them: these are looked for among its own properties only. */
function isInherited(key: string): boolean {
  return key in Object.prototype || key in Array.prototype;
}

function makerFor(path: readonly string[]): Maker {
  const name = path.join('.');
  const known = makers.get(name);
  if (known) return known;
  if (path.some(isInherited)) return carefulPath;
  const row = ROWS[path.length - 1];
  if (!row) return longPath;
  const next = taken[path.length - 1]!;
  if (next === row.length) return longPath;
  taken[path.length - 1] = next + 1;
  makers.set(name, row[next]!);
  return row[next]!;
}

/** The predicate that reads the value at a path of an event and asks the test. It never throws: a getter that does is a no. */
export function pathTest(path: readonly string[], expected: TestOrValue): Predicate {
  return makerFor(path)(path, expected, expected.test?.(undefined) ?? false);
}
