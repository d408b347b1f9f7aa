import { compareText } from '../model/order.js';
import type { VolumeBucket } from './types.js';

const DAY_MICROS = 86_400_000_000;
const BUCKET_MICROS = DAY_MICROS / 4;
const DEFAULT_HISTORY_DAYS = 7;
const MAX_HISTORY_DAYS = 60;

/** How many days back a volume reaches: what was asked for, within authentik's bounds. */
export function historyDays(asked: number | undefined): number {
  const days = Math.trunc(asked ?? DEFAULT_HISTORY_DAYS);
  return Number.isNaN(days) ? DEFAULT_HISTORY_DAYS : Math.min(Math.max(days, 1), MAX_HISTORY_DAYS);
}

/** Counts events per action and six hours (00, 06, 12, 18 o'clock UTC), as authentik's `/volume/` does. */
export class VolumeCounter {
  readonly #from: number;
  readonly #counts = new Map<number, Map<string, number>>();

  /** @param now - milliseconds since 1970 */
  constructor(days: number, now: number) {
    this.#from = now * 1000 - days * DAY_MICROS;
  }

  /** @param time - microseconds since 1970; an event without a time, or before the history, counts nowhere */
  add(action: string, time: number): void {
    if (!(time >= this.#from)) return;
    const bucket = Math.floor(time / BUCKET_MICROS);
    let actions = this.#counts.get(bucket);
    if (!actions) this.#counts.set(bucket, (actions = new Map<string, number>()));
    actions.set(action, (actions.get(action) ?? 0) + 1);
  }

  buckets(): VolumeBucket[] {
    return [...this.#counts]
      .sort(([a], [b]) => a - b)
      .flatMap(([bucket, actions]) => {
        const time = new Date((bucket * BUCKET_MICROS) / 1000).toISOString().replace('.000Z', 'Z');
        return [...actions].sort(([a], [b]) => compareText(a, b)).map(([action, count]) => ({ action, time, count }));
      });
  }
}
