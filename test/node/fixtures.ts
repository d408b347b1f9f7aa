import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseJson, type JsonValue } from '../../src/model/index.js';

/** The lines of a file of the repository, unpacked if it is a gzip file. */
export function readLines(path: string): string[] {
  const bytes = readFileSync(new URL(`../../${path}`, import.meta.url));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter(line => line !== '');
}

export function readEvents(path: string): JsonValue[] {
  return readLines(path).map(parseJson);
}
