/**
 * Where the three browser engines are on this machine, and how they are started without a window.
 * Used by the element tests, the story tests, the end-to-end tests and `npm test`'s check that every engine is there.
 */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const ENGINES = ['chromium', 'firefox', 'webkit'];

/** No sandbox, because CI containers run as root. The rest keeps a fresh profile from talking to anybody. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--lang=en-US',
];

/**
 * The environment of every engine: results must not depend on where the tests run.
 * The zone is not UTC and has summer time, so that a forgotten time zone shows. Without LANG, WebKit's language is "C".
 */
export const BROWSER_ENV = { TZ: 'Europe/Berlin', LANG: 'en_US.UTF-8', LANGUAGE: 'en_US' };

/**
 * Paths of what each engine needs, `undefined` where it is not installed.
 * An environment variable (CHROMIUM, FIREFOX, WEBKIT_DRIVER, WEBKIT_BROWSER, XVFB) comes before the usual places.
 */
export function findBrowsers(env = process.env) {
  const onPath = names => {
    for (const folder of (env.PATH ?? '').split(delimiter)) {
      for (const name of names) if (isExecutable(join(folder, name))) return join(folder, name);
    }
    return undefined;
  };
  return {
    chromium:
      env.CHROMIUM ??
      onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']) ??
      ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find(isExecutable),
    firefox:
      env.FIREFOX ??
      onPath(['firefox-esr', 'firefox']) ??
      ['/Applications/Firefox.app/Contents/MacOS/firefox'].find(isExecutable),
    webkitDriver: env.WEBKIT_DRIVER ?? onPath(['WebKitWebDriver']),
    webkitBrowser: env.WEBKIT_BROWSER ?? onPath(['MiniBrowser']) ?? findMiniBrowser(),
    xvfb: env.XVFB ?? onPath(['Xvfb']),
  };
}

/** The engines that cannot run here: none on a machine that is set up. */
export function missingEngines(found = findBrowsers()) {
  return ENGINES.filter(engine =>
    engine === 'webkit' ? !(found.webkitDriver && found.webkitBrowser && found.xvfb) : !found[engine],
  );
}

/** What the package manager of Debian and its relatives calls them. */
export const DEBIAN_PACKAGES = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
  // Without any font, text has no size and layout tests measure nothing.
  fonts: ['fonts-dejavu-core'],
};

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Debian keeps WebKit's test browser in /usr/lib/<architecture>/webkit2gtk-<api>/, Fedora in /usr/libexec/webkit2gtk-<api>/. */
function findMiniBrowser() {
  for (const root of ['/usr/lib', '/usr/libexec', '/usr/lib64']) {
    if (!existsSync(root)) continue;
    for (const folder of ['.', ...readdirSync(root).filter(name => /-linux-gnu/.test(name))]) {
      const base = join(root, folder);
      const webkit = readdirSync(base)
        .filter(name => name.startsWith('webkit2gtk-') || name.startsWith('webkitgtk-'))
        .sort()
        .reverse();
      const found = webkit.map(name => join(base, name, 'MiniBrowser')).find(isExecutable);
      if (found) return found;
    }
  }
  return undefined;
}
