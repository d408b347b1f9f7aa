import { parsePath } from '../../model/path.js';
import type { JsonPatchOperation, JsonValue } from '../../model/index.js';

/** Shown and copied in place of a secret: says nothing of it, its length neither. */
export const DOTS = '••••••••';

/**
 * Keys whose values are secrets: the last word of the key is one of these, in snake_case, kebab-case or camelCase.
 * `client_secret`, `apiKey` and `X-Auth-Token` are; `token_type` and `access_token_validity` are not.
 */
export const SECRET_KEYS =
  /(?:^|[_\-. ])(?:pass(?:word|wd|phrase|code)?|pwd|secrets?|token|api[_-]?key|private[_-]?key|secret[_-]?key|signing[_-]?key|credentials?|authorization|cookie|otp|pin)$/i;

/** What sources put in the place of a secret before they record it. */
const MASKED = /^[*•●]{3,}$/;

/** Keys are few and asked for often; of objects whose keys are data, only so many are kept. */
const KNOWN_MAX = 2_000;

/** Knows which values of a difference must not be shown. */
export class Secrets {
  readonly #paths: readonly (readonly string[])[];
  readonly #keys: RegExp | null;
  readonly #known = new Map<string, boolean>();

  constructor(paths: readonly unknown[], keys: unknown) {
    this.#paths = paths.filter(path => typeof path === 'string' && path !== '').map(path => parsePath(path as string));
    // A pattern that remembers where it was would find every second key.
    this.#keys = keys instanceof RegExp ? new RegExp(keys.source, keys.flags.replace(/[gy]/g, '')) : null;
  }

  /** Whether a value is one, by what it says itself or by the keys that lead to it. `null`, true and false never are. */
  hides(path: readonly (string | number)[], value: unknown): boolean {
    if (typeof value === 'string' && MASKED.test(value)) return true;
    return value !== null && typeof value !== 'boolean' && value !== '' && this.hidesPath(path);
  }

  hidesPath(path: readonly (string | number)[]): boolean {
    const key = path.at(-1);
    if (typeof key === 'string' && this.#isSecretKey(key)) return true;
    return this.#paths.some(pattern => matches(pattern, 0, path, 0));
  }

  #isSecretKey(key: string): boolean {
    if (!this.#keys) return false;
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#keys.test(snake(key.slice(-100)));
      if (this.#known.size < KNOWN_MAX) this.#known.set(key, known);
    }
    return known;
  }

  /** A value with every secret in it replaced, for copying. */
  redacted(value: JsonValue, path: readonly (string | number)[] = []): JsonValue {
    const root: JsonValue[] = [];
    type Job = {
      value: JsonValue;
      path: readonly (string | number)[];
      into: JsonValue[] | Record<string, JsonValue>;
      key: string | number;
    };
    const waiting: Job[] = [{ value, path, into: root, key: 0 }];
    for (let job = waiting.pop(); job; job = waiting.pop()) {
      const { into, key } = job;
      const put = (replaced: JsonValue) =>
        Object.defineProperty(into, key, { value: replaced, writable: true, enumerable: true, configurable: true });
      if (this.hides(job.path, job.value)) put(DOTS);
      else if (typeof job.value !== 'object' || job.value === null) put(job.value);
      else {
        const copy: JsonValue[] | Record<string, JsonValue> = Array.isArray(job.value) ? [] : {};
        put(copy);
        const isArray = Array.isArray(job.value);
        for (const [name, inner] of Object.entries(job.value)) {
          const at = isArray ? Number(name) : name;
          // Takes its place now, so that keys stay in order.
          Object.defineProperty(copy, at, { value: null, writable: true, enumerable: true, configurable: true });
          // Deeper than this no path leads; the key alone decides.
          waiting.push({ value: inner, path: job.path.length < 100 ? [...job.path, at] : [at], into: copy, key: at });
        }
      }
    }
    return root[0]!;
  }

  redactedPatch(patch: readonly JsonPatchOperation[]): JsonPatchOperation[] {
    return patch.map(operation =>
      'value' in operation
        ? { ...operation, value: this.redacted(operation.value, fromPointer(operation.path)) }
        : operation,
    );
  }
}

function fromPointer(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map(token => token.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map(token => (/^\d{1,9}$/.test(token) ? Number(token) : token));
}

function snake(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}

/** `*` stands for one key or index, `**` for any number of them. What is below a secret is one too. */
function matches(pattern: readonly string[], p: number, path: readonly (string | number)[], at: number): boolean {
  if (p === pattern.length) return true;
  if (pattern[p] === '**') {
    for (let skip = at; skip <= path.length; skip += 1) if (matches(pattern, p + 1, path, skip)) return true;
    return false;
  }
  return (
    at < path.length && (pattern[p] === '*' || pattern[p] === String(path[at])) && matches(pattern, p + 1, path, at + 1)
  );
}
