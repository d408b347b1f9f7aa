import type { LitElement } from 'lit';
import type { Capabilities, EventsClient, EventsView } from '../../client/index.js';
import type { ExportColumn } from '../../model/index.js';
import { columnOptions } from '../event-log/columns.js';
import { obeys, type Choices, type Confirmation } from './confirmation.js';
import type { ExportPlace } from './event-exports.types.js';
import { isAboutQuery } from './view-text.js';

/** What a reader is asked before an export, with what they chose and what only the source can tell. */
export class Question {
  /** `null` before anything was asked. */
  asked: Confirmation | null = null;
  readonly #host: LitElement;
  #capabilities: { client: EventsClient; known: Capabilities | null } | undefined;
  #counting: AbortController | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Asks about a view, with what was chosen the last time. */
  ask(client: EventsClient, view: Readonly<EventsView>, columns: readonly (string | ExportColumn)[]): void {
    const places: ExportPlace[] = client.exports ? ['server', 'browser'] : ['browser'];
    const before = this.asked?.choices;
    const choices: Choices = {
      format: 'csv',
      everything: false,
      bom: true,
      manifest: false,
      ...before,
      columns: columnOptions(columns).map(({ field, label }) => (label ? { field, label } : { field })),
      place: before && places.includes(before.place) ? before.place : places[0]!,
    };
    const known = this.#capabilities?.client === client ? this.#capabilities.known : null;
    this.asked = { choices, view, count: undefined, places, serverObeys: obeys(known), busy: false, error: undefined };
    this.#host.requestUpdate();
    void this.#count(client, view);
    if (client.exports && this.#capabilities?.client !== client) void this.#learn(client);
  }

  change(change: Partial<Confirmation>): void {
    if (!this.asked) return;
    this.asked = { ...this.asked, ...change };
    this.#host.requestUpdate();
  }

  choose(choices: Partial<Choices>): void {
    if (this.asked) this.change({ choices: { ...this.asked.choices, ...choices }, error: undefined });
  }

  stop(): void {
    this.#counting?.abort();
  }

  async #count(client: EventsClient, view: Readonly<EventsView>): Promise<void> {
    this.stop();
    const { signal } = (this.#counting = new AbortController());
    try {
      const { pagination } = await client.list(view, { page: 1, pageSize: 1 }, { signal });
      if (!signal.aborted) this.change({ count: pagination.count });
    } catch (error) {
      // Why a source does not answer the export itself will say. That a query cannot run is known now.
      if (!signal.aborted) this.change({ count: null, ...(isAboutQuery(error) && { error }) });
    }
  }

  async #learn(client: EventsClient): Promise<void> {
    const known = await client.capabilities().catch(() => null);
    this.#capabilities = { client, known };
    this.change({ serverObeys: obeys(known) });
  }
}
