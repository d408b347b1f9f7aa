/**
 * What a page has to load, bundled and minified by Vite as a host would: for the first paint of an element, to show events of a
 * server in it, and by the time everything it can load has been. Counts bytes after gzip, chunk by chunk, as they are sent.
 * The first paint once more with esbuild, which splits bundles by other rules.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as buildByEsbuild } from 'esbuild';
import { build } from 'vite';
import { versionsOf } from '../harness/machine.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** KB after gzip, Lit included. */
const BUDGETS = { 'event-log': 30 };
/** What an element with `src` loads while it draws its frame. */
const CLIENT = join(ROOT, 'src/client/http-events-client.ts');
const ELEMENTS = ['event-provider', 'event-log', 'event-query-input', 'event-detail', 'event-chart', 'event-map'];

export async function run({ log }) {
  const floor = await measure(
    `import { LitElement, html, css } from 'lit'; globalThis.floor = [LitElement, html, css];`,
  );
  const sizes = new Map();
  for (const tag of ELEMENTS) {
    log(tag);
    sizes.set(tag, await measure(`import '${ROOT}src/components/${tag}/define.ts';`));
  }
  const kb = bytes => (bytes / 1000).toFixed(1);
  return {
    title: 'What a page loads',
    intro:
      'JavaScript of one element by itself, bundled and minified by Vite, in KB (1,000 bytes) after gzip, Lit included. "First paint" is what stands in the entry and what it imports: all of the element, the list with its rows, for events that the page has. "With a server" adds the client of an events API, which loads while the frame is drawn; the rest is loaded when a reader comes to it.',
    tables: [
      {
        title: 'After gzip, KB',
        columns: ['', 'first paint', 'with a server', 'everything', 'first paint by esbuild'],
        rows: [
          ['Lit alone', kb(floor.first), '', kb(floor.all), kb(floor.esbuild)],
          ...[...sizes].map(([tag, { first, server, all, esbuild }]) => [
            `\`<${tag}>\``,
            ...[first, server, all, esbuild].map(kb),
          ]),
        ],
      },
    ],
    verdicts: Object.entries(BUDGETS).map(([tag, budget]) => {
      const { first } = sizes.get(tag);
      return {
        what: `first paint of \`<${tag}>\``,
        budget: `${budget} KB`,
        measured: `${kb(first)} KB`,
        met: first <= budget * 1000,
      };
    }),
    notes: [],
    versions: versionsOf('vite', 'esbuild', 'lit'),
  };
}

async function measure(code) {
  // Inside the repository, from where packages are found.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.cache', 'size-'));
  try {
    const entry = join(folder, 'entry.js');
    writeFileSync(entry, code);
    const { output } = await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      build: {
        write: false,
        minify: true,
        modulePreload: false,
        reportCompressedSize: false,
        rollupOptions: { input: entry },
      },
    });
    const chunks = new Map(output.filter(({ type }) => type === 'chunk').map(chunk => [chunk.fileName, chunk]));
    const size = names => [...names].reduce((sum, name) => sum + zipped(chunks.get(name).code), 0);
    const first = closure(
      [...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName),
      name => chunks.get(name).imports,
    );
    const client = [...chunks.values()].filter(({ moduleIds }) => moduleIds.includes(CLIENT));
    const server = closure([...first, ...client.map(({ fileName }) => fileName)], name => chunks.get(name).imports);
    return { first: size(first), server: size(server), all: size(chunks.keys()), esbuild: await firstByEsbuild(entry) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstByEsbuild(entry) {
  const { metafile, outputFiles } = await buildByEsbuild({
    absWorkingDir: ROOT,
    entryPoints: { entry },
    outdir: 'size',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    write: false,
  });
  const first = closure(['size/entry.js'], name =>
    metafile.outputs[name].imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path),
  );
  return outputFiles
    .filter(({ path }) => first.has(relative(ROOT, path)))
    .reduce((sum, { contents }) => sum + zipped(contents), 0);
}

/** Some files, and all that must be there before they run. */
function closure(names, importsOf) {
  const found = new Set();
  const need = name => {
    if (found.has(name)) return;
    found.add(name);
    importsOf(name).forEach(need);
  };
  names.forEach(need);
  return found;
}

function zipped(code) {
  return gzipSync(code, { level: 9 }).length;
}
