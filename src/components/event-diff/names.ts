import type { ReactiveControllerHost } from 'lit';
import type { DiffResolver, DiffResolverPlace } from './event-diff.types.js';

/** Names kept; a reader who scrolls through more is asked for them again. */
const CACHE_MAX = 5_000;
/** Longer values are no ids, and longer names no names. */
const VALUE_MAX = 200;
const NAME_MAX = 200;

/** Asks the host's resolver for names, once for each value and key, and keeps the answers. */
export class Names {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  #resolver: DiffResolver | null = null;
  #names = new Map<string, string | null>();

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#host = host;
  }

  use(resolver: unknown): void {
    const next = typeof resolver === 'function' ? (resolver as DiffResolver) : null;
    if (next === this.#resolver) return;
    this.#resolver = next;
    this.#names = new Map();
  }

  /** The name of a value, once it is known. */
  of(value: unknown, place: DiffResolverPlace): string | null {
    const resolver = this.#resolver;
    if (!resolver) return null;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return null;
    if (value === '' || String(value).length > VALUE_MAX) return null;
    // Elements of one array are of one kind: their key is that of the array.
    const key = place.path.findLast(segment => typeof segment === 'string') ?? '';
    const id = `${typeof value} ${key} ${value}`;
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    if (this.#names.size >= CACHE_MAX) this.#names.clear();
    this.#names.set(id, null);
    void this.#ask(resolver, value, place, id);
    return null;
  }

  async #ask(
    resolver: DiffResolver,
    value: string | number | bigint,
    place: DiffResolverPlace,
    id: string,
  ): Promise<void> {
    try {
      const name: unknown = await resolver(value, place);
      if (this.#resolver !== resolver || typeof name !== 'string' || name.trim() === '' || name === String(value))
        return;
      this.#names.set(id, name.slice(0, NAME_MAX));
      this.#host.requestUpdate();
    } catch {
      // The id stands for itself.
    }
  }
}
