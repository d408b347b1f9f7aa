// The thread PGlite runs in. PostgreSQL in WASM blocks its thread while it works, and has no timer that could stop a
// statement; in a thread of its own the server stays responsive, and a query over its time limit ends by ending the thread.
//
// Plain JavaScript (checked by its JSDoc types), because a worker's entry file is not passed through the loader that
// runs the TypeScript sources in tests.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

/** @typedef {{ sql: string, params?: readonly unknown[] }} Statement */
/** @typedef {{ id: number, kind: 'run' | 'script' | 'vacuum' | 'close', statements: readonly Statement[] }} Job */
/** @typedef {{ id: number, rows?: unknown[][], error?: { message: string, code?: string } }} Answer */

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const { folder } = /** @type {{ folder: string }} */ (workerData);

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
// A message, not the end of this module, tells that the database is open; errors above reach the parent as 'error'.
send({ id: 0, rows: [] });

port.on('message', async (/** @type {Job} */ job) => {
  try {
    send({ id: job.id, rows: await run(job) });
  } catch (error) {
    send({ id: job.id, error: describe(error) });
  }
});

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
