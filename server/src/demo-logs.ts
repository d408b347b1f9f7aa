import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importFile, type ImportOptions } from './ingest/import-file.js';
import { loadProfile } from './ingest/load-profile.js';

/** The demo's data, in the order in which the logs are offered. */
const DEMO_LOGS = [
  { name: 'cloudtrail', title: 'AWS CloudTrail', profile: 'cloudtrail' },
  // Samples whose ids are masked, so that many share one.
  { name: 'okta', title: 'Okta', profile: demoFile('profiles/okta-samples.json') },
  { name: 'authentik', title: 'authentik', profile: 'authentik' },
];

/** From `server/src` and from `server/dist` alike. */
function demoFile(path: string): string {
  return fileURLToPath(new URL(`../../demo/${path}`, import.meta.url));
}

export function isDemoLog(name: string): boolean {
  return DEMO_LOGS.some(log => log.name === name);
}

/** Loads the demo logs, each once: a log whose file is the one that was loaded before is left as it is. */
export async function loadDemoLogs(options: Omit<ImportOptions, 'log' | 'profile'>): Promise<void> {
  for (const { name, title, profile } of DEMO_LOGS) {
    const path = demoFile(`data/${name}.jsonl.gz`);
    if (!existsSync(path)) {
      options.progress.say(`The demo's log ${name} is left out: there is no ${path}.`);
      continue;
    }
    const fingerprint = createHash('sha256').update(readFileSync(path)).digest('hex');
    if ((await options.store.loadedFrom(name)) === fingerprint) continue;
    const { stopped, damage } = await importFile(path, {
      ...options,
      log: { name, title, demo: true },
      profile: await loadProfile(profile),
    });
    if (stopped) return;
    if (!damage) await options.store.markLoaded(name, fingerprint);
  }
}
