/** What the page offers to bench.mjs: a million events exported as `<event-exports>` does it where it cannot write a file. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import Papa from 'papaparse';
import { BlobSink, ExportRun, MemoryEventsClient } from '../../src/client/index.js';
import type { EventRecord } from '../../src/model/index.js';
import { makeEvents } from '../query/events.mjs';

const VIEW = { ordering: '-created' };
const COLUMNS = ['pk', 'created', 'action', 'app', 'user.username', 'client_ip', 'context.geo.country', 'context'];

interface Made extends EventRecord {
  user: { pk: number; username: string; email: string };
  context: { geo?: { country?: string } };
}

let events: readonly Made[] = [];
let newestFirst: readonly Made[] = [];
let client: MemoryEventsClient;
let sink: BlobSink;

const digest = (keys: readonly string[]): string =>
  bytesToHex(sha256(new TextEncoder().encode([...keys].sort().join('\n'))));

const bench = {
  async make(total: number): Promise<void> {
    events = (makeEvents as (total: number) => Made[])(total);
    newestFirst = [...events].sort((a, b) =>
      a.created < b.created || (a.created === b.created && a.pk < b.pk) ? 1 : -1,
    );
    client = new MemoryEventsClient(events);
    // The list stands on the page before anybody exports it.
    await client.list(VIEW, { page: 1, pageSize: 100 });
  },

  async exported(): Promise<{ asked: number | null; written: number; ms: number }> {
    sink = new BlobSink('text/csv');
    const started = performance.now();
    const run = new ExportRun({ client, view: VIEW, format: 'csv', columns: COLUMNS, sink: sink.stream });
    await run.ended;
    if (run.status !== 'finished') throw run.error ?? new Error(run.status);
    return { asked: run.asked, written: run.written, ms: performance.now() - started };
  },

  /** papaparse by itself: rows in their order already, cells by hand, the same size of chunks, the same way out. */
  async papaparse(chunk: number): Promise<{ ms: number }> {
    sink = new BlobSink('text/csv');
    const started = performance.now();
    const out = sink.stream.getWriter();
    const encoder = new TextEncoder();
    for (let from = 0; from < newestFirst.length; from += chunk) {
      const rows = newestFirst
        .slice(from, from + chunk)
        .map(e => [
          e.pk,
          e.created,
          e.action,
          e.app,
          e.user?.username,
          e.client_ip,
          e.context?.geo?.country,
          JSON.stringify(e.context),
        ]);
      await out.write(encoder.encode(`${Papa.unparse(rows, { escapeFormulae: true })}\r\n`));
    }
    await out.close();
    return { ms: performance.now() - started };
  },

  /** The file read back: its size, whether its keys are in order, and whether they are those of the events. */
  async check(): Promise<{ bytes: number; rows: number; inOrder: boolean; same: boolean }> {
    const keys: string[] = [];
    const blob = sink.blob();
    let rest = '';
    const decoder = new TextDecoder();
    const reader = blob.stream().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + decoder.decode(part.value, { stream: true })).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) keys.push(line.slice(1, 37));
    }
    keys.shift(); // the heading
    return {
      bytes: blob.size,
      rows: keys.length,
      inOrder: keys.length === newestFirst.length && newestFirst.every(({ pk }, i) => pk === keys[i]),
      same: digest(keys) === digest(events.map(({ pk }) => pk)),
    };
  },

  /** Lets go of the file. */
  forget(): void {
    sink = new BlobSink('text/csv');
  },
};

declare global {
  var bench: unknown;
}
globalThis.bench = bench;
