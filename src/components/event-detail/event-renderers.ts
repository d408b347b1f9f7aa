import type { EventRecord } from '../../model/index.js';

/** What a renderer of a page is given beside the event. */
export interface EventRenderContext {
  /** Language of the element, `de-AT`. */
  readonly locale: string;
  /** IANA name; empty for the browser's zone. */
  readonly timeZone: string;
  /** Any value of the event as something to draw: of bounded length, hidden characters visible, isolated. */
  text: (value: unknown) => unknown;
  /** An address as a link when it is a whole `http:` or `https:` one; else as text. */
  link: (value: unknown, words?: string) => unknown;
  /** What the kit itself would draw, to add to it. */
  standard: () => unknown;
}

/** Draws what is particular about an event: a Lit template, a DOM node, text, or a list of these. Never markup in a string. */
export interface EventRenderer {
  /** What the tab is called; without it, “Details”. */
  label?: string;
  render(record: EventRecord, context: EventRenderContext): unknown;
}

/** Which events: those of an action, or all that a function says yes to. */
export type EventMatch = string | ((record: EventRecord) => boolean);

const registered: { match: EventMatch; renderer: EventRenderer }[] = [];
const listeners = new Set<() => void>();

/**
 * Has events drawn by a renderer of the page's own, in every `<event-detail>`, those on the page included. The one that was
 * registered last wins. Whatever it throws is caught; the kit's own view is then shown, and says so.
 *
 * @returns takes the renderer away again
 * @throws TypeError when the match is neither text nor a function, or the renderer has no `render()`
 */
export function registerEventRenderer(match: EventMatch, renderer: EventRenderer): () => void {
  if (typeof match !== 'string' && typeof match !== 'function') {
    throw new TypeError('registerEventRenderer: the first argument is an action or a function.');
  }
  if (typeof (renderer as Partial<EventRenderer> | null)?.render !== 'function') {
    throw new TypeError('registerEventRenderer: the second argument is an object with a render() method.');
  }
  const entry = { match, renderer };
  registered.unshift(entry);
  tell();
  return () => {
    const at = registered.indexOf(entry);
    if (at < 0) return;
    registered.splice(at, 1);
    tell();
  };
}

/** The renderer for an event; null where the kit's own is to be used. A predicate that throws says no. */
export function rendererFor(record: EventRecord): EventRenderer | null {
  return registered.find(({ match }) => matches(match, record))?.renderer ?? null;
}

/** Calls back when renderers come or go, until the function it returns is called. */
export function onRenderers(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

function matches(match: EventMatch, record: EventRecord): boolean {
  if (typeof match === 'string') return record.action === match;
  try {
    return match(record);
  } catch {
    return false;
  }
}

function tell(): void {
  for (const changed of [...listeners]) changed();
}
