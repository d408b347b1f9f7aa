import type { LitElement, ReactiveController, TemplateResult } from 'lit';
import { html } from 'lit';
import { EventsError } from '../../client/errors.js';
import type { EventsClient, EventsView } from '../../client/index.js';
import type { LogTexts } from '../../locales/en/log.js';
import { warnOnce } from '../../internal/warn-once.js';
import { isObject } from '../../model/record.js';
import type { EventRecord, JsonObject } from '../../model/index.js';
import type { SuggestValues } from '../../query-lang/editor/index.js';
import type { Diagnostic, Schema } from '../../query-lang/index.js';
import type { EventQueryInput } from '../event-query-input/event-query-input.js';
import type { EventQuerySubmitEvent } from '../event-query-input/event-query-input.events.js';
import { afterPaint } from './late-loader.js';
import { lazyParts } from './lazy-parts.js';
import { plainField } from './plain-field.js';

/** What the box shows and learns from. */
export interface QuerySource {
  client: EventsClient | null;
  view: Readonly<EventsView>;
  /** What the server says of its fields, as it came. */
  autocomplete: JsonObject | undefined;
  /** Some of the events in the list. */
  sample: () => readonly EventRecord[];
  /** Why the list has no events. */
  error: unknown;
  /** What the list is called, if it has a name. */
  label: string;
  texts: LogTexts;
}

export interface QueryBoxActions {
  run: (search: string) => void;
  /** Enter on what is shown already. */
  runAgain: () => void;
}

/** What somebody has typed, and where they were in it, while one field takes the place of another. */
interface Carried {
  text: string;
  focused: boolean;
  start: number;
  end: number;
}

/**
 * The search of a list: `<event-query-input>`, and until that is loaded a plain field. What was typed by then, the cursor and the
 * focus go over from one to the other.
 */
export class QueryBox implements ReactiveController {
  readonly #host: LitElement;
  #isLoaded = false;
  #carried: Carried | undefined;
  #client: EventsClient | null = null;
  #suggest: SuggestValues | null = null;
  #autocomplete: JsonObject | undefined;
  #schema: Schema | null = null;
  #sample: readonly EventRecord[] | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    afterPaint(() => void this.#load());
  }

  hostUpdate(): void {
    const field = this.#field;
    if (!this.#isLoaded || !field) return;
    this.#carried = {
      text: field.value,
      focused: field.matches(':focus'),
      start: field.selectionStart ?? 0,
      end: field.selectionEnd ?? 0,
    };
  }

  hostUpdated(): void {
    const carried = this.#carried;
    const box = this.#box;
    this.#carried = undefined;
    if (!carried || !box) return;
    // The box is drawn, and shows the search, in a microtask: no key falls between the two.
    void box.updateComplete
      .then(() => {
        box.value = carried.text;
        return box.updateComplete;
      })
      .then(() => {
        if (carried.focused) box.setSelectionRange(carried.start, carried.end);
      });
  }

  /** What the server says of its fields; null for what the kit knows. */
  get schema(): Schema | null {
    return this.#schema;
  }

  /** Takes the reader to the search. */
  focus(): void {
    const box = this.#box;
    if (box) box.select();
    else this.#field?.select();
  }

  /** Events have come: what a reader may ask for can be learnt from them. */
  learn(): void {
    this.#sample = null;
  }

  render(source: QuerySource, actions: QueryBoxActions): TemplateResult {
    const { view, label, texts } = source;
    // Two lists on a page are two landmarks, and have to be told apart.
    return html`<div class="search" role="search" aria-label=${label || texts.text('logSearch')}>
      ${this.#isLoaded ? this.#renderBox(source, actions) : plainField(view.search, texts, actions.run, () => void this.#load())}
    </div>`;
  }

  #renderBox(source: QuerySource, { runAgain }: QueryBoxActions): TemplateResult {
    const { client, view, texts } = source;
    if (client !== this.#client) {
      this.#client = client;
      this.#suggest = suggestOf(client);
    }
    this.#readSchema(source.autocomplete);
    this.#sample ??= source.sample();
    const box = this.#box;
    return html`<event-query-input
      label=${texts.text('logSearch')}
      .schema=${this.#schema}
      .events=${this.#sample}
      .suggest=${this.#suggest}
      .problems=${box?.value === view.search ? problemsIn(source.error) : []}
      @event-query-submit=${(event: EventQuerySubmitEvent) => {
        if (!event.defaultPrevented && event.detail.value === view.search) runAgain();
      }}
    ></event-query-input>`;
  }

  get #box(): EventQueryInput | null {
    return this.#host.renderRoot?.querySelector<EventQueryInput>('event-query-input') ?? null;
  }

  get #field(): HTMLInputElement | null {
    return this.#host.renderRoot?.querySelector<HTMLInputElement>('.plain-query') ?? null;
  }

  async #load(): Promise<void> {
    if (this.#isLoaded || !this.#host.isConnected) return;
    try {
      await lazyParts.queryInput();
    } catch (error) {
      warnOnce('query-box', `The query box could not be loaded; a plain field is used. ${String(error)}`);
      return;
    }
    const field = this.#field;
    // In the midst of composing a character the field cannot be taken away.
    if (field?.dataset.composing !== undefined) {
      field.addEventListener('compositionend', () => setTimeout(() => void this.#load()), { once: true });
      return;
    }
    this.#isLoaded = true;
    this.#host.requestUpdate();
  }

  /** The schema of the server, read once for each form it comes in. */
  #readSchema(autocomplete: JsonObject | undefined): void {
    if (autocomplete === undefined || autocomplete === this.#autocomplete) return;
    this.#autocomplete = autocomplete;
    void import('../../query-lang/index.js').then(
      ({ schemaFromIntrospection }) => {
        if (autocomplete !== this.#autocomplete || !isObject(autocomplete.models)) return;
        this.#schema = schemaFromIntrospection(autocomplete);
        this.#host.requestUpdate();
      },
      () => undefined, // the box has its own, and says itself when the language cannot be loaded
    );
  }
}

/** Values that the client can be asked for, as the box asks. */
function suggestOf(client: EventsClient | null): SuggestValues | null {
  if (typeof client?.suggest !== 'function') return null;
  return async (field, typed, options) => {
    const values: unknown = await client.suggest(field, typed, options);
    return (Array.isArray(values) ? (values as unknown[]) : []).flatMap(entry => {
      const { value, count }: { value?: unknown; count?: unknown } = isObject(entry) ? entry : { value: entry };
      const isScalar = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
      return isScalar ? [{ value: String(value), ...(typeof count === 'number' && { count }) }] : [];
    });
  };
}

function problemsIn(error: unknown): readonly Diagnostic[] {
  return (error instanceof EventsError && error.diagnostics) || [];
}
