import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack, ROOT, runModule, specifiers, type Packed } from './packed.js';

describe('the published package', () => {
  let packed: Packed;
  before(() => {
    packed = pack();
  });
  after(() => packed.remove());

  it('holds the build and what goes with it, no tests, no data, no sources', () => {
    const strays = packed.files.filter(
      file =>
        !/^(dist\/.*\.(js|js\.map|d\.ts|d\.ts\.map|css)|package\.json|custom-elements\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(
          file,
        ) || /(^|\/)(test|data|stories|demo)\/|\.test\.|\.stories\./.test(file),
    );
    assert.deepEqual(strays, []);
    for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md', 'custom-elements.json', 'dist/index.js']) {
      assert.ok(packed.files.includes(file), `${file} is missing`);
    }
  });

  it('has a file behind every export, and its types', () => {
    const all = specifiers(packed);
    const missing = all
      .flatMap(({ target, types }) => [target, types ?? target])
      .filter(path => !packed.files.includes(path.slice(2)));
    assert.deepEqual(missing, []);
    const names = all.map(({ specifier }) => specifier);
    for (const tag of ['event-provider', 'event-log', 'event-detail']) {
      assert.ok(names.includes(`event-elements/components/${tag}`), tag);
      assert.ok(names.includes(`event-elements/components/${tag}/define`), tag);
    }
    assert.ok(names.includes('event-elements/locales/en'));
  });

  it('imports every entry in plain Node, with no DOM', () => {
    const entries = specifiers(packed).filter(({ target }) => target.endsWith('.js'));
    const lines = entries.map(
      ({ specifier }) =>
        `await import(${JSON.stringify(specifier)}).catch(error => { console.log(${JSON.stringify(specifier)}, error.stack); process.exitCode = 1; });`,
    );
    const { status, output } = runModule(packed.site, lines.join('\n'));
    assert.equal(output, '');
    assert.equal(status, 0);
  });

  it('registers nothing when classes are imported, and everything when define is', () => {
    const { output } = runModule(
      packed.site,
      `const tags = new Set();
       globalThis.customElements = { get: tag => tags.has(tag) || undefined, define: tag => tags.add(tag) };
       await import('event-elements');
       const classes = tags.size;
       await import('event-elements/components/event-detail/define');
       const one = tags.size;
       await import('event-elements/define');
       console.log(JSON.stringify({ classes, one, all: [...tags].sort() }));`,
    );
    const { classes, one, all } = JSON.parse(output) as { classes: number; one: number; all: string[] };
    assert.equal(classes, 0);
    assert.ok(one > 0, 'the define entry of one element defines it');
    const manifest = JSON.parse(readFileSync(join(packed.folder, 'custom-elements.json'), 'utf8')) as Manifest;
    assert.deepEqual(
      all,
      manifest.modules
        .flatMap(module => module.declarations)
        .flatMap(({ tagName }) => tagName ?? [])
        .sort(),
    );
  });

  it('lists as side effects exactly the modules that have one', () => {
    const patterns = packed.json.sideEffects.map(
      pattern =>
        new RegExp(
          `^${pattern
            .replace(/^\.\//, '')
            .replaceAll('.', '\\.')
            .replaceAll('**/', '(.+/)?')
            .replace(/(?<!\))\*/g, '[^/]+')}$`,
        ),
    );
    const listed = packed.files.filter(file => patterns.some(pattern => pattern.test(file)));
    const acting = packed.files.filter(
      file => /(^|\/)define\.js$|^dist\/locales\/[^/]+\.js$|\.css$/.test(file) && file !== 'dist/internal/define.js',
    );
    assert.deepEqual(listed, acting);
  });

  it('names only files that are in it, in the manifest', () => {
    const manifest = JSON.parse(readFileSync(join(packed.folder, 'custom-elements.json'), 'utf8')) as Manifest;
    assert.ok(manifest.modules.length > 0);
    assert.deepEqual(
      manifest.modules.map(({ path }) => path).filter(path => !packed.files.includes(path)),
      [],
    );
  });

  it('tells its elements the version it has', async () => {
    const { VERSION } = await import('../../src/internal/version.js');
    assert.equal(VERSION, packed.json.version);
  });

  it('is clean for publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: packed.folder, pack: false, strict: true });
    assert.deepEqual(
      messages.map(message => formatMessage(message, pkg)),
      [],
    );
  });
});

describe('the package by its own name', () => {
  it('is found from inside the repository, in its build', () => {
    assert.equal(
      import.meta.resolve('event-elements/query-lang'),
      new URL('dist/query-lang/index.js', `file://${ROOT}`).href,
    );
  });

  it('is the same code that the build holds', async () => {
    const { searchTerms } = await import('event-elements/query-lang');
    assert.deepEqual(searchTerms('one "two three"'), ['one', 'two three']);
  });
});

interface Manifest {
  modules: { path: string; declarations: { tagName?: string }[] }[];
}
