import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { warnOnce } from '../../internal/warn-once.js';
import type { QueryEditor, QueryEditorOptions } from '../../query-lang/editor/index.js';
import { engineLoader, type Engine } from './engine.js';

interface EditorHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

type Options = Pick<
  QueryEditorOptions,
  'settings' | 'text' | 'onInput' | 'onProblems' | 'onEnter' | 'onFixKey' | 'onLeave'
>;

/**
 * Loads the editor, and puts it in the place of the plain field with its text, selection and focus. Until then, and when it
 * cannot be loaded, the plain field does.
 */
export class EditorController implements ReactiveController {
  readonly #host: EditorHost;
  readonly #options: () => Options;
  #engine: Engine | undefined;
  #loading: Promise<Engine | undefined> | undefined;
  #editor: QueryEditor | undefined;
  #wanted = false;
  #failed = false;

  constructor(host: EditorHost, options: () => Options) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The language, once it is there. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** Whether it could not be loaded when it was last tried. */
  get failed(): boolean {
    return this.#failed;
  }

  /** The editor, once it stands. */
  get editor(): QueryEditor | undefined {
    return this.#editor;
  }

  /** Somebody has come to the box, or there is a query to be shown in it. */
  want(): void {
    this.#wanted = true;
    void this.load();
  }

  /** The language; undefined when it cannot be loaded, which is tried again the next time. */
  load(): Promise<Engine | undefined> {
    this.#loading ??= engineLoader.load().then(
      engine => {
        this.#engine = engine;
        this.#failed = false;
        this.#host.requestUpdate();
        this.#mount();
        return engine;
      },
      (error: unknown) => {
        this.#loading = undefined;
        // Once, for an update may ask for it again.
        if (!this.#failed) this.#host.requestUpdate();
        this.#failed = true;
        warnOnce('query-editor', `The query editor could not be loaded; a plain field is used. ${String(error)}`);
        return undefined;
      },
    );
    return this.#loading;
  }

  hostUpdated(): void {
    this.#mount();
    if (this.#editor) this.#editor.configure(this.#options().settings);
  }

  hostDisconnected(): void {
    this.#editor?.destroy();
    this.#editor = undefined;
    this.#showPlain(true);
    this.#host.requestUpdate(); // the plain field has the text again
  }

  /** By hand and not by the template: the swap is done within one task. */
  #showPlain(shown: boolean): void {
    for (const part of this.#host.renderRoot.querySelectorAll<HTMLElement>('.plain, .mirror')) part.hidden = !shown;
  }

  readonly #mount = (): void => {
    const { renderRoot: root } = this.#host;
    const parent = root.querySelector<HTMLElement>('.editor');
    const plain = root.querySelector<HTMLTextAreaElement>('.plain');
    if (!this.#engine || !this.#wanted || this.#editor || !this.#host.isConnected || !parent || !plain) return;
    // In the midst of composing a character the field cannot be taken away.
    if (plain.dataset.composing !== undefined) {
      plain.addEventListener('compositionend', () => setTimeout(this.#mount), { once: true });
      return;
    }
    const focused = plain.matches(':focus');
    const backward = plain.selectionDirection === 'backward';
    const { selectionStart: start, selectionEnd: end } = plain;
    const selection = backward ? { anchor: end, head: start } : { anchor: start, head: end };
    const tooltipParent = root.querySelector<HTMLElement>('.tips')!;
    const options = this.#options();
    this.#editor = new this.#engine.QueryEditor({
      ...options,
      parent,
      root: root as ShadowRoot,
      tooltipParent,
      selection,
    });
    tooltipParent.showPopover?.();
    // From one to the other within the same task: no key falls between them.
    if (focused) this.#editor.focus();
    this.#showPlain(false);
  };
}
