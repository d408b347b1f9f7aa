import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { VERSION } from '../../internal/version.js';
import { queryInputEn } from '../../locales/en/query-input.js';
import type { EventRecord } from '../../model/index.js';
import type { GivenProblems, SuggestValues } from '../../query-lang/editor/index.js';
import { hasOperator, isNearQuery } from '../../query-lang/has-operator.js';
import type { Diagnostic, Fix, Kind, Schema } from '../../query-lang/index.js';
import { EventSearchRequestEvent } from '../event-provider/event-provider.events.js';
import { ProviderController } from '../event-provider/provider-controller.js';
import { ViewStore } from '../event-provider/view-store.js';
import { EditorController } from './editor-controller.js';
import { EventQueryInputChangeEvent, EventQuerySubmitEvent } from './event-query-input.events.js';
import { styles } from './event-query-input.styles.js';
import { bySeverity, fixMenu, historyMenu, problemList, type QueryExample } from './menus.js';
import { forgetQueries, readHistory, rememberQuery } from './query-history.js';

/** Up to here a text is read at every key, so that its validity is exact; longer ones are read after a pause. */
const READ_AT_ONCE = 2_000;
/** Typing goes on for as long as keys come faster: only then is there something to announce. */
const ANNOUNCE_MS = 600;

/**
 * A box for event queries and text searches. It colours, completes and checks the query, offers fixes, and always says which
 * of the two will run. A broken query does not run.
 *
 * It works by itself: `schema`, and a listener for `event-query-submit`, are enough. Inside an `<event-provider>` it shows the
 * provider's search, and running a query changes that.
 *
 * @tagname event-query-input
 * @status experimental
 * @since 0.1.0
 *
 * @slot actions - Buttons of the page's own, at the end of the box.
 * @csspart box - The frame round everything that stands in the line.
 * @csspart sign - Says whether a query or a text search will run, or that there is a problem.
 * @csspart input - Where the text is.
 * @csspart problems - The list of problems below the box.
 * @cssprop [--event-query-input-background] - Ground of the box; falls back to `--event-kit-surface`.
 * @cssprop [--event-query-input-max-height=10rem] - Height at which a long query begins to scroll.
 * @fires {EventQuerySubmitEvent} event-query-submit - A reader runs what is in the box. Cancelable.
 * @fires {EventQueryInputChangeEvent} event-query-input-change - A reader changed the text.
 */
export class EventQueryInput extends LitElement {
  /** @internal */ static readonly tag = 'event-query-input';
  /** @internal */ static readonly version = VERSION;
  /** @internal */ static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = styles;

