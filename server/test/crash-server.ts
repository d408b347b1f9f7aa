/** A server for `crash.test.ts` to kill: everything that works in the background does so as often as it can. */
import { startServer } from '../src/index.js';

const server = await startServer({
  data: process.argv[2]!,
  token: null,
  upkeepEveryMs: 20,
  deliveries: { allowPrivate: true, timeoutMs: 2000, backoffMs: Array.from({ length: 200 }, () => 50) },
  say: line => console.error(line),
});
console.log(server.port);
