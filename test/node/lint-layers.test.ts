import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import { ROOT } from './packed.js';

// Only rules that need no types: the fixtures are texts, not files of the project.
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => LAYER_RULES.has(ruleId),
});
const LAYER_RULES = new Set([
  '@typescript-eslint/no-restricted-imports',
  'no-restricted-globals',
  'no-restricted-properties',
]);

async function complaints(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

/** The rules that a text breaks, each once. */
async function broken(filePath: string, text: string): Promise<string[]> {
  return [...new Set(await complaints(filePath, text))];
}

const imports = (from: string): string => `import { x } from '${from}';\nconsole.log(x);\n`;
const RULE = '@typescript-eslint/no-restricted-imports';

describe('imports run downwards only', () => {
  const forbidden: [file: string, from: string][] = [
    ['src/model/a.ts', '../query-lang/index.js'],
    ['src/model/a.ts', '../client/index.js'],
    ['src/model/deep/a.ts', '../../components/event-log/index.js'],
    ['src/model/a.ts', '../internal/define.js'],
    ['src/model/a.ts', '../locales/en.js'],
    ['src/model/a.ts', 'lit'],
    ['src/model/a.ts', '@lit/context'],
    ['src/model/a.ts', 'event-elements/client'],
    ['src/query-lang/a.ts', '../client/index.js'],
    ['src/query-lang/a.ts', '../components/event-log/index.js'],
    ['src/query-lang/a.ts', '../styles/tokens.css.js'],
    ['src/query-lang/a.ts', 'lit'],
    ['src/query-lang/a.ts', '@codemirror/state'],
    ['src/client/a.ts', '../components/event-log/index.js'],
    ['src/client/a.ts', '../internal/warn-once.js'],
    ['src/client/a.ts', 'lit/decorators.js'],
    ['src/client/a.ts', '@lezer/lr'],
    ['src/internal/a.ts', '../components/event-log/index.js'],
    ['src/styles/a.ts', '../components/event-log/index.js'],
    ['src/locales/a.ts', '../components/event-log/index.js'],
    ['src/components/event-log/a.ts', '../../../server/src/index.js'],
    ['src/components/event-log/a.ts', 'leaflet'],
    ['server/src/a.ts', 'event-elements/components/event-log'],
    ['server/src/a.ts', 'event-elements/define'],
    ['server/src/a.ts', 'event-elements'],
    ['server/src/a.ts', '../../src/components/event-log/index.js'],
    ['server/src/a.ts', '../../src/model/index.js'],
    ['server/src/a.ts', 'lit'],
  ];
  for (const [file, from] of forbidden) {
    it(`${file} must not import ${from}`, async () => {
      assert.deepEqual(await broken(file, imports(from)), [RULE]);
    });
    it(`${file} must not export from ${from}`, async () => {
      assert.deepEqual(await broken(file, `export { x } from '${from}';\n`), [RULE]);
    });
  }

  const allowed: [file: string, from: string][] = [
    ['src/model/a.ts', './path.js'],
    ['src/model/a.ts', 'lossless-json'],
    ['src/query-lang/a.ts', '../model/path.js'],
    ['src/query-lang/a.ts', '@lezer/lr'],
    ['src/query-lang/editor/a.ts', '@codemirror/state'],
    ['src/client/a.ts', '../query-lang/parser.js'],
    ['src/client/a.ts', '../model/path.js'],
    ['src/internal/a.ts', '../model/path.js'],
    ['src/components/event-log/a.ts', '../../client/errors.js'],
    ['src/components/event-log/a.ts', '../../internal/define.js'],
    ['src/components/event-log/a.ts', 'lit'],
    ['src/components/event-map/map-controller.ts', 'leaflet'],
    ['server/src/a.ts', 'event-elements/model'],
    ['server/src/a.ts', 'event-elements/query-lang'],
  ];
  for (const [file, from] of allowed) {
    it(`${file} may import ${from}`, async () => {
      assert.deepEqual(await complaints(file, imports(from)), []);
    });
  }
});

describe('what is loaded first is what was asked for', () => {
  for (const file of [
    'src/query-lang/a.ts',
    'src/client/a.ts',
    'src/locales/en/a.ts',
    'src/components/event-log/a.ts',
  ]) {
    const index = `${file.startsWith('src/components') || file.startsWith('src/locales/en') ? '../../' : '../'}model/index.js`;
    it(`${file} takes types through an index, and values from the file that has them`, async () => {
      assert.deepEqual(await complaints(file, imports(index)), [RULE]);
      assert.deepEqual(await complaints(file, `import type { X } from '${index}';\nexport const x: X = 1;\n`), []);
    });
  }
});

describe('what runs in Node and workers touches no DOM', () => {
  for (const layer of ['model', 'query-lang', 'client']) {
    for (const name of ['window', 'document', 'customElements', 'navigator', 'localStorage', 'HTMLElement']) {
      it(`${layer} must not use ${name}`, async () => {
        assert.deepEqual(await complaints(`src/${layer}/a.ts`, `export const x = ${name};\n`), [
          'no-restricted-globals',
        ]);
      });
    }
  }
  it('an element may', async () => {
    assert.deepEqual(await complaints('src/components/event-log/a.ts', 'export const x = document;\n'), []);
  });
});

describe('events are never markup', () => {
  for (const file of [
    'src/components/event-log/a.ts',
    'src/internal/a.ts',
    'demo/a.ts',
    'stories/a.ts',
    'server/src/a.ts',
  ]) {
    for (const name of ['innerHTML', 'outerHTML']) {
      it(`${file} must not set ${name}`, async () => {
        const found = await complaints(file, `export const f = (e: Element) => { e.${name} = 'x'; };\n`);
        assert.deepEqual(found, ['no-restricted-properties']);
      });
    }
    it(`${file} must not import unsafeHTML`, async () => {
      const found = await complaints(file, imports('lit/directives/unsafe-html.js'));
      assert.deepEqual([...new Set(found)], [RULE]);
    });
  }
});
