import type { EventRecord } from '../../src/model/index.js';

/** A map that takes part. It is given the same events and box as the others. */
export interface Contestant {
  /** Puts a map of the world with the events' places into `box`; done when they are drawn. What this costs is measured. */
  mount(box: HTMLElement, events: readonly EventRecord[]): Promise<void> | void;
  /** Zooms in by two, so that there is something to pan to; done when it is drawn. */
  zoomIn(): Promise<void> | void;
  /** What tells that the map follows the pointer: where some place of the world is in the window. */
  position(): number;
}

export const CENTRE = { lat: 25, long: 0 };
/** The zoom at which the world is about as wide as the box. */
export const ZOOM = 2;

/** The kind of thing that happened, and where, read from an event as each map needs it. */
export interface Spot {
  lat: number;
  long: number;
  failed: boolean;
}

export function spotOf(event: EventRecord): Spot | null {
  const geo = event.context?.['geo'] as { lat?: unknown; long?: unknown } | undefined;
  const { lat, long } = geo ?? {};
  if (typeof lat !== 'number' || typeof long !== 'number') return null;
  return { lat, long, failed: event.action === 'login_failed' };
}
