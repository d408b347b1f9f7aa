/**
 * Writes stories/data/authentik.json: of the demo's authentik log the newest events of each action, few enough to be read.
 * With --check, only says whether the file is that.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from './run.mjs';

const OF_EACH_ACTION = 2;
const target = join(ROOT, 'stories', 'data', 'authentik.json');

const events = gunzipSync(readFileSync(join(ROOT, 'demo', 'data', 'authentik.jsonl.gz')))
  .toString('utf8')
  .split('\n')
  .filter(line => line.trim() !== '')
  .map(line => JSON.parse(line))
  .sort((a, b) => (a.created < b.created ? 1 : a.created > b.created ? -1 : 0));
const taken = new Map();
const chosen = events.filter(({ action }) => {
  taken.set(action, (taken.get(action) ?? 0) + 1);
  return taken.get(action) <= OF_EACH_ACTION;
});
const text = `${JSON.stringify(chosen, null, 2)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('stories/data/authentik.json is out of date: run node scripts/stories-data.mjs');
    process.exitCode = 1;
  }
} else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
