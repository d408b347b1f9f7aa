import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ROOT } from './packed.js';

/** What a page with one element loads before the element is drawn, bundled by esbuild as a host would. */
async function firstPaint(tag: string): Promise<{ modules: string[]; bytes: number }> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: { entry: `src/components/${tag}/define.ts` },
    outdir: 'first-paint',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    write: false,
  });
  const needed = new Set<string>();
  const need = (file: string): void => {
    if (needed.has(file)) return;
    needed.add(file);
    for (const { path, kind } of metafile.outputs[file]!.imports) if (kind === 'import-statement') need(path);
  };
  need('first-paint/entry.js');
  const modules = [...needed].flatMap(file =>
    Object.entries(metafile.outputs[file]!.inputs).flatMap(([module, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [module] : [],
    ),
  );
  const bytes = outputFiles
    .filter(({ path }) => [...needed].some(file => path.endsWith(`/${file}`)))
    .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  return { modules, bytes };
}

/** Parts that are loaded when somebody comes to them, or with the first answer that needs them. */
const LATE = [
  /^src\/query-lang\/(parser|compile|check|complete|editor\/)/,
  /^src\/model\/(diff|profiles\/(?!profile)|aggregates\/(?!types|private))/,
  /^src\/client\/(transport|http-events-client|http-aggregates|export\/|manage\/http)/,
  /^src\/components\/event-log\/late\//,
  /^src\/components\/event-(detail|diff|json-tree|query-input|exports|chart|map)\//,
  /node_modules\/(@codemirror|@lezer|leaflet|uplot|papaparse|lossless-json|@noble|htmlparser2)\//,
];

describe('the first paint of a list', () => {
  it('waits for nothing that is not drawn yet, and for the words of no other element', async () => {
    const { modules, bytes } = await firstPaint('event-log');
    assert.deepEqual(
      modules.filter(module => LATE.some(late => late.test(module))),
      [],
    );
    assert.deepEqual(modules.filter(module => module.startsWith('src/locales/')).sort(), [
      'src/locales/en/common.ts',
      'src/locales/en/count.ts',
      'src/locales/en/log.ts',
    ]);
    // A little above what it takes (npm run bench -- size), so that what makes it grow is looked at.
    assert.ok(bytes > 30_000 && bytes < 76_500, `${bytes} bytes after gzip`);
  });

  it('holds for a provider too', async () => {
    const { modules } = await firstPaint('event-provider');
    assert.deepEqual(
      modules.filter(module => LATE.some(late => late.test(module))),
      [],
    );
  });
});
