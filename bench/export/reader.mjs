/** Reads all events of a data folder as an export does, and does nothing with them: what the database alone takes. */
import { openPglite } from '../../server/dist/store/pglite.js';
import { openPostgresStore } from '../../server/dist/store/postgres-store.js';

const db = await openPglite({ folder: process.argv[2], readTimeoutMs: 600_000 });
const store = await openPostgresStore(db);
const [{ name }] = await store.logs();
const request = {
  filter: { terms: [] },
  ordering: [{ field: 'created', descending: true }],
  upTo: await store.watermark(),
};
for (;;) {
  const before = process.cpuUsage();
  const started = performance.now();
  let rows = 0;
  for await (const texts of store.scan(name, request)) rows += texts.length;
  const { user, system } = process.cpuUsage(before);
  process.send({ rows, ms: performance.now() - started, cpuMs: (user + system) / 1000 });
  if ((await new Promise(resolve => process.once('message', resolve))) === 'end') break;
}
await db.close();
process.exit();
