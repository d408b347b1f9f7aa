import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process has the data folder open. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

interface Holder {
  pid: number;
  /** When the process began, where the system tells: a pid alone may have been given to another process since. */
  began: string | null;
}

/**
 * Takes a data folder for this process: two processes on one embedded database would destroy it.
 * A lock left behind by a process that is gone is taken over.
 *
 * @returns what gives the folder back; may be called twice
 * @throws LockedError with a sentence for the person who started the second process
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  const own = JSON.stringify({ pid: process.pid, began: stateOf(process.pid)?.began ?? null } satisfies Holder);
  // Written aside and linked into place, so that nobody ever reads half of it.
  const draft = join(folder, `lock.${process.pid}`);
  writeFileSync(draft, own);
  try {
    while (!link(draft, path)) {
      const found = read(path);
      if (found === null) continue; // given back in this moment
      const holder = parse(found);
      if (holder && isAlive(holder)) throw locked(folder, path, holder.pid);
      removeStale(path, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(path) === own) rmSync(path, { force: true });
  };
}

function locked(folder: string, path: string, pid: number): LockedError {
  return new LockedError(
    `The data folder ${folder} is in use by process ${pid}${pid === process.pid ? ' (this one)' : ''}. ` +
      `Stop that one first, or choose another folder with --data. (If process ${pid} is no events server, delete ${path}.)`,
  );
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock that was found, and no other: somebody else may have taken the folder over by now. */
function removeStale(path: string, found: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (read(aside) !== found) link(aside, path);
  rmSync(aside, { force: true });
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    const { pid, began } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 ? { pid, began: began ?? null } : null;
  } catch {
    return null;
  }
}

function isAlive({ pid, began }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, but there.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = stateOf(pid);
  if (now === null) return true;
  return !now.ended && (began === null || began === now.began);
}

/** What Linux tells of a process; `null` elsewhere. */
function stateOf(pid: number): { began: string | null; ended: boolean } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold anything; the state is the first one after it, the
    // clock ticks from boot to its start the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A process that was killed keeps its number until its parent asks how it ended, which the first process of a container
    // may do late or never. It has no file open any more.
    return { began: fields[19] ?? null, ended: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return null;
  }
}
