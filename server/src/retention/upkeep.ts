import { setTimeout as pause } from 'node:timers/promises';
import { retentionMs } from 'event-elements/model';
import type { ExportJobs } from '../exports/export-jobs.js';
import type { NotificationStore } from '../notifications/notification-store.js';
import type { DeliveryStore } from '../rules/delivery-store.js';
import type { Store } from '../store/store.js';
import { keptSince, type RetentionStore } from './retention-store.js';

/** Events deleted in one transaction: it ends before a reader notices. */
const BATCH = 500;
/** Between two of them others have their turn. */
const PAUSE_MS = 20;
/** So many holes are worth a `vacuum`. */
const SETTLE_AFTER = 5000;
const KEEP_DELIVERIES_MS = 30 * 86_400_000;

export interface UpkeepOptions {
  store: Store;
  retention: RetentionStore;
  exportJobs: ExportJobs;
  notifications: NotificationStore;
  outbox: DeliveryStore;
  everyMs: number;
  onFailure: (error: unknown, what: string) => void;
}

/** Deletes, every now and then, what is not to be kept any longer: events, files of exports, notifications, deliveries. */
export class Upkeep {
  readonly #options: UpkeepOptions;
  readonly #stop = new AbortController();
  #done: Promise<void> | undefined;

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  start(): void {
    this.#done = this.#loop().catch(() => undefined); // only its end is one
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stop;
    for (;;) {
      // First the pause: a server that was just started has other things to do.
      await pause(this.#options.everyMs, undefined, { signal, ref: false });
      try {
        await this.#run();
      } catch (error) {
        this.#options.onFailure(error, 'Deleting what has expired');
      }
    }
  }

  async #run(): Promise<void> {
    const { store, retention, exportJobs, notifications, outbox } = this.#options;
    const now = Date.now();
    let deleted = 0;
    for (const { log, duration } of await retention.all()) {
      const ms = retentionMs(duration);
      if (ms === null) continue;
      for (let batch = BATCH; batch > 0 && !this.#stop.signal.aborted;) {
        batch = await retention.expire(log, now, keptSince(now, ms), BATCH);
        deleted += batch;
        await pause(PAUSE_MS);
      }
    }
    if (deleted >= SETTLE_AFTER) await store.settle();
    await exportJobs.expire(now);
    for (const log of await store.logNames()) await notifications.trim(log);
    await outbox.trim(now - KEEP_DELIVERIES_MS);
  }
}
