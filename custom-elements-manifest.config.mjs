import { publishedManifest } from './scripts/manifest-plugin.mjs';

/** How `custom-elements.json` is made from the sources. `node scripts/manifest.mjs` runs it and checks the result. */
export default {
  globs: ['src/components/**/*.ts'],
  exclude: ['**/*.test.ts', '**/test/**'],
  litelement: true,
  outdir: '.',
  packagejson: false,
  plugins: [publishedManifest()],
};
