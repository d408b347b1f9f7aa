import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { VERSION } from '../../internal/version.js';
import { queryInputEn } from '../../locales/en/query-input.js';
import type { EventRecord } from '../../model/index.js';
import type { GivenProblems, SuggestValues } from '../../query-lang/editor/index.js';
import { isNearQuery } from '../../query-lang/has-operator.js';
import type { Diagnostic, Fix, Kind, Schema } from '../../query-lang/index.js';
import { EventSearchRequestEvent } from '../event-provider/event-provider.events.js';
import { ProviderController } from '../event-provider/provider-controller.js';
import { ViewStore } from '../event-provider/view-store.js';
import { Announcements } from './announcements.js';
import { BoxText } from './box-text.js';
import { EditorController } from './editor-controller.js';
import { EventQueryInputChangeEvent, EventQuerySubmitEvent } from './event-query-input.events.js';
import { styles } from './event-query-input.styles.js';
import { FormField } from './form-field.js';
import { bySeverity, fixMenu, historyMenu, problemList, type QueryExample } from './menus.js';
import { oneLine, plainField } from './plain-field.js';
import { forgetQueries, readHistory, rememberQuery } from './query-history.js';
import { sign } from './sign.js';

/** Up to here a text is read at every key, so that its validity is exact; longer ones are read after a pause. */
const READ_AT_ONCE = 2_000;

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
export class EventQueryInput extends FormField {
  /** @internal */ static readonly tag = 'event-query-input';
  /** @internal */ static readonly version = VERSION;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = styles;

