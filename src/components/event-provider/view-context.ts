import { createContext } from '@lit/context';
import type { ViewStore } from './view-store.js';

/**
 * The context that carries a provider's store (the community protocol for context: any element may consume it).
 * A registered symbol, so that two copies of the kit on one page, and a host's own consumer, mean the same context.
 */
export const viewContext = createContext<ViewStore>(Symbol.for('event-elements:view'));
