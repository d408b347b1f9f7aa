import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface PackageJson {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly sideEffects: readonly string[];
  readonly version: string;
}

/** The package as npm would publish it, unpacked where Node finds it by name. */
export interface Packed {
  /** A folder in which `import 'event-elements'` finds the unpacked package. */
  readonly site: string;
  /** The unpacked package. */
  readonly folder: string;
  /** Its files, relative, sorted. */
  readonly files: readonly string[];
  readonly json: PackageJson;
  remove(): void;
}

export function pack(): Packed {
  // Under the repository, so that the package's dependencies are found in the node_modules above.
  const cache = join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  const site = mkdtempSync(join(cache, 'packed-'));
  const folder = join(site, 'node_modules', 'event-elements');
  mkdirSync(folder, { recursive: true });
  // A package of its own: inside the repository's, the name would mean the repository.
  writeFileSync(join(site, 'package.json'), '{ "private": true, "type": "module" }');
  const npm = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', site];
  const [{ filename }] = JSON.parse(execFileSync('npm', npm, { cwd: ROOT, encoding: 'utf8' })) as [
    { filename: string },
  ];
  execFileSync('tar', ['-xzf', join(site, filename), '-C', folder, '--strip-components=1']);
  return {
    site,
    folder,
    files: readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort(),
    json: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson,
    remove: () => rmSync(site, { recursive: true, force: true }),
  };
}

/** Every specifier that the exports allow for the files there are: a `*` stands for each name that fits. */
export function specifiers({ json, files }: Packed): { specifier: string; target: string; types?: string }[] {
  return Object.entries(json.exports).flatMap(([key, value]) => {
    const target = typeof value === 'string' ? value : value.default;
    const types = typeof value === 'string' ? undefined : value.types;
    const specifier = `event-elements${key.slice(1)}`;
    if (!target.includes('*')) return [{ specifier, target, types }];
    const [before = '', after = ''] = target.slice(2).split('*');
    return files
      .filter(file => file.startsWith(before) && file.endsWith(after))
      .map(file => file.slice(before.length, file.length - after.length))
      .filter(name => name !== '' && !name.includes('/'))
      .map(name => ({
        specifier: specifier.replace('*', name),
        target: target.replace('*', name),
        types: types?.replace('*', name),
      }));
  });
}

/** Runs a module's text in a Node of its own, with no DOM, from the folder that has the package. */
export function runModule(site: string, text: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', text], {
    cwd: site,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, output: (stdout + stderr).trim() };
}
