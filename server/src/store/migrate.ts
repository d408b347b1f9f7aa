import { readdir, readFile } from 'node:fs/promises';
import type { SqlDatabase } from './sql.js';

const FOLDER = new URL('../migrations/', import.meta.url);
const NAME = /^(\d{3})-[a-z0-9-]+\.sql$/;

/**
 * Brings the tables up to date: runs the files of `migrations/` that have not run yet, in the order of their numbers,
 * each in a transaction together with the note that it ran. A file that has been released is never edited.
 *
 * @throws Error when the data is from a newer version than this program.
 */
export async function migrate(db: SqlDatabase): Promise<void> {
  await db.script('create table if not exists migrations (version integer primary key, name text not null)');
  const [rows = []] = await db.read([{ sql: 'select coalesce(max(version), 0) as version from migrations' }]);
  const current = Number(rows[0]?.version);
  const files = await migrations();
  const newest = files.at(-1)!.version;
  if (current > newest) {
    throw new Error(
      `The data folder was last used by a newer version (its tables are at ${current}, this program knows ${newest}). ` +
        'Update event-elements-server, or use another folder with --data.',
    );
  }
  for (const { version, name } of files) {
    if (version <= current) continue;
    const script = await readFile(new URL(name, FOLDER), 'utf8');
    // The name is one of our own files, checked by NAME; a script cannot have bound parameters.
    await db.script(`${script}\ninsert into migrations values (${version}, '${name}');`);
  }
}

async function migrations(): Promise<{ version: number; name: string }[]> {
  const names = (await readdir(FOLDER)).filter(name => NAME.test(name)).sort();
  return names.map(name => ({ version: Number(NAME.exec(name)![1]), name }));
}
