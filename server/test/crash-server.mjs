/**
 * A server for `crash.test.ts` to kill: everything that works in the background does so as often as it can. The built one, because
 * it is there in half the time, and it is started again and again.
 */
import { startServer } from '../dist/index.js';

const server = await startServer({
  data: process.argv[2] ?? '',
  token: null,
  upkeepEveryMs: 20,
  deliveries: { allowPrivate: true, timeoutMs: 2000, backoffMs: Array.from({ length: 200 }, () => 50) },
  say: line => console.error(line),
});
console.log(server.port);
