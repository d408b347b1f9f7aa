/** What the numbers were measured on and with. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

export function machineFacts() {
  return {
    processor: cpus()[0]?.model.trim() || 'unknown processor',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: systemName(),
    node: process.version,
    load: loadavg()[0],
    commit: commit(),
  };
}

/** `{name: installed version}`, so that a table says which peer it was. */
export function versionsOf(...names) {
  const require = createRequire(import.meta.url);
  return Object.fromEntries(
    names.map(name => {
      // Not require(`${name}/package.json`): most packages do not export it.
      const folder = require.resolve.paths(name).find(path => existsSync(`${path}/${name}/package.json`));
      return [
        name,
        folder ? JSON.parse(readFileSync(`${folder}/${name}/package.json`, 'utf8')).version : 'not installed',
      ];
    }),
  );
}

function systemName() {
  try {
    const name = /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    if (name) return name;
  } catch {
    // Only Linux has the file.
  }
  return `${platform()} ${release()}`;
}

/** The commit that was measured; "with changes" when what is bundled (src) is not what was committed. */
function commit() {
  const git = (...args) =>
    execFileSync('git', args, { encoding: 'utf8', cwd: new URL('../../', import.meta.url) }).trim();
  try {
    return (
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--', 'src', 'bench/list') ? ' with changes' : '')
    );
  } catch {
    return 'unknown commit';
  }
}
