import { html, render, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { stringifyJson } from '../../model/json.js';
import type { EventRecord } from '../../model/index.js';
import { onRenderers, rendererFor, type EventRenderContext, type EventRenderer } from './event-renderers.js';

/**
 * What a page's own renderer draws, in a box of its own: whatever it throws, now or while it is drawn, ends there, and the
 * element falls back to the kit's view.
 */
export class OwnView implements ReactiveController {
  readonly #host: LitElement;
  #forget: (() => void) | undefined;
  #record: EventRecord | null = null;
  #renderer: EventRenderer | null = null;
  #context: EventRenderContext | null = null;
  #failure: string | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#forget = onRenderers(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#forget?.();
  }

  /** Finds the renderer for an event; call it before each drawing. */
  settle(record: EventRecord | null): void {
    const renderer = record && rendererFor(record);
    if (renderer !== this.#renderer || record !== this.#record) this.#failure = null;
    this.#record = record;
    this.#renderer = renderer;
  }

  /** The renderer in use; null for the kit's own view. */
  get renderer(): EventRenderer | null {
    return this.#failure === null ? this.#renderer : null;
  }

  /** What the renderer said when it threw. */
  get failure(): string | null {
    return this.#failure;
  }

  render(context: EventRenderContext): TemplateResult {
    this.#context = context;
    return html`${keyed(this.#renderer, html`<div class="own"></div>`)}`;
  }

  /** After the box is there: an error thrown inside a template of the host element would leave it half drawn. */
  hostUpdated(): void {
    const box = this.#host.renderRoot.querySelector<HTMLElement>('.own');
    const renderer = this.renderer;
    if (!box || !renderer || !this.#record || !this.#context) return;
    try {
      render(drawable(renderer.render(this.#record, this.#context)), box);
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      // Not now: this drawing is not over yet.
      queueMicrotask(() => this.#host.requestUpdate());
    }
  }
}

/** A thing Lit can draw. Of another object it would write "[object Object]": that is written as JSON. */
function drawable(content: unknown): unknown {
  if (Array.isArray(content)) return (content as unknown[]).map(drawable);
  if (typeof content !== 'object' || content === null || content instanceof Node) return content;
  const isLit = '_$litType$' in content || '_$litDirective$' in content;
  return isLit || Symbol.iterator in content ? content : stringifyJson(content);
}
