import assert from 'node:assert/strict';
import { it } from 'node:test';
import { build, type Rollup } from 'vite';
import { ROOT } from './packed.js';

it('tokens.css keeps its colours when Vite makes it fit for older browsers', async () => {
  const built = (await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: { write: false, cssCodeSplit: true, rollupOptions: { input: 'src/styles/tokens.css' } },
  })) as Rollup.RollupOutput;
  const css = built.output.map(file => (file.type === 'asset' ? String(file.source) : '')).join('');
  const surface = /--event-kit-surface:([^;]+);/.exec(css)?.[1] ?? '';
  const isAsWritten = surface.startsWith('light-dark(#fff,');
  // Either a pair as it was, or two switches, of which exactly the light one is on.
  const isSwitched =
    surface.startsWith('var(--lightningcss-light,#fff)') &&
    /^:where\(:root\)\{--lightningcss-light:initial;--lightningcss-dark: ;/.test(css);
  assert.ok(isAsWritten || isSwitched, css.slice(0, 300));
});
