import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

/** What an element needs to be a field of a form, as an `<input>` is one. What is in it, and what is wrong with that, is its own matter. */
export abstract class FormField extends LitElement {
  /** @internal */ static readonly formAssociated = true;

  /** Name of the value in a form. */
  @property({ reflect: true }) name = '';

  /** An empty box is not valid. */
  @property({ type: Boolean, reflect: true }) required = false;

  /** Nobody can come to it, and it is not sent with a form. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** The text can be read and copied, not changed. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  readonly #internals = this.attachInternals();
  #disabledByForm = false;

  /** What is sent with the form. */
  abstract value: string;

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

  /** @internal Disabled itself, or by a `<fieldset>` around it. */
  protected get isDisabled(): boolean {
    return this.disabled || this.#disabledByForm;
  }

  /** @internal Its value for the form. */
  protected sendWithForm(value: string): void {
    this.#internals.setFormValue(value);
  }

  /** @internal What is wrong with the value; no flags when nothing is. The message stands at the anchor. */
  protected setValidity(flags: ValidityStateFlags, message?: string, anchor?: HTMLElement): void {
    this.#internals.setValidity(flags, message, anchor);
  }
}
