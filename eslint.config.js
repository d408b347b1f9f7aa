import tseslint from 'typescript-eslint';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import litA11y from 'eslint-plugin-lit-a11y';

/** Imports run downwards only: components -> client -> query-lang -> model (docs/decisions/0001). */
function layer(files, forbidden, message) {
  return {
    files,
    ignores: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex: forbidden, message }] }],
    },
  };
}
const SIBLINGS = names => `^(\\.\\./)+(src/)?(${names})(/|$)`;
const ENGINES = '^(lit|@lit|@codemirror|codemirror|leaflet|uplot|papaparse)(/|$)';

const noDom = ['window', 'document', 'customElements', 'HTMLElement', 'navigator', 'localStorage'].map(name => ({
  name,
  message: 'model, query-lang and client run in Node and workers too.',
}));

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
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
            { from: 'package', name: ['Equal'], package: '@open-wc/semantic-dom-diff' },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Every event is hostile text: build nodes.' },
        { property: 'outerHTML', message: 'Every event is hostile text: build nodes.' },
        { property: 'insertAdjacentHTML', message: 'Every event is hostile text: build nodes.' },
      ],
      'no-eval': 'error',
      'no-implied-eval': 'off',
      '@typescript-eslint/no-implied-eval': 'error',
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
    `${SIBLINGS('components|client|query-lang|internal|styles|locales')}|${ENGINES}`,
    'model imports none of the other layers.',
  ),
  layer(
    ['src/query-lang/**/*.ts'],
    `${SIBLINGS('components|client|internal|styles|locales')}`,
    'query-lang imports model only.',
  ),
  layer(
    ['src/client/**/*.ts'],
    `${SIBLINGS('components|internal|styles|locales')}|${ENGINES}`,
    'client imports query-lang and model only.',
  ),
  layer(
    ['src/internal/**/*.ts', 'src/styles/**/*.ts', 'src/locales/**/*.ts'],
    SIBLINGS('components'),
    'Only components import components.',
  ),
  layer(
    ['server/**/*.ts'],
    '(^|/)(src/)?components(/|$)|^lit',
    'The server imports model and query-lang, never components.',
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
);
