import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importFile, type ImportOptions } from './ingest/import-file.js';
import { loadProfile } from './ingest/load-profile.js';

/** The demo's data, in the order in which the logs are offered. The profile of each has the log's name. */
export const DEMO_LOGS = [
  { name: 'cloudtrail', title: 'AWS CloudTrail' },
  { name: 'okta', title: 'Okta' },
  { name: 'authentik', title: 'authentik' },
] as const;

/** From `server/src` and from `server/dist` alike. */
const FOLDER = new URL('../../demo/data/', import.meta.url);

export function isDemoLog(name: string): boolean {
  return DEMO_LOGS.some(log => log.name === name);
}

/** Loads the demo logs, each once: a log whose file is the one that was loaded before is left as it is. */
export async function loadDemoLogs(options: Omit<ImportOptions, 'log' | 'profile'>): Promise<void> {
  for (const { name, title } of DEMO_LOGS) {
    const path = fileOf(name);
    if (!path) {
      options.progress.say(`The demo log ${name} is not in ${fileURLToPath(FOLDER)}.`);
      continue;
    }
    const fingerprint = createHash('sha256').update(readFileSync(path)).digest('hex');
    if ((await options.store.loadedFrom(name)) === fingerprint) continue;
    const { stopped, damage } = await importFile(path, {
      ...options,
      log: { name, title, demo: true },
      profile: await loadProfile(name),
    });
    if (stopped) return;
    if (!damage) await options.store.markLoaded(name, fingerprint);
  }
}

function fileOf(name: string): string | undefined {
  return [`${name}.jsonl.gz`, `${name}.jsonl`].map(file => fileURLToPath(new URL(file, FOLDER))).find(existsSync);
}
