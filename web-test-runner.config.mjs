/**
 * Element tests in real browsers.
 *
 *   npx wtr                                                 everything, in all three engines
 *   WTR_ENGINES=chromium npx wtr --files src/x/y.test.ts     one file in one engine
 */
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import puppeteer from 'puppeteer-core';
import { BROWSER_ENV, CHROMIUM_ARGS, ENGINES, findBrowsers } from './scripts/browsers.mjs';
import { assetsPlugin } from './test/wtr/assets.mjs';
import { guardPlugin, strictPages } from './test/wtr/guard-plugin.mjs';
import { kitCommandsPlugin } from './test/wtr/kit-commands.mjs';
import { plainReporter } from './test/wtr/plain-reporter.mjs';
import { freePort, startWebKitDriver } from './test/wtr/webkit.mjs';

Object.assign(process.env, BROWSER_ENV);

const wanted = (process.env.WTR_ENGINES || ENGINES.join(',')).split(',').map(name => name.trim());
const unknown = wanted.filter(name => !ENGINES.includes(name));
if (unknown.length > 0)
  throw new Error(`WTR_ENGINES: unknown engine ${unknown.join(', ')}; known: ${ENGINES.join(', ')}`);

const launch = {
  chromium(found) {
    return chromeLauncher({ launchOptions: { executablePath: found.chromium, args: CHROMIUM_ARGS } });
  },
  firefox(found) {
    return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath: found.firefox } });
  },
  async webkit() {
    const { port, capabilities } = await startWebKitDriver();
    return webdriverLauncher({
      hostname: '127.0.0.1',
      port,
      path: '/',
      logLevel: 'error',
      capabilities: { ...capabilities, 'wdio:enforceWebDriverClassic': true },
    });
  },
};
const found = findBrowsers();
const browsers = [];
for (const name of ENGINES) if (wanted.includes(name)) browsers.push(await launch[name](found));

export default {
  files: ['src/components/**/*.test.ts', 'src/internal/**/*.test.ts', 'test/wtr/*.test.ts'],
  nodeResolve: { exportConditions: ['development'] },
  browsers,
  hostname: '127.0.0.1',
  // The runner's own search for a port lets two runs that start together find the same one.
  port: await freePort(),
  // One page at a time in each engine: focus and real keys belong to one page only, and WebKit has no second one.
  concurrency: 1,
  concurrentBrowsers: 3,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
  testFramework: { config: { timeout: 10_000 } },
  middleware: [strictPages()],
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' }),
    guardPlugin(),
    assetsPlugin(),
    kitCommandsPlugin(),
    a11ySnapshotPlugin(),
  ],
  reporters: [defaultReporter({ reportTestProgress: false }), plainReporter()],
};
