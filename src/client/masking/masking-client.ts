import { formatPath, isObject, type EventRecord, type JsonObject } from '../../model/index.js';
import type {
  ActionType,
  EventPage,
  EventsClient,
  ListView,
  PageRequest,
  RequestOptions,
  VolumeBucket,
  VolumeOptions,
} from '../types.js';
import { maskOfField } from './mask.js';
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
    const answer = await this.#client.list(view, page, options);
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

  #field(field: string): ReturnType<typeof maskOfField> {
    return maskOfField(this.#masker.masks, field);
  }

  /** What a server offers for completing queries, without values of masked fields. Its models are those of DjangoQL. */
  #withoutOptions(autocomplete: JsonObject): JsonObject {
    const { current_model: current, models } = autocomplete;
    if (typeof current !== 'string' || !isObject(models)) return {};
    const shown = Object.entries(models).map(([model, fields]) => {
      if (!isObject(fields)) return [model, fields];
      // authentik names the model of a JSON field after its model and itself: "authentik_events.event_user".
      const root = model.startsWith(`${current}_`) ? [model.slice(current.length + 1)] : [];
      const entries = Object.entries(fields).map(([name, field]) => {
        const masked = isObject(field) && this.#field(formatPath([...root, name])) !== null;
        return [name, masked ? { ...field, options: null } : field];
      });
      return [model, Object.fromEntries(entries)];
    });
    return { ...autocomplete, models: Object.fromEntries(shown) as JsonObject };
  }
}