  readonly #provider = new ProviderController(this, new ViewStore());
  readonly #localize = new Localize(this, queryInputEn, () => this.#provider.state.locale);
  readonly #engine = new EditorController(this, () => ({
    text: this.value,
    settings: this.#settings(),
    onInput: text => this.#typed(text),
    onProblems: (problems, text) => this.#takeFindings(problems, text),
    onEnter: listIsOpen => this.#enter(listIsOpen),
    onFixKey: () => this.#fixByKey(),
    onLeave: () => this.#leave(),
  }));
  readonly #text = new BoxText();
  readonly #announcements = new Announcements(() => this.requestUpdate());
  /** The provider's search when it was last looked at. */
  #providerSearch: string | undefined;
  #recent: readonly string[] = [];

  /** The text in the box. Setting it sends no event; line ends become blanks. */
  @property()
  get value(): string {
    return this.#text.value;
  }
  set value(value: string) {
    const text = oneLine(typeof value === 'string' ? value : String(value ?? ''));
    if (text === this.value) return;
    this.#take(text);
    this.#read();
    this.#engine.editor?.setText(text);
  }

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
    this.#announcements.stop();
    this.#providerSearch = undefined;
  }

  /** What the text is. Until the language is loaded, whatever has an operator counts as a query. */
  get kind(): Kind {
    return this.#text.kind;
  }

  /** Whether the value can be sent. A query that the language has not read yet cannot. */
  override checkValidity(): boolean {
    if (this.#text.isUnread) void this.#engine.load();
    return super.checkValidity();
  }

  /** As `checkValidity()`, and tells the reader. */
  override reportValidity(): boolean {
    if (this.#text.isUnread) void this.#engine.load();
    return super.reportValidity();
  }

  /** Puts the cursor into the box. */
  override focus(options?: FocusOptions): void {
    if (this.#engine.editor && !this.isDisabled) this.#engine.editor.focus();
    else this.#plain?.focus(options);
  }

  /** Selects the whole text. */
  select(): void {
    this.setSelectionRange(0, this.value.length);
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
    if (!this.#engine.engine && this.#text.isUnread) {
      await this.#engine.load();
      this.#read();
    }
    return this.#run();
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
      this.#given = problems.length > 0 ? { text: this.value, problems } : null;
      // Where no editor stands yet, they are in nothing else.
      if (this.#given && !this.isDisabled && this.isConnected) this.#engine.want();
    }
    if (changed.has('history')) this.#recent = this.history ? readHistory(this.history) : [];
    if (this.value.length <= READ_AT_ONCE) this.#read();
    // There is a query to be coloured and checked, or what was perhaps meant as one.
    const { kind } = this.#text;
    const isToCheck = kind === 'text' ? isNearQuery(this.value) : kind !== 'empty';
    if (isToCheck && !this.isDisabled && this.isConnected) this.#engine.want();
    this.#updateValidity();
  }

  get #plain(): HTMLTextAreaElement | null {
    return this.renderRoot?.querySelector<HTMLTextAreaElement>('.plain') ?? null;
  }

  get #name(): string {
    const labels = [...this.labels].map(label => label.textContent?.trim()).filter(Boolean);
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
      disabled: this.isDisabled,
      attributes: this.#ariaAttributes(),
      phrases: { Completions: this.#localize.text('queryCompletions') },
    };
  }

  #ariaAttributes(): Record<string, string | null> {
    return {
      'aria-label': this.#name,
      'aria-describedby': 'sign problems',
      'aria-required': this.required ? 'true' : null,
      'aria-invalid': this.#text.hasError ? 'true' : null,
      'aria-disabled': this.isDisabled ? 'true' : null,
      enterkeyhint: 'search',
    };
  }

  /** Takes a new text, from wherever it comes. */
  #take(text: string): void {
    const before = this.value;
    this.#text.take(text);
    if (text.length <= READ_AT_ONCE) this.#read();
    this.sendWithForm(text);
    this.#updateValidity();
    this.requestUpdate('value', before);
    this.#announceSoon();
  }

  /** Has the language read the text, if it is there. */
  #read(): void {
    const { engine } = this.#engine;
    if (!engine || !this.#text.isUnread) return;
    this.#text.read(engine.parse);
    this.#updateValidity();
  }

  /** At once and not with the next update: a form may be sent within the same task. */
  #updateValidity(): void {
    const { kind, errors, isUnread } = this.#text;
    const texts = this.#localize;
    const anchor = this.renderRoot?.querySelector<HTMLElement>('.box') ?? undefined;
    const invalid = (flags: ValidityStateFlags, message: string): void => this.setValidity(flags, message, anchor);
    if (kind === 'broken') invalid({ customError: true }, errors[0]!.message);
    else if (this.required && kind === 'empty') invalid({ valueMissing: true }, texts.text('queryMissing'));
    // Where the language cannot be had, whoever gets the query has to tell.
    else if (isUnread && !this.#engine.failed) invalid({ customError: true }, texts.text('queryChecking'));
    else this.setValidity({});
  }

  /** A reader changed the text. */
  #typed(text: string): void {
    this.#take(text);
    const event = new EventQueryInputChangeEvent(text, this.#text.kind);
    this.dispatchEvent(event);
  }

  /** The editor has looked at the text after a pause. */
  #takeFindings(found: readonly Diagnostic[], text: string): void {
    if (!this.#text.takeFindings(found, text)) return;
    this.#read();
    this.requestUpdate();
    this.#announceSoon();
  }

  /** From now on what is missing at the end is said, too. */
  #insist(): void {
    this.#engine.editor?.check();
    this.#text.insist();
    this.requestUpdate();
    this.#announceSoon();
  }

  /** Enter. With the list open a text that cannot run is no problem yet: the list has what it lacks. */
  #enter(listIsOpen: boolean): boolean {
    if (this.readonly) return true;
    this.#read();
    if (listIsOpen && this.#text.kind === 'broken') return false;
    this.#engine.editor?.closeList();
    this.#run();
    return true;
  }

  #run(): boolean {
    if (this.isDisabled) return false;
    if (this.#text.kind === 'broken') {
      this.#insist();
      const worst = bySeverity(this.#text.problems)[0];
      if (worst) this.#engine.editor?.select(worst.from, worst.to);
      this.focus();
      this.#announcements.say(this.#problemText);
      return false;
    }
    if (this.required && this.#text.kind === 'empty') {
      this.#announcements.say(this.#localize.text('queryMissing'));
      return this.reportValidity();
    }
    if (this.history) {
      rememberQuery(this.history, this.value);
      this.#recent = readHistory(this.history);
    }
    if (this.#send() && this.form) this.form.requestSubmit();
    return true;
  }

  /** Tells the page and the provider. False when the page does it all itself. */
  #send(): boolean {
    const event = new EventQuerySubmitEvent(this.value, this.#text.kind);
    if (!this.dispatchEvent(event)) return false;
    if (this.#provider.provided) this.#provider.request(new EventSearchRequestEvent(this.value));
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
    if (this.readonly || this.isDisabled) return;
    this.#engine.editor?.fix(fix, this.#text.checked);
    this.#engine.editor?.check();
  }

  /** The fix for the problem at the cursor, else for the worst one; when there are several, the menu. */
  #fixByKey(): boolean {
    const { editor } = this.#engine;
    if (!editor) return false;
    editor.check();
    const { from, to } = editor.selection;
    const fixable = bySeverity(this.#text.problems).filter(({ fixes }) => fixes.length > 0);
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
    if (this.#text.kind === 'broken') this.#insist();
  }

  get #problemText(): string {
    const { problems } = this.#text;
    const [worst] = bySeverity(problems);
    return worst ? `${this.#localize.text('queryProblems', problems.length)}: ${worst.message}` : '';
  }

  /** Says what the text is by now, when the reader pauses and it is something else than before. */
  #announceSoon(): void {
    if (!this.isConnected) return;
    this.#announcements.saySoon(() => {
      const { hasError, kind } = this.#text;
      const state = hasError ? 'problem' : kind;
      if (!this.matches(':focus-within')) return { state, message: '' };
      const hint = kind === 'query' ? 'querySignQueryHint' : kind === 'text' ? 'querySignTextHint' : null;
      return { state, message: hasError ? this.#problemText : hint ? this.#localize.text(hint) : '' };
    });
  }

  protected override render(): TemplateResult {
    const texts = this.#localize;
    const disabled = this.isDisabled;
    const isEmpty = this.value === '';
    const examples = Array.isArray(this.examples) ? (this.examples as readonly QueryExample[]) : [];
    const hasMenu = Boolean(this.history) || examples.length > 0;
    return html`<div class="box ${disabled ? 'is-disabled' : ''}" part="box">
        ${sign(this.#text.hasError ? 'problem' : this.#text.kind, texts)}
        <div class="field" part="input">
          ${isEmpty ? html`<div class="placeholder" aria-hidden="true">${this.placeholder ?? texts.text('queryHint')}</div>` : nothing}
          ${plainField({
            text: this.#engine.editor ? '' : this.value,
            required: this.required,
            readonly: this.readonly,
            disabled,
            aria: this.#ariaAttributes(),
            onInput: text => this.#typed(text),
            onEnter: () => !this.readonly && void this.submit(),
            onEscape: () => this.#leave(),
          })}
          <div class="editor"></div>
        </div>
        <span class="end">
          ${this.readonly || disabled ? nothing : fixMenu({ problems: this.#text.problems, choose: fix => this.#fix(fix) }, texts)}
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
                      this.#announcements.say(texts.text('queryForgotten'));
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
      <ul class="problems" id="problems" part="problems" ?hidden=${this.#text.problems.length === 0}>
        ${problemList(this.#text.problems, fix => this.#fix(fix), texts)}
      </ul>
      <p class="sr" role="status">${this.#announcements.message}</p>
      <div class="tips" popover="manual"></div>`;
  }
}
