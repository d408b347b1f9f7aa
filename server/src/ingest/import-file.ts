import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Profile } from 'event-elements/model';
import type { GeoLookup } from '../geoip/geoip.js';
import type { Progress } from '../progress.js';
import type { Store } from '../store/store.js';
import { ingest, UnknownFormatError, type IngestResult } from './ingest.js';
import { RejectsFile } from './rejects.js';

export interface ImportOptions {
  store: Store;
  log: { name: string; title: string; demo: boolean };
  /** `null`: guessed from the first lines. */
  profile: { name: string; profile: Profile } | null;
  /** Folder that keeps the lines which could not become events. */
  rejectsFolder: string;
  maxLineBytes: number;
  /** Gives events that say nothing of their place the one of their address. */
  geoip?: GeoLookup;
  signal?: AbortSignal;
  progress: Progress;
}

export interface ImportResult extends IngestResult {
  /** File with the rejected lines; undefined when there are none. */
  rejectsPath: string | undefined;
}

/**
 * Imports a file of JSON lines, plain or gzip, and says how it went.
 *
 * @throws Error when the file cannot be read at all, or is none of events
 */
export async function importFile(path: string, options: ImportOptions): Promise<ImportResult> {
  const { store, log, progress } = options;
  const name = basename(path);
  const rejects = new RejectsFile(options.rejectsFolder, path);
  const step = progress.start(`Importing ${name}`);
  try {
    const result = await ingest(createReadStream(path), {
      store,
      log: log.name,
      profile: options.profile?.profile ?? null,
      maxLineBytes: options.maxLineBytes,
      geoip: options.geoip,
      signal: options.signal,
      onProfile: guessed => progress.say(`${name}: the events look like those of profile "${guessed}".`),
      onFirst: () => store.addLog(log),
      onProgress: lines => step.advance(lines, 'events'),
      onReject: (line, why, content) => rejects.add(line, why, content),
      onRejectPiece: (line, why, bytes, last) => rejects.addPiece(line, why, bytes, last),
    });
    if (result.inserted > 0) await store.settle();
    step.finish(summary(result));
    if (result.damage) progress.say(`${name}: ${result.damage} What came before the damage is stored.`);
    if (rejects.path)
      progress.say(`${name}: the rejected lines are kept, each with its number and the reason, in ${rejects.path}`);
    return { ...result, rejectsPath: rejects.path };
  } catch (error) {
    if (error instanceof UnknownFormatError)
      throw new UnknownFormatError(`${path}: ${error.message}`, { cause: error });
    throw error;
  } finally {
    await rejects.close();
  }
}

const number = new Intl.NumberFormat('en');

function summary({ lines, inserted, known, rejected, stopped }: IngestResult): string {
  const counts = `${number.format(inserted)} new, ${number.format(known)} known already, ${number.format(rejected)} rejected`;
  return `${stopped ? 'stopped after ' : ''}${number.format(lines)} lines: ${counts}`;
}
