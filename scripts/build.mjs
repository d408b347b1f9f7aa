/**
 * `npm run build`: the kit (dist), the reference server (server/dist) and the demo page (demo/dist).
 * A part whose sources are what they were at its last build is left alone; `--force` builds all of it.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ROOT, run } from './run.mjs';

const STATE = join(ROOT, '.cache', 'build.json');
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs'];

const force = process.argv.includes('--force');
const unknown = process.argv.slice(2).filter(argument => argument !== '--force');
if (unknown.length > 0) {
  console.error(`build: unknown option ${unknown.join(' ')}; there is --force`);
  process.exit(2);
}

/** Every file under a folder, as paths from the repository's root, in a fixed order. */
function filesIn(folder) {
  const base = join(ROOT, folder);
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      relative(ROOT, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .filter(path => !path.includes('/node_modules/') && !path.startsWith(`${folder}/dist/`))
    .sort();
}

function isTest(path) {
  return path.endsWith('.test.ts') || path.includes('/test/');
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    if (!existsSync(join(ROOT, path))) continue;
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** What a TypeScript source becomes, under the output folder. */
function outputsOf(source, from, to, declarations) {
  const stem = `${to}${source.slice(from.length, -'.ts'.length)}`;
  return [`${stem}.js`, `${stem}.js.map`, ...declarations.map(ending => `${stem}${ending}`)];
}

async function compile(project) {
  const { code, output } = await run(process.execPath, [TSC, '-p', project, '--pretty', 'false']);
  if (code !== 0) throw new Error(output.trim());
}

function copy(paths, from, to) {
  for (const path of paths) {
    const target = join(ROOT, to + path.slice(from.length));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(ROOT, path), target);
  }
}

/** Removes outputs of sources that are gone: a file left over would be published. */
function prune(folder, outputs) {
  const expected = new Set(outputs);
  const base = join(ROOT, folder);
  if (!existsSync(base)) return;
  for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = relative(ROOT, join(entry.parentPath ?? entry.path, entry.name))
      .split(sep)
      .join('/');
    if (!expected.has(path)) rmSync(join(ROOT, path));
  }
}

/** A compiled package: TypeScript by tsc, every other kind of file named in `assets` as it is. */
function typescriptPart({ name, from, to, project, assets, declarations, needs = [] }) {
  const all = filesIn(from);
  const sources = all.filter(path => path.endsWith('.ts') && !path.endsWith('.d.ts') && !isTest(path));
  const copied = all.filter(path => assets.test(path));
  const outputs = [
    ...sources.flatMap(path => outputsOf(path, from, to, declarations)),
    ...copied.map(path => to + path.slice(from.length)),
  ];
  return {
    name,
    inputs: [...sources, ...copied, ...SETTINGS, project, ...needs],
    outputs,
    present: sources.length > 0,
    async make() {
      prune(to, outputs);
      copy(copied, from, to);
      await compile(project);
    },
  };
}

function kit() {
  return typescriptPart({
    name: 'kit',
    from: 'src',
    to: 'dist',
    project: 'tsconfig.build.json',
    assets: /\/tokens\.css$/,
    declarations: ['.d.ts', '.d.ts.map'],
  });
}

function server(kitInputs) {
  return typescriptPart({
    name: 'server',
    from: 'server/src',
    to: 'server/dist',
    project: 'server/tsconfig.build.json',
    // The migrations, and the entry of the database thread, which is plain JavaScript.
    assets: /\.(sql|js)$/,
    declarations: ['.d.ts'],
    // The server is compiled against the kit's declarations.
    needs: ['server/tsconfig.json', 'server/package.json', ...kitInputs],
  });
}

function demo() {
  const page = ['demo/index.html'];
  const inputs = [
    ...filesIn('demo').filter(path => !path.startsWith('demo/data/')),
    ...filesIn('src').filter(path => !isTest(path)),
  ];
  return {
    name: 'demo',
    inputs: [...inputs, ...SETTINGS],
    outputs: ['demo/dist/demo.js', 'demo/dist/demo.css', 'demo/dist/index.html'],
    present: existsSync(join(ROOT, 'demo/demo.ts')),
    async make() {
      const { build } = await import('esbuild');
      rmSync(join(ROOT, 'demo/dist'), { recursive: true, force: true });
      await build({
        absWorkingDir: ROOT,
        entryPoints: ['demo/demo.ts', 'demo/demo.css'],
        outdir: 'demo/dist',
        bundle: true,
        format: 'esm',
        // Engines are imported when first shown: each becomes a file of its own.
        splitting: true,
        target: 'es2022',
        minify: true,
        sourcemap: true,
        legalComments: 'linked',
        logLevel: 'silent',
      }).catch(error => {
        throw new Error(
          error.errors?.map(({ text, location }) => `${location?.file}:${location?.line}: ${text}`).join('\n') ?? error,
        );
      });
      copy(page, 'demo', 'demo/dist');
    },
  };
}

function readState() {
  try {
    return JSON.parse(readFileSync(STATE, 'utf8'));
  } catch {
    return {};
  }
}

function remember(name, print) {
  mkdirSync(dirname(STATE), { recursive: true });
  writeFileSync(STATE, JSON.stringify({ ...readState(), [name]: print }, null, 2));
}

/** Builds one part if it must be; says so in a line, with the time it took. Returns whether the part is good. */
async function ensure(part) {
  if (!part.present) return true;
  const print = fingerprint(part.inputs);
  const complete = part.outputs.every(path => existsSync(join(ROOT, path)));
  if (!force && complete && readState()[part.name] === print) {
    console.log(`  ${part.name}: up to date`);
    return true;
  }
  const started = performance.now();
  try {
    await part.make();
  } catch (error) {
    console.error(`  ${part.name}: failed\n${error.message}`);
    return false;
  }
  console.log(`  ${part.name}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  remember(part.name, print);
  return true;
}

const kitPart = kit();
// The demo is bundled from the sources, so it need not wait; the server needs the kit's declarations.
const [demoGood, kitGood] = await Promise.all([ensure(demo()), ensure(kitPart)]);
const serverGood = kitGood && (await ensure(server(kitPart.inputs)));
process.exitCode = demoGood && kitGood && serverGood ? 0 : 1;
