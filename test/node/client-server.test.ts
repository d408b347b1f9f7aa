import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../server/src/index.js';
import { HttpEventsClient } from '../../src/client/index.js';
import { clientBehaviour } from '../../src/client/test/behaviour.js';

const TOKEN = 'a-token-of-this-test';

clientBehaviour('HttpEventsClient with the reference server', async lines => {
  const folder = await mkdtemp(join(tmpdir(), 'event-elements-client-'));
  const file = join(folder, 'sample.jsonl');
  await writeFile(file, lines.join('\n'));
  const server = await startServer({ data: join(folder, 'data'), token: TOKEN, imports: [file], profile: 'authentik' });
  return {
    client: new HttpEventsClient({ src: new URL('/api/v3', server.url).href, token: TOKEN, dialect: 'event-query' }),
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
