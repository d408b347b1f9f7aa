/**
 * CSV from a file of events, without a database, in a process of its own: by papaparse with the least code round it, or by what
 * the server writes with. Both read the same lines and write a file.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { eventWriter, parseJson } from 'event-elements/model';
import Papa from 'papaparse';
import { ExportFile } from '../../server/dist/exports/export-file.js';

const [what, path, to, chunk] = process.argv.slice(2);

/** Lines picked to cells by hand, papaparse's own guard against formulas. */
async function papaparse() {
  const out = createWriteStream(to);
  return {
    async write(lines) {
      const rows = lines.map(line => {
        const { pk, created, action, app, user, client_ip, brand, context, expires } = JSON.parse(line);
        const nested = [brand, user, context].map(value => JSON.stringify(value));
        return [pk, created, action, app, user.pk, user.username, user.email, client_ip, ...nested, expires];
      });
      const text = Papa.unparse(rows, { header: false, escapeFormulae: true });
      if (!out.write(`${text}\r\n`)) await once(out, 'drain');
    },
    async end() {
      out.end();
      await once(out, 'finish');
    },
  };
}

async function writer() {
  const csv = await eventWriter({ format: 'csv' });
  const file = await ExportFile.create(to, { maxBytes: Infinity, minFreeBytes: 0 });
  return {
    async write(lines) {
      for (const piece of csv.lines(lines.map(parseJson))) await file.write(piece);
    },
    end: () => file.finish(),
  };
}

const contestant = await { papaparse, writer }[what]();
const before = process.cpuUsage();
const started = performance.now();
let lines = [];
for await (const line of createInterface({ input: createReadStream(path) })) {
  lines.push(line);
  if (lines.length < Number(chunk)) continue;
  await contestant.write(lines);
  lines = [];
}
if (lines.length > 0) await contestant.write(lines);
await contestant.end();
const { user, system } = process.cpuUsage(before);
process.send({ ms: performance.now() - started, cpuMs: (user + system) / 1000 });
