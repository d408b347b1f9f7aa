// The thread PGlite runs in. PostgreSQL in WASM blocks its thread while it works, and has no timer that could stop a
// statement; in a thread of its own the server stays responsive. While it works it hears nothing, but a statement that takes long
// reads from the disk, through a function of Node's: there it is looked whether the statement is to stop. If it never does,
// it ends by ending the thread.
//
// Plain JavaScript (checked by its JSDoc types), because a worker's entry file is not passed through the loader that
// runs the TypeScript sources in tests.
import fs from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

/** @typedef {{ sql: string, params?: readonly unknown[] }} Statement */
/** @typedef {{ id: number, kind: 'run' | 'script' | 'vacuum' | 'close', statements: readonly Statement[] }} Job */
/** @typedef {{ id: number, rows?: unknown[][], error?: { message: string, code?: string } }} Answer */

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const { folder, stopId } = /** @type {{ folder: string, stopId: Int32Array }} */ (workerData);

/** @param {Answer} answer */
const send = answer => port.postMessage(answer);

/** @param {unknown} error */
function describe(error) {
  const { message, code } = /** @type {{ message?: unknown, code?: unknown }} */ (error ?? {});
  return { message: String(message ?? error), ...(typeof code === 'string' ? { code } : {}) };
}

const db = await PGlite.create(folder);
// There is one connection: what it may use for sorting and grouping is used once.
await db.exec("set work_mem = '32MB'");
const postgres = /** @type {Record<string, any>} */ (db.Module);

/** The job that is running; 0: none. */
let running = 0;

/**
 * PostgreSQL's own two variables by which a signal tells a statement to stop. `test/pglite.test.ts` holds that they are there.
 *
 * @param {0 | 1} value
 */
function setCancel(value) {
  const { HEAPU8, _InterruptPending, _QueryCancelPending } = postgres; // another memory each time it has grown
  HEAPU8[_QueryCancelPending] = value;
  HEAPU8[_InterruptPending] = value;
}

const { readSync } = fs;
// What PGlite reads its files with. It is of this thread alone.
fs.readSync = /** @type {typeof readSync} */ (
  (/** @type {Parameters<typeof readSync>} */ ...args) => {
    if (running !== 0 && Atomics.load(stopId, 0) === running) setCancel(1);
    return readSync(...args);
  }
);

// A message, not the end of this module, tells that the database is open; errors above reach the parent as 'error'.
send({ id: 0, rows: [] });

port.on('message', async (/** @type {Job} */ job) => {
  running = job.id;
  try {
    const rows = await run(job);
    done();
    send({ id: job.id, rows });
  } catch (error) {
    done();
    send({ id: job.id, error: describe(error) });
  }
});

/** What was told to stop may have ended by itself in that moment: then it is not for the next one. */
function done() {
  running = 0;
  setCancel(0);
}

/**
 * @param {Job} job
 * @returns {Promise<unknown[][]>}
 */
async function run(job) {
  if (job.kind === 'close') {
    await db.close();
    return [];
  }
  if (job.kind === 'vacuum') {
    for (const { sql } of job.statements) await db.exec(sql); // refuses to be part of a transaction
    return [];
  }
  // One statement is a transaction by itself, and so takes a third of the calls.
  const [first, ...others] = job.statements;
  if (job.kind === 'run' && first && others.length === 0) return [await rowsOf(db, first)];
  return db.transaction(async tx => {
    if (job.kind === 'script') {
      for (const { sql } of job.statements) await tx.exec(sql);
      return [];
    }
    const rows = [];
    for (const statement of job.statements) rows.push(await rowsOf(tx, statement));
    return rows;
  });
}

/**
 * @param {Pick<PGlite, 'query'>} queried
 * @param {Statement} statement
 * @returns {Promise<unknown[]>}
 */
async function rowsOf(queried, { sql, params }) {
  return (await queried.query(sql, params ? [...params] : [])).rows;
}
