/**
 * Storybook on the kit's elements.
 *
 *   npm run storybook              generates the manifest, then serves the stories while you work on them
 *   npm run storybook -- -p 7007   on another port
 *   node scripts/storybook.mjs build   a static copy in storybook-static, from the manifest as it is in the repository
 */
import { join } from 'node:path';
import { ROOT, runNode } from './run.mjs';

const PORT = '6006';
const bin = join('node_modules', 'storybook', 'dist', 'bin', 'dispatcher.js');
const quiet = ['--disable-telemetry'];

const [mode = 'dev', ...rest] = process.argv.slice(2);
if (mode === 'build') {
  const { code, output } = await storybook(['build', '-o', 'storybook-static', '--quiet', ...quiet, ...rest], false);
  // Its notes on every asset are worth reading only when it failed.
  if (code !== 0) process.stdout.write(output);
  process.exitCode = code;
} else if (mode === 'dev') {
  const manifest = await runNode('scripts/manifest.mjs', [], { echo: true });
  if (manifest.code !== 0) console.error('The manifest has gaps (above); the stories are served all the same.');
  const port = rest.some(argument => /^(-p|--port)/.test(argument)) ? [] : ['-p', PORT];
  const serve = ['dev', '--host', '127.0.0.1', '--no-version-updates', ...port, ...quiet, ...rest];
  process.exitCode = (await storybook(process.stdout.isTTY ? serve : [...serve, '--ci'], true)).code;
} else {
  console.error(`storybook: unknown mode ${mode}; there are dev and build`);
  process.exitCode = 2;
}

function storybook(args, echo) {
  return runNode(join(ROOT, bin), args, { echo, env: { STORYBOOK_DISABLE_TELEMETRY: '1' } });
}
