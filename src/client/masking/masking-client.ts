import { BY_GROUP, MISSING_KEY, OTHER_KEY } from '../../model/aggregates/types.js';
import { formatPath } from '../../model/path.js';
import { isObject } from '../../model/record.js';
import type {
  EventRecord,
  Facet,
  Facets,
  FacetsOptions,
  Histogram,
  HistogramOptions,
  JsonObject,
  JsonScalar,
  Places,
  PlacesOptions,
} from '../../model/index.js';
import { EventsError } from '../errors.js';
import type { EventNotification, NotificationRules, Notifications, Retention } from '../manage/types.js';
import type {
  ActionType,
  Capabilities,
  EventPage,
  EventsClient,
  ListView,
  PageRequest,
  RequestOptions,
  Suggestion,
  VolumeBucket,
  VolumeOptions,
} from '../types.js';
import { maskAt, maskOfField, touches } from './mask.js';
import type { Masker } from './masker.js';

/**
 * Another client, seen through masks: no record, no count and no suggestion leaves it that says what is masked. The one
 * place where masks are put on, so that every view, copy and export has masked records only.
 *
 * A search still runs over the values themselves.
 */
export class MaskingEventsClient implements EventsClient {
  readonly #client: EventsClient;
  readonly #masker: Masker;

  constructor(client: EventsClient, masker: Masker) {
    this.#client = client;
    this.#masker = masker;
  }

  get sortable(): readonly string[] {
    // An order tells about the values it is made of.
    return this.#client.sortable.filter(field => !this.#field(field));
  }

  async list(view: ListView, page: PageRequest | number, options?: RequestOptions): Promise<EventPage> {
    return this.#masked(await this.#client.list(view, page, options));
  }

  glance(view: ListView, page: PageRequest): EventPage | null {
    const answer = this.#client.glance?.(view, page);
    return answer ? this.#masked(answer) : null;
  }

