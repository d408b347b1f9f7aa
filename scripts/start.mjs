/**
 * `npm start`: from a fresh clone to a page with events on it. Installs what is missing, builds what is stale, then runs the
 * reference server with the demo's logs. Every option goes on to the server (`npm start -- --help` lists them), but
 * `--no-open`, which keeps the page from being opened in a browser.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages, nodeProblem } from './install.mjs';
import { ROOT, runNode } from './run.mjs';

/** A step shorter than this needs no words. */
const QUIET_MS = 1000;

async function prepare() {
  const old = nodeProblem();
  if (old) return old;
  const notInstalled = await ensurePackages();
  if (notInstalled) return `npm could not install the packages:\n${notInstalled.trim()}`;
  const notice = setTimeout(() => console.log('Building …'), QUIET_MS);
  const { code, output, ms } = await runNode(join(ROOT, 'scripts', 'build.mjs'), []);
  clearTimeout(notice);
  if (code !== 0) return `The build failed:\n${output.trim()}`;
  if (ms > QUIET_MS) console.log(`  built in ${(ms / 1000).toFixed(0)} s`);
  return undefined;
}

const problem = await prepare();
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // In this very process: signals and the exit code are the server's without being passed on.
  const cli = join(ROOT, 'server', 'dist', 'cli.js');
  const given = process.argv.slice(2);
  const open = given.includes('--no-open') ? [] : ['--open'];
  process.argv = [process.execPath, cli, '--demo', ...open, ...given.filter(argument => argument !== '--no-open')];
  await import(pathToFileURL(cli).href);
}
