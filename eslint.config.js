import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const LIT = '^(lit|lit-html|lit-element|@lit)(/|$)';
const CODEMIRROR = '^(codemirror|@codemirror)(/|$)';
const LEZER = '^@lezer(/|$)';
const LEAFLET = '^leaflet(/|$)';
const UPLOT = '^uplot(/|$)';

/** Folders of src, however far up an import climbs to reach them; and by the package's own name, for the same folders have exports. */
const folders = names => `^((\\.\\./)+(src/)?|event-elements/)(${names})(/|$|\\.js$)`;
const SERVER = '^(\\.\\./)+server(/|$)|^event-elements-server(/|$)';

const MARKUP = {
  regex: '^lit(-html)?/(directives/unsafe-(html|svg|mathml)|static-html|static)(\\.js)?$',
  message: 'Every event is hostile text: build nodes.',
};

/** Some bundlers load at first whatever lies behind an index, and pages without a bundler all of it (docs/decisions/0024). */
const INDEX = {
  regex: '^(\\.\\./)+(model|client|query-lang)/index\\.js$',
  allowTypeImports: true,
  message: 'Import values from the file that has them.',
};

/** Imports run downwards only: components -> client -> query-lang -> model (docs/decisions/0001). test/node/lint-layers.test.ts holds it. */
function layer(files, forbidden, message) {
  return {
    files,
    // Tests may reach for what the code may not.
    ignores: ['**/*.test.ts', 'src/**/test/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: forbidden.join('|'), message }, MARKUP, INDEX] },
      ],
    },
  };
}

const noDom = ['window', 'document', 'customElements', 'HTMLElement', 'navigator', 'localStorage'].map(name => ({
  name,
  message: 'model, query-lang and client run in Node and workers too.',
}));

const hostile = property => ({ property, message: 'Every event is hostile text: build nodes.' });

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.cache/**',
      'storybook-static/**',
      '**/*.grammar.ts',
      '**/*.grammar.terms.ts',
      '**/data/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-expressions': 'off', // chai's property assertions
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['it', 'test', 'describe', 'suite'], package: 'node:test' },
            // Typed as a promise for the sake of snapshots; it is none.
            { from: 'package', name: ['Equal'], package: '@open-wc/semantic-dom-diff' },
          ],
        },
      ],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [MARKUP] }],
      '@typescript-eslint/no-implied-eval': 'error',
      'no-eval': 'error',
      'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map(hostile)],
    },
  },
  {
    files: ['src/components/**/*.ts', 'src/internal/**/*.ts', 'stories/**/*.ts', 'demo/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/best-practice']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      'wc/guard-super-call': 'off',
    },
  },

  layer(
    ['src/model/**/*.ts'],
    [
      folders('components|client|query-lang|internal|styles|locales|define'),
      SERVER,
      LIT,
      CODEMIRROR,
      LEZER,
      LEAFLET,
      UPLOT,
    ],
    'model imports none of the other layers.',
  ),
  layer(
    ['src/query-lang/**/*.ts'],
    [folders('components|client|internal|styles|locales|define'), SERVER, LIT, CODEMIRROR, LEAFLET, UPLOT],
    'query-lang imports model only.',
  ),
  layer(
    ['src/query-lang/editor/**/*.ts'],
    [folders('components|client|internal|styles|locales|define'), SERVER, LIT, LEAFLET, UPLOT],
    'The editor is the one part of query-lang that knows CodeMirror.',
  ),
  layer(
    ['src/client/**/*.ts'],
    [folders('components|internal|styles|locales|define'), SERVER, LIT, CODEMIRROR, LEZER, LEAFLET, UPLOT],
    'client imports query-lang and model only.',
  ),
  layer(
    ['src/internal/**/*.ts', 'src/styles/**/*.ts', 'src/locales/**/*.ts'],
    [folders('components|define'), SERVER, CODEMIRROR, LEZER, LEAFLET, UPLOT],
    'Only components import components.',
  ),
  layer(
    ['src/components/**/*.ts'],
    [folders('define'), SERVER, CODEMIRROR, LEZER, LEAFLET, UPLOT],
    'An engine has one home: event-map, event-chart, query-lang/editor.',
  ),
  layer(
    ['src/components/event-map/**/*.ts'],
    [folders('define'), SERVER, CODEMIRROR, LEZER, UPLOT],
    'event-map knows Leaflet only.',
  ),
  layer(
    ['src/components/event-chart/**/*.ts'],
    [folders('define'), SERVER, CODEMIRROR, LEZER, LEAFLET],
    'event-chart knows uPlot only.',
  ),
  layer(
    ['server/src/**/*.ts'],
    ['^event-elements$', folders('components|client|internal|styles|locales|define'), '^(\\.\\./)+src(/|$)', LIT],
    'The server imports event-elements/model and event-elements/query-lang, never components.',
  ),
  {
    files: ['src/model/**/*.ts', 'src/query-lang/**/*.ts', 'src/client/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/query-lang/editor/**'],
    rules: { 'no-restricted-globals': ['error', ...noDom] },
  },

  {
    files: ['**/*.test.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['*.{js,mjs}', 'scripts/**/*.mjs', 'test/**/*.mjs', '.storybook/**/*.mjs'],
    rules: {
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-undef': 'error',
      'no-dupe-keys': 'error',
      'no-unreachable': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'performance', 'URL', 'Buffer', 'fetch', 'setTimeout', 'clearTimeout'].map(name => [
          name,
          false,
        ]),
      ),
    },
  },
);