  #masked(answer: EventPage): EventPage {
    return {
      ...answer,
      results: answer.results.map(record => this.#masker.show(record)),
      ...(answer.autocomplete && { autocomplete: this.#withoutOptions(answer.autocomplete) }),
    };
  }

  async get(id: string, options?: RequestOptions): Promise<EventRecord> {
    return this.#masker.show(await this.#client.get(id, options));
  }

  actions(options?: RequestOptions): Promise<ActionType[]> {
    return this.#client.actions(options);
  }

  volume(view: ListView, options?: VolumeOptions): Promise<VolumeBucket[]> {
    return this.#client.volume(view, options);
  }

  async histogram(view: ListView, options: HistogramOptions & RequestOptions = {}): Promise<Histogram> {
    const answer = await this.#client.histogram(view, options);
    const rename = this.#renamer(options.by);
    if (!rename) return answer;
    return {
      ...answer,
      buckets: answer.buckets.map(bucket => ({ ...bucket, by: renamed(bucket.by, rename) })),
      keys: [...new Set(answer.keys.map(rename))],
    };
  }

  /** Where a place is masked, events are counted by country, and nothing nearer is told; a masked country is no place at all. */
  async places(view: ListView, options: PlacesOptions & RequestOptions = {}): Promise<Places> {
    const { masks } = this.#masker;
    const hides = touches(masks, ['context', 'geo']);
    if (maskAt(masks, ['context', 'geo', 'country'])) {
      throw new EventsError({ kind: 'query', url: 'masked:places', message: 'The places of these events are masked.' });
    }
    const answer = await this.#client.places(
      view,
      hides ? { ...options, level: 'country', bounds: undefined } : options,
    );
    const rename = this.#renamer(options.by);
    if (!hides && !rename) return answer;
    const places = answer.places
      .filter(place => !hides || place.country !== undefined)
      .map(place => {
        const by = rename ? renamed(place.by, rename) : place.by;
        const { total, country } = place;
        return hides ? { lat: null, long: null, country, level: 'country' as const, total, by } : { ...place, by };
      });
    const left = answer.places.length === places.length ? 0 : sum(answer.places) - sum(places);
    return {
      ...answer,
      places: places,
      nowhere: { ...answer.nowhere, missing: answer.nowhere.missing + left },
      ...(rename && { keys: [...new Set(answer.keys.map(rename))] }),
    };
  }

  async facets(view: ListView, fields: readonly string[], options?: FacetsOptions & RequestOptions): Promise<Facets> {
    const answer = await this.#client.facets(view, fields, options);
    const shown = Object.entries(answer.fields).map(([field, facet]): [string, Facet] => {
      const found = this.#field(field);
      if (!found) return [field, facet];
      const counts = new Map<JsonScalar, number>();
      for (const { value, count } of facet.values) {
        const seen = value === null || value === '' ? value : found.mask.replace(value, { path: found.path, id: '' });
        counts.set(seen, (counts.get(seen) ?? 0) + count);
      }
      return [field, { ...facet, values: [...counts].map(([value, count]) => ({ value, count })) }];
    });
    return { ...answer, fields: Object.assign(Object.create(null) as Facets['fields'], Object.fromEntries(shown)) };
  }

  async suggest(field: string, prefix: string, options?: RequestOptions): Promise<Suggestion[]> {
    return this.#field(field) ? [] : this.#client.suggest(field, prefix, options);
  }

  async capabilities(options?: RequestOptions): Promise<Capabilities> {
    return { ...(await this.#client.capabilities(options)), exports: false };
  }

  /** A server knows nothing of masks, and would write what they hide. What a page exports itself goes through here. */
  readonly exports = null;

  get notifications(): Notifications | null {
    const { notifications } = this.#client;
    return notifications ? maskedNotifications(notifications, this.#masker) : null;
  }

  get rules(): NotificationRules | null {
    return this.#client.rules ?? null;
  }

  get retention(): Retention | null {
    return this.#client.retention ?? null;
  }

  /** What a key of a breakdown is called; undefined where its field is not masked. */
  #renamer(by: string | undefined): ((key: string) => string) | undefined {
    const found = by === undefined || by === BY_GROUP ? null : this.#field(by);
    if (!found) return undefined;
    return key =>
      key === OTHER_KEY || key === MISSING_KEY || key === ''
        ? key
        : String(found.mask.replace(key, { path: found.path, id: '' }));
  }

  #field(field: string): ReturnType<typeof maskOfField> {
    return maskOfField(this.#masker.masks, field);
  }

  /** What a server offers for completing queries, without values of masked fields. Its models are those of DjangoQL. */
  #withoutOptions(autocomplete: JsonObject): JsonObject {
    const { current_model: current, models } = autocomplete;
    if (typeof current !== 'string' || !isObject(models)) return {};
    const shown = Object.entries(models).map(([model, fields]): [string, unknown] => {
      if (!isObject(fields)) return [model, fields];
      // authentik names the model of a JSON field after its model and itself: "authentik_events.event_user".
      const root = model.startsWith(`${current}_`) ? [model.slice(current.length + 1)] : [];
      const entries = Object.entries(fields).map(([name, field]): [string, unknown] => {
        const masked = isObject(field) && this.#field(formatPath([...root, name])) !== null;
        return [name, masked ? { ...field, options: null } : field];
      });
      return [model, Object.fromEntries(entries)];
    });
    return { ...autocomplete, models: Object.fromEntries(shown) as JsonObject };
  }
}

function renamed(by: Record<string, number>, rename: (key: string) => string): Record<string, number> {
  const counts = Object.create(null) as Record<string, number>;
  for (const [key, count] of Object.entries(by)) counts[rename(key)] = (counts[rename(key)] ?? 0) + count;
  return counts;
}

function sum(places: readonly { total: number }[]): number {
  return places.reduce((total, place) => total + place.total, 0);
}

/** Notifications whose events are masked, and whose words lose what is masked in them. */
function maskedNotifications(source: Notifications, masker: Masker): Notifications {
  const shown = (notification: EventNotification): EventNotification => {
    const { event, body } = notification;
    if (!isObject(event)) return notification;
    // In the event for a moment, the text loses what is masked in the rest of it.
    const { body: words, ...rest } = masker.show({ ...event, body } as unknown as EventRecord) as unknown as {
      body: string;
    };
    return { ...notification, body: words, event: rest as unknown as EventRecord };
  };
  return {
    list: async options => {
      const page = await source.list(options);
      return { ...page, results: page.results.map(shown) };
    },
    unseen: options => source.unseen(options),
    get: async (id, options) => shown(await source.get(id, options)),
    markSeen: async (id, seen, options) => shown(await source.markSeen(id, seen, options)),
    markAllSeen: options => source.markAllSeen(options),
    remove: (id, options) => source.remove(id, options),
    linkOf: notification => source.linkOf(notification),
    fileOf: notification => source.fileOf?.(notification) ?? null,
  };
}
