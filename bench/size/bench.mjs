/**
 * What a page has to load, bundled and minified by Vite as a host would: for the first paint of an element, and by the time
 * everything it can load has been. Counts bytes after gzip, chunk by chunk, as they are sent.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { versionsOf } from '../harness/machine.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** KB after gzip, Lit included. */
const BUDGETS = { 'event-log': 30 };
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
      'JavaScript of one element by itself, bundled and minified by Vite, in KB (1,000 bytes) after gzip, Lit included. "First paint" is what stands in the entry and what it imports; the rest is loaded when a reader comes to it.',
    tables: [
      {
        title: 'After gzip, KB',
        columns: ['', 'first paint', 'everything'],
        rows: [
          ['Lit alone', kb(floor.first), kb(floor.all)],
          ...[...sizes].map(([tag, { first, all }]) => [`\`<${tag}>\``, kb(first), kb(all)]),
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
    versions: versionsOf('vite', 'lit'),
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
    const needed = new Set();
    const need = name => {
      if (needed.has(name)) return;
      needed.add(name);
      chunks.get(name).imports.forEach(need);
    };
    need([...chunks.values()].find(({ isEntry }) => isEntry).fileName);
    const size = names =>
      [...names].reduce((sum, name) => sum + gzipSync(chunks.get(name).code, { level: 9 }).length, 0);
    return { first: size(needed), all: size(chunks.keys()) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
