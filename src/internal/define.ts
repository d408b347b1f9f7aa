import { warnOnce } from './warn-once.js';

/** An element class of this kit: it knows the tag it is usually registered under, and the version it comes from. */
export interface ElementClass extends CustomElementConstructor {
  readonly tag: string;
  readonly version: string;
}

/**
 * Registers an element, once. Two bundles on one page, hot reloading and a page that loads the kit from two places all
 * come here twice; throwing would blank the page, so the first registration stays and a differing version is reported.
 *
 * @param registry a scoped registry where the browser has them; the global one otherwise
 */
export function defineElement(ctor: ElementClass, tag: string = ctor.tag, registry?: CustomElementRegistry): void {
  const target = registry ?? globalThis.customElements;
  if (!target) return; // imported on a server
  const present = target.get(tag) as Partial<ElementClass> | undefined;
  if (!present) {
    // A constructor can be registered only once, so a second tag, or the same tag in a second registry, gets a subclass.
    const free = tag === ctor.tag && (target === globalThis.customElements || !isTaken(ctor));
    target.define(tag, free ? ctor : class extends (ctor as CustomElementConstructor) {});
    return;
  }
  if (present !== ctor && present.version !== ctor.version) {
    warnOnce(
      'define-version',
      `<${tag}> is already registered by version ${present.version ?? 'unknown'}; version ${ctor.version} is ignored.`,
    );
  }
}

function isTaken(ctor: ElementClass): boolean {
  return globalThis.customElements?.get(ctor.tag) === ctor;
}
