/**
 * WebKitGTK on a display of its own: Xvfb and WebKitWebDriver, both on numbers nobody else uses, so that several runs on
 * one machine do not meet. They end with this process.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { BROWSER_ENV, findBrowsers } from '../../scripts/browsers.mjs';

const START_TIMEOUT_MS = 20_000;

/** @returns {Promise<{ port: number, capabilities: object, stop(): void }>} */
export async function startWebKitDriver() {
  const found = findBrowsers();
  if (!found.webkitDriver || !found.webkitBrowser || !found.xvfb) {
    throw new Error('WebKit is not installed here: on Debian, apt-get install webkit2gtk-driver xvfb');
  }
  const children = [];
  const stop = () => {
    for (const child of children.splice(0)) {
      try {
        // A group of its own: the driver's browser and its helpers go with it.
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  };
  stopWithProcess(stop);

  // Xvfb writes the number of the display it took to this descriptor; no number has to be guessed.
  const xvfb = spawn(found.xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  children.push(xvfb);
  const display = `:${(await firstLine(xvfb, 'Xvfb')).trim()}`;

  const port = await freePort();
  const debug = process.env.WEBKIT_DEBUG ? 'inherit' : 'ignore';
  const driver = spawn(found.webkitDriver, [`--port=${port}`], {
    stdio: ['ignore', debug, debug],
    detached: true,
    env: {
      ...process.env,
      ...BROWSER_ENV,
      LC_ALL: '',
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      GTK_A11Y: 'none',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  children.push(driver);
  await reachable(port, driver);

  return {
    port,
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: found.webkitBrowser, args: ['--automation'] },
    },
    stop,
  };
}

function stopWithProcess(stop) {
  process.once('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      stop();
      // Nobody else wants the signal: end as if there had been no handler.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}

async function firstLine(child, name) {
  const [chunk] = await Promise.race([
    once(child.stdio[3], 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${name} ended at once (${code})`);
    }),
    timeout(`${name} did not start`),
  ]);
  return String(chunk);
}

/** A port that was free a moment ago. */
export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function reachable(port, child) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`WebKitWebDriver ended at once (${child.exitCode})`);
    const socket = net.connect(port, '127.0.0.1');
    const open = await new Promise(resolve => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver did not start');
}

function timeout(message) {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(message)), START_TIMEOUT_MS).unref());
}
