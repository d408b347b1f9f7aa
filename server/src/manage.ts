import { join } from 'node:path';
import { EXPORT_LIMITS, ExportJobs, type ExportLimits } from './exports/export-jobs.js';
import { ExportStore } from './exports/export-store.js';
import type { Manage } from './http/manage-call.js';
import { NotificationStore } from './notifications/notification-store.js';
import { RetentionStore } from './retention/retention-store.js';
import { Upkeep } from './retention/upkeep.js';
import { Deliveries, DELIVERY_OPTIONS, type DeliveryOptions } from './rules/deliveries.js';
import { DeliveryStore } from './rules/delivery-store.js';
import { RuleRunner } from './rules/rule-runner.js';
import { RuleStore } from './rules/rule-store.js';
import { TransportStore } from './rules/transport-store.js';
import type { SqlDatabase } from './store/sql.js';
import type { Store } from './store/store.js';

export interface ManageOptions {
  db: SqlDatabase;
  store: Store;
  /** Folder that keeps everything. */
  data: string;
  exports?: Partial<ExportLimits> | undefined;
  deliveries?: Partial<DeliveryOptions> | undefined;
  /** How often it is looked for what has expired; every ten minutes unless told otherwise. */
  upkeepEveryMs?: number | undefined;
  onFailure: (error: unknown, what: string) => void;
}

const UPKEEP_EVERY_MS = 10 * 60_000;

/** Exports, notifications, rules and retention: what is kept of them, and what works in the background. */
export interface Managed extends Manage {
  /** Takes up what the process before left unfinished. */
  start(): Promise<void>;
  /** Ends the work in the background. What is not done goes on at the next start. */
  close(): Promise<void>;
}

export function manage({
  db,
  store,
  data,
  upkeepEveryMs = UPKEEP_EVERY_MS,
  onFailure,
  ...given
}: ManageOptions): Managed {
  const exports = new ExportStore(db);
  const notifications = new NotificationStore(db);
  const rules = new RuleStore(db);
  const transports = new TransportStore(db);
  const outbox = new DeliveryStore(db);
  const retention = new RetentionStore(db);
  const deliveries = new Deliveries(outbox, transports, { ...DELIVERY_OPTIONS, ...given.deliveries }, onFailure);
  const runner = new RuleRunner({ store, rules, transports, onDeliveries: () => deliveries.wake(), onFailure });
  const exportJobs = new ExportJobs({
    exports,
    store,
    folder: join(data, 'exports'),
    limits: { ...EXPORT_LIMITS, ...given.exports },
    apiOf: log => `/logs/${log}/api/v3`,
    onFailure,
  });
  const upkeep = new Upkeep({ store, retention, exportJobs, notifications, outbox, everyMs: upkeepEveryMs, onFailure });
  return {
    ...{ exports, exportJobs, notifications, rules, transports, outbox, deliveries, retention },
    async start() {
      await exportJobs.start();
      await runner.start();
      deliveries.wake();
      upkeep.start();
    },
    async close() {
      await Promise.all([upkeep.close(), exportJobs.close(), runner.close()]);
      await deliveries.close();
    },
  };
}
