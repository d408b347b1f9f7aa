/** The server under measurement, in a process of its own: it tells its memory and its processor time when asked. */
import { startServer } from '../../server/dist/index.js';

const [data, file] = process.argv.slice(2);
const server = await startServer({ data, token: null, imports: [file], say: line => console.error(line) });
let peak = 0;
setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
process.on('message', async message => {
  if (message === 'end') {
    await server.close();
    process.exit();
  }
  const { user, system } = process.cpuUsage();
  const rss = process.memoryUsage.rss();
  process.send({ rss, peak: Math.max(peak, rss), cpuMs: (user + system) / 1000 });
  peak = 0;
});
process.send({ port: server.port });
