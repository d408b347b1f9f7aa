import { parseJson, type EventRecord } from '../model/index.js';
import { MemoryEventsClient } from './memory-events-client.js';
import { clientBehaviour } from './test/behaviour.js';

clientBehaviour('MemoryEventsClient', lines =>
  Promise.resolve({
    client: new MemoryEventsClient(lines.map(line => parseJson(line) as unknown as EventRecord)),
    close: () => Promise.resolve(),
  }),
);