  readonly #internals = this.attachInternals();
  readonly #provider = new ProviderController(this, new ViewStore());
  readonly #localize = new Localize(this, queryInputEn, () => this.#provider.state.locale);
  readonly #engine = new EditorController(this, () => ({
    text: this.#value,
    settings: this.#settings(),
    onInput: text => this.#typed(text),
    onProblems: (problems, text) => this.#takeFindings(problems, text),
    onEnter: listIsOpen => this.#enter(listIsOpen),
    onFixKey: () => this.#fixByKey(),
    onLeave: () => this.#leave(),
  }));
  #value = '';
  #kind: Kind = 'empty';
  /** Why the text does not run, by the language; empty until it is loaded. */
  #errors: readonly Diagnostic[] = [];
  /** The text that `#kind` and `#errors` are about. */
  #readText: string | undefined;
  /** What the editor found in the text after a pause. */
  #found: readonly Diagnostic[] = [];
  /** The text that `#found` is about. */
  #checked = '';
  /** The reader is done typing, or wanted to run it: then what is missing at the end counts, too. */
  #insisted = false;
  /** The provider's search when it was last looked at. */
  #providerSearch: string | undefined;
  #recent: readonly string[] = [];
  #message = '';
  #announceTimer: ReturnType<typeof setTimeout> | undefined;
  #announced: Kind | 'problem' = 'empty';

  /** The text in the box. Setting it sends no event; line ends become blanks. */
  @property()
  get value(): string {
    return this.#value;
  }
  set value(value: string) {
    const text = oneLine(typeof value === 'string' ? value : String(value ?? ''));
    if (text === this.#value) return;
    this.#take(text);
    this.#engine.editor?.setText(text);
  }

  /** Name of the value in a form. */
  @property({ reflect: true }) name = '';

  /** An empty box is not valid. */
  @property({ type: Boolean, reflect: true }) required = false;

  /** Nobody can come to it, and it is not sent with a form. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** The text can be read and copied, not changed. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  /** A hint for the empty box; without one, the kit's own. */
  @property() placeholder: string | undefined;

  /** What the box is called. Without one: its `<label>`, its `aria-label`, or the kit's own name for it. */
  @property() label = '';

  /** What can be asked for. Default: the schema of authentik's events, `eventSchema`. */
  @property({ attribute: false }) schema: Schema | null = null;

  /** Events to learn from: completion offers their keys and values. */
  @property({ attribute: false }) events: readonly EventRecord[] | null = null;

  /** Asks for values while a reader types one: `(field, typed, {signal}) => Promise<(string | {value, label?, count?})[]>`. */
  @property({ attribute: false }) suggest: SuggestValues | null = null;

  /**
   * What somebody else found wrong with the text, such as the server that was asked: shown at its place in it until the text
   * changes. Only one with a range inside the text.
   */
  @property({ attribute: false }) problems: readonly Diagnostic[] = [];

  /** Queries to begin with, offered in the menu of earlier ones. */
  @property({ attribute: false }) examples: readonly QueryExample[] = [];

  /** Keeps the queries that were run in local storage, under this key, and offers them again. Empty: keeps none. */
  @property() history = '';

  /** `problems`, and the text that was in the box when they were set. */
  #given: GivenProblems | null = null;
  #disabledByForm = false;

  constructor() {
    super();
    this.addEventListener('focusin', () => this.#engine.want());
    // Somebody is about to come: by the time they have clicked, most of it is loaded.
    this.addEventListener('pointerenter', () => this.#engine.want());
    this.addEventListener('focusout', event => {
      if (!this.shadowRoot?.contains(event.relatedTarget as Node | null)) this.#left();
    });
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'aria-label'];
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'aria-label') this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#announceTimer);
    this.#providerSearch = undefined;
  }

  /** What the text is. Until the language is loaded, whatever has an operator counts as a query. */
  get kind(): Kind {
    return this.#kind;
  }

  /** The form it belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
  /** Whether the value can be sent, and why not. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }
  /** What is wrong with the value. */
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }
  /** Whether the value is looked at when a form is sent. */
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }
  /** The `<label>` elements for it. */
  get labels(): NodeList {
    return this.#internals.labels;
  }

  /** Whether the value can be sent. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  /** As `checkValidity()`, and tells the reader. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Puts the cursor into the box. */
  override focus(options?: FocusOptions): void {
    if (this.#engine.editor && !this.#isDisabled) this.#engine.editor.focus();
    else this.#plain?.focus(options);
  }

  /** Selects the whole text. */
  select(): void {
    this.setSelectionRange(0, this.#value.length);
  }

  /** Selects a part of the text, in UTF-16 units, and puts the cursor there. */
  setSelectionRange(start: number, end: number): void {
    this.focus();
    const { editor } = this.#engine;
    if (editor) editor.select(start, end);
    else this.#plain?.setSelectionRange(start, end);
  }

  /** Runs the text, as Enter does. False when it is broken, or missing though required. */
  async submit(): Promise<boolean> {
    // Whether a query is broken only the language can tell; plain words always run.
    if (!this.#engine.engine && hasOperator(this.#value)) {
      await this.#engine.load();
      this.#read();
    }
    return this.#run();
  }

  formResetCallback(): void {
    this.value = this.getAttribute('value') ?? '';
  }

  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === 'string') this.value = state;
  }

  formDisabledCallback(disabled: boolean): void {
    this.#disabledByForm = disabled;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { provided, state } = this.#provider;
    if (provided && state.view.search !== this.#providerSearch) {
      this.#providerSearch = state.view.search;
      this.value = state.view.search;
    }
    if (changed.has('problems')) {
      const problems = Array.isArray(this.problems) ? this.problems : [];
      this.#given = problems.length > 0 ? { text: this.#value, problems } : null;
      // Where no editor stands yet, they are in nothing else.
      if (this.#given && !this.#isDisabled && this.isConnected) this.#engine.want();
    }
    if (changed.has('history')) this.#recent = this.history ? readHistory(this.history) : [];
    if (this.#value.length <= READ_AT_ONCE) this.#read();
    // There is a query to be coloured and checked, or what was perhaps meant as one.
    const isToCheck = this.#kind === 'query' || (this.#kind === 'text' && isNearQuery(this.#value));
    if (isToCheck && !this.#isDisabled && this.isConnected) this.#engine.want();
    this.#updateValidity();
  }

  get #isDisabled(): boolean {
    return this.disabled || this.#disabledByForm;
  }

  get #plain(): HTMLTextAreaElement | null {
    return this.renderRoot?.querySelector<HTMLTextAreaElement>('.plain') ?? null;
  }

  get #name(): string {
    const labels = [...this.#internals.labels].map(label => label.textContent?.trim()).filter(Boolean);
    return this.label || this.getAttribute('aria-label') || labels.join(' ') || this.#localize.text('queryLabel');
  }

  #settings(): ConstructorParameters<NonNullable<EditorController['engine']>['QueryEditor']>[0]['settings'] {
    const { engine } = this.#engine;
    return {
      schema: this.schema ?? engine!.eventSchema,
      events: Array.isArray(this.events) ? this.events : null,
      suggest: typeof this.suggest === 'function' ? this.suggest : null,
      problems: this.#given,
      readOnly: this.readonly,
      disabled: this.#isDisabled,
      attributes: this.#ariaAttributes(),
      phrases: { Completions: this.#localize.text('queryCompletions') },
    };
  }

  #ariaAttributes(): Record<string, string | null> {
    return {
      'aria-label': this.#name,
      'aria-describedby': 'sign problems',
      'aria-required': this.required ? 'true' : null,
      'aria-invalid': this.#hasError ? 'true' : null,
      'aria-disabled': this.#isDisabled ? 'true' : null,
      enterkeyhint: 'search',
    };
  }

  /** What is said about the text. */
  get #problems(): readonly Diagnostic[] {
    if (!this.#insisted) return this.#found;
    const missing = this.#errors.filter(error => !this.#found.some(found => sameProblem(found, error)));
    return [...this.#found, ...missing];
  }

  /** What is wrong so that it cannot run, and is said. */
  get #hasError(): boolean {
    return this.#problems.some(({ severity }) => severity === 'error');
  }

  /** Takes a new text, from wherever it comes. */
  #take(text: string): void {
    const before = this.#value;
    const kindBefore = this.#kind;
    this.#value = text;
    this.#insisted = false;
    this.#errors = [];
    this.#readText = undefined;
    this.#kind = hasOperator(text) ? 'query' : text.trim() === '' ? 'empty' : 'text';
    if (text.length <= READ_AT_ONCE) this.#read();
    // What was said stays while the reader types on, until the next look; about another kind of text it would be nonsense.
    if (this.#kind === 'empty' || (this.#kind === 'text' && kindBefore !== 'text')) this.#found = [];
    this.#internals.setFormValue(text);
    this.requestUpdate('value', before);
    this.#announceSoon();
  }

  /** Has the language read the text. */
  #read(): void {
    const { engine } = this.#engine;
    if (!engine || this.#readText === this.#value) return;
    const { kind, errors } = engine.parse(this.#value);
    this.#readText = this.#value;
    this.#kind = kind;
    this.#errors = errors;
  }

  #updateValidity(): void {
    const anchor = this.renderRoot?.querySelector<HTMLElement>('.box') ?? undefined;
    if (this.#kind === 'broken') this.#internals.setValidity({ customError: true }, this.#errors[0]!.message, anchor);
    else if (this.required && this.#kind === 'empty')
      this.#internals.setValidity({ valueMissing: true }, this.#localize.text('queryMissing'), anchor);
    else this.#internals.setValidity({});
  }

  /** A reader changed the text. */
  #typed(text: string): void {
    this.#take(text);
    const event = new EventQueryInputChangeEvent(text, this.#kind);
    this.dispatchEvent(event);
  }

  /** The editor has looked at the text after a pause. */
  #takeFindings(found: readonly Diagnostic[], text: string): void {
    if (text !== this.#value) return;
    this.#read();
    this.#found = found;
    this.#checked = text;
    this.requestUpdate();
    this.#announceSoon();
  }

  /** From now on what is missing at the end is said, too. */
  #insist(): void {
    this.#insisted = true;
    this.#engine.editor?.check();
    if (this.#checked !== this.#value) this.#found = [];
    this.requestUpdate();
    this.#announceSoon();
  }

  /** Enter. With the list open a text that cannot run is no problem yet: the list has what it lacks. */
  #enter(listIsOpen: boolean): boolean {
    if (this.readonly) return true;
    this.#read();
    if (listIsOpen && this.#kind === 'broken') return false;
    this.#engine.editor?.closeList();
    this.#run();
    return true;
  }

  #run(): boolean {
    if (this.#isDisabled) return false;
    if (this.#kind === 'broken') {
      this.#insist();
      const worst = bySeverity(this.#problems)[0];
      if (worst) this.#engine.editor?.select(worst.from, worst.to);
      this.focus();
      this.#announce(this.#problemText());
      return false;
    }
    if (this.required && this.#kind === 'empty') {
      this.#announce(this.#localize.text('queryMissing'));
      return this.reportValidity();
    }
    if (this.history) {
      rememberQuery(this.history, this.#value);
      this.#recent = readHistory(this.history);
    }
    if (this.#send() && this.form) this.form.requestSubmit();
    return true;
  }

  /** Tells the page and the provider. False when the page does it all itself. */
  #send(): boolean {
    const event = new EventQuerySubmitEvent(this.#value, this.#kind);
    if (!this.dispatchEvent(event)) return false;
    if (this.#provider.provided) this.#provider.request(new EventSearchRequestEvent(this.#value));
    return true;
  }

  #clear(): void {
    this.#write('');
    this.focus();
    if (!this.required) this.#send();
  }

  /** Changes the text for the reader. */
  #write(text: string): void {
    const { editor } = this.#engine;
    if (editor) editor.write(oneLine(text));
    else this.#typed(oneLine(text));
  }

  #fix(fix: Fix): void {
    if (this.readonly || this.#isDisabled) return;
    this.#engine.editor?.fix(fix, this.#checked);
    this.#engine.editor?.check();
  }

  /** The fix for the problem at the cursor, else for the worst one; when there are several, the menu. */
  #fixByKey(): boolean {
    const { editor } = this.#engine;
    if (!editor) return false;
    editor.check();
    const { from, to } = editor.selection;
    const fixable = bySeverity(this.#problems).filter(({ fixes }) => fixes.length > 0);
    const here = fixable.filter(problem => problem.from <= to && problem.to >= from);
    const fixes = (here.length > 0 ? here : fixable).flatMap(problem => problem.fixes);
    if (fixes.length === 1) this.#fix(fixes[0]!);
    else if (fixes.length > 1) this.renderRoot.querySelector<HTMLElement>('#fixes')?.showPopover();
    return true;
  }

  /** Escape, with nothing open. */
  #leave(): void {
    (this.shadowRoot?.activeElement as HTMLElement | null)?.blur();
  }

  /** Focus has gone elsewhere. */
  #left(): void {
    this.#engine.editor?.closeList();
    this.#read();
    if (this.#kind === 'broken') this.#insist();
  }

  #problemText(): string {
    const [worst] = bySeverity(this.#problems);
    if (!worst) return '';
    return `${this.#localize.text('queryProblems', this.#problems.length)}: ${worst.message}`;
  }

  /** Says what the text is by now, when the reader pauses and it is something else than before. */
  #announceSoon(): void {
    clearTimeout(this.#announceTimer);
    if (!this.isConnected) return;
    this.#announceTimer = setTimeout(() => {
      const now = this.#hasError ? 'problem' : this.#kind;
      if (now === this.#announced) return;
      this.#announced = now;
      if (!this.matches(':focus-within')) return;
      if (now === 'problem') this.#announce(this.#problemText());
      else if (now === 'query') this.#announce(this.#localize.text('querySignQueryHint'));
      else if (now === 'text') this.#announce(this.#localize.text('querySignTextHint'));
    }, ANNOUNCE_MS);
  }

  #announce(message: string): void {
    // The same words again are news only when they change.
    this.#message = message === this.#message ? `${message}\u00a0` : message;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const texts = this.#localize;
    const disabled = this.#isDisabled;
    const isEmpty = this.#value === '';
    const examples = Array.isArray(this.examples) ? (this.examples as readonly QueryExample[]) : [];
    const hasMenu = Boolean(this.history) || examples.length > 0;
    return html`<div class="box ${disabled ? 'is-disabled' : ''}" part="box">
        ${this.#sign()}
        <div class="field" part="input">
          ${isEmpty ? html`<div class="placeholder" aria-hidden="true">${this.placeholder ?? texts.text('queryHint')}</div>` : nothing}
          ${this.#plainField()}
          <div class="editor"></div>
        </div>
        <span class="end">
          ${this.readonly || disabled ? nothing : fixMenu({ problems: this.#problems, choose: fix => this.#fix(fix) }, texts)}
          ${
            hasMenu
              ? historyMenu(
                  {
                    recent: this.#recent,
                    examples,
                    disabled: disabled || this.readonly,
                    choose: query => {
                      this.#write(query);
                      this.focus();
                    },
                    forget: () => {
                      forgetQueries(this.history);
                      this.#recent = [];
                      this.#announce(texts.text('queryForgotten'));
                      this.focus();
                    },
                    opening: () => {
                      this.#recent = this.history ? readHistory(this.history) : [];
                      this.requestUpdate();
                    },
                  },
                  texts,
                )
              : nothing
          }
          <button
            type="button"
            class="icon-btn clear"
            aria-label=${texts.text('queryClear')}
            title=${texts.text('queryClear')}
            ?hidden=${isEmpty || disabled || this.readonly}
            @click=${() => this.#clear()}
          >
            ${icon('close')}
          </button>
          <slot name="actions"></slot>
        </span>
      </div>
      <ul class="problems" id="problems" part="problems" ?hidden=${this.#problems.length === 0}>
        ${problemList(this.#problems, fix => this.#fix(fix), texts)}
      </ul>
      <p class="sr" role="status">${this.#message}</p>
      <div class="tips" popover="manual"></div>`;
  }

  #sign(): TemplateResult {
    const texts = this.#localize;
    const problem = this.#hasError;
    const isQuery = this.#kind === 'query' || this.#kind === 'broken';
    const [name, word, hint] = problem
      ? (['alert', 'querySignProblem', 'querySignProblemHint'] as const)
      : isQuery
        ? (['query', 'querySignQuery', 'querySignQueryHint'] as const)
        : this.#kind === 'text'
          ? (['text', 'querySignText', 'querySignTextHint'] as const)
          : (['search', null, null] as const);
    return html`<span
      class="sign ${problem ? 'is-problem' : this.#kind === 'empty' ? 'is-empty' : ''}"
      id="sign"
      part="sign"
      title=${hint ? texts.text(hint) : nothing}
      >${icon(name)}${word ? html`<span>${texts.text(word)}</span>` : nothing}</span
    >`;
  }

  /** What there is until the editor has been loaded. It wraps and grows in the same way, so that nothing moves then. */
  #plainField(): TemplateResult {
    const aria = this.#ariaAttributes();
    // Where nobody sees it, a long text would be laid out for nothing at every key.
    const text = this.#engine.editor ? '' : this.#value;
    return html`<div class="mirror" aria-hidden="true">${text}</div>
      <textarea
        class="plain"
        rows="1"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        enterkeyhint="search"
        aria-label=${aria['aria-label'] ?? nothing}
        aria-describedby="sign problems"
        aria-invalid=${aria['aria-invalid'] === 'true' ? 'true' : nothing}
        ?required=${this.required}
        ?readonly=${this.readonly}
        ?disabled=${this.#isDisabled}
        .value=${live(text)}
        @input=${this.#plainInput}
        @keydown=${this.#plainKey}
        @compositionstart=${(event: Event) => ((event.currentTarget as HTMLElement).dataset.composing = '')}
        @compositionend=${(event: Event) => delete (event.currentTarget as HTMLElement).dataset.composing}
      ></textarea>`;
  }

  readonly #plainInput = (event: Event): void => {
    const field = event.currentTarget as HTMLTextAreaElement;
    const text = oneLine(field.value);
    if (text !== field.value) {
      const { selectionEnd } = field;
      field.value = text;
      field.setSelectionRange(selectionEnd, selectionEnd);
    }
    this.#typed(text);
  };

  readonly #plainKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (!this.readonly) void this.submit();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.#leave();
    }
  };
}

/** A query is one line: every line end becomes a blank. */
function oneLine(text: string): string {
  return text.replace(/\r\n?|\n/g, ' ');
}

function sameProblem(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.from === b.from && a.to === b.to;
}
