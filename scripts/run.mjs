import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, with no slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const running = new Set();

/**
 * Runs a command to its end and keeps what it prints, both streams in the order they came.
 * Never rejects: a command that cannot be started has code 127 and says why in its output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: object, cwd?: string, echo?: boolean, timeoutMs?: number }} [options] `echo` also prints as it comes.
 * @returns {Promise<{ code: number, output: string, ms: number }>}
 */
export function run(command, args, { env, cwd = ROOT, echo = false, timeoutMs } = {}) {
  const started = performance.now();
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that a time-out ends browsers and servers too.
      detached: process.platform !== 'win32',
    });
    running.add(child);
    const chunks = [];
    const collect = stream => data => {
      chunks.push(data);
      if (echo) stream.write(data);
    };
    child.stdout.on('data', collect(process.stdout));
    child.stderr.on('data', collect(process.stderr));
    const timer =
      timeoutMs &&
      setTimeout(() => {
        chunks.push(Buffer.from(`\nStopped after ${Math.round(timeoutMs / 1000)} s.\n`));
        end(child);
      }, timeoutMs);
    const finish = code => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8'), ms: performance.now() - started });
    };
    child.once('error', error => {
      chunks.push(Buffer.from(`${error.message}\n`));
      finish(127);
    });
    child.once('close', code => finish(code ?? 1));
  });
}

/** Runs a tool of node_modules/.bin with this Node, without npm in between. */
export function runNode(script, args, options) {
  return run(process.execPath, [script, ...args], options);
}

function end(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

// Groups of their own do not get the terminal's Ctrl-C.
process.once('exit', () => running.forEach(end));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(signal, () => {
    if (process.listenerCount(signal) === 0) process.exit(code);
  });
}
