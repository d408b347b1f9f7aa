/** Makes a fresh clone able to run: npm's packages and, for tests, the browsers. Uses nothing but Node itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEBIAN_PACKAGES, findBrowsers, missingEngines } from './browsers.mjs';
import { ROOT, run } from './run.mjs';

const MIN_NODE = [20, 19];

/** A sentence if this Node is too old, otherwise undefined. */
export function nodeProblem(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const old = major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1]);
  return old ? `Node ${MIN_NODE.join('.')} or newer is needed; this is ${version}.` : undefined;
}

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Whether every package of the lock file is installed in the version it names. */
export function packagesInstalled(root = ROOT) {
  try {
    const read = path => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
    const installed = read('node_modules/.package-lock.json');
    return Object.entries(read('package-lock.json')).every(
      ([path, { version, link, optional, devOptional, peer }]) =>
        !path.startsWith('node_modules/') ||
        link ||
        optional ||
        devOptional ||
        (peer && !installed[path]) ||
        installed[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/**
 * Installs npm's packages where they are missing or not those of the lock file.
 * @returns {Promise<string | undefined>} what npm printed, if it failed
 */
export async function ensurePackages(log = console.log) {
  if (packagesInstalled()) return undefined;
  log('Installing packages with npm …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // `ci` wants an empty folder, so an install that is merely behind is brought up with `install`.
  const command = existsSync(join(ROOT, 'node_modules')) ? 'install' : 'ci';
  let { code, output, ms } = await run(npm, [command, ...QUIET]);
  // A mirror that lacks packages for other platforms (which npm leaves out of the lock file then) makes `ci` refuse the
  // lock file; `install` takes the same versions from it.
  if (code !== 0 && command === 'ci') ({ code, output, ms } = await run(npm, ['install', '--no-save', ...QUIET]));
  if (code !== 0) return output;
  log(`  packages: installed in ${(ms / 1000).toFixed(0)} s`);
  return undefined;
}

/**
 * Installs the browser engines that are missing, where that can be done without asking: as root on Debian.
 * @returns {Promise<{ missing: string[], advice?: string }>} the engines that are still missing, and what to do about them
 */
export async function ensureBrowsers(log = console.log) {
  const missing = missingEngines();
  if (missing.length === 0) return { missing };
  const packages = [...missing.flatMap(engine => DEBIAN_PACKAGES[engine]), ...DEBIAN_PACKAGES.fonts];
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const asRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  let problem = '';
  if (asRoot) {
    log(`Installing ${packages.join(', ')} with apt-get …`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { env });
    const { code, output, ms } = await run('apt-get', command.split(' ').slice(1), { env });
    if (code === 0) log(`  browsers: installed in ${(ms / 1000).toFixed(0)} s`);
    else problem = ` (apt-get failed: ${output.trim().split('\n').at(-1)})`;
  }
  const still = missingEngines();
  if (still.length === 0) return { missing: still };
  const advice = existsSync('/etc/debian_version')
    ? `Install ${list(still)} as root with: ${command}${problem}.`
    : `Install ${list(still.map(describe))}, or name where they are: ${list(still.map(variables))}.`;
  return { missing: still, advice };
}

function describe(engine) {
  if (engine === 'webkit') return 'WebKitGTK with WebKitWebDriver, MiniBrowser and Xvfb (they exist on Linux)';
  return engine === 'firefox' ? 'Firefox' : 'Chromium';
}

function variables(engine) {
  if (engine !== 'webkit') return engine.toUpperCase();
  const found = findBrowsers();
  return [!found.webkitDriver && 'WEBKIT_DRIVER', !found.webkitBrowser && 'WEBKIT_BROWSER', !found.xvfb && 'XVFB']
    .filter(Boolean)
    .join(' and ');
}

function list(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
