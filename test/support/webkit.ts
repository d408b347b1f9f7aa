import { writeFileSync } from 'node:fs';
import { WEBDRIVER_KEYS } from '../wtr/kit-commands.mjs';
import { startWebKitDriver } from '../wtr/webkit.mjs';
import type { Tab } from './tabs.js';

const SCRIPT_TIMEOUT_MS = 60_000;

/** WebKitGTK through WebDriver: it speaks nothing newer, and the little that tests need wants no library. */
export async function openWebKit(): Promise<Tab> {
  const driver = await startWebKitDriver();
  const base = `http://127.0.0.1:${driver.port}`;
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(base + path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) {
      const { error, message } = value as { error: string; message: string };
      throw new Error(`WebKit: ${error}: ${message}`);
    }
    return value;
  };

  const { sessionId } = (await call('POST', '/session', {
    capabilities: { alwaysMatch: driver.capabilities },
  })) as { sessionId: string };
  const session = (method: string, path: string, body?: unknown): Promise<unknown> =>
    call(method, `/session/${sessionId}${path}`, body);
  await session('POST', '/timeouts', { script: SCRIPT_TIMEOUT_MS, pageLoad: SCRIPT_TIMEOUT_MS });

  const evaluate: Tab['evaluate'] = async (run, ...args) => {
    // The compiler of these tests names inner functions with a helper that a function sent to a page leaves behind.
    const script = `
      const done = arguments[arguments.length - 1];
      globalThis.__name ??= value => value;
      Promise.resolve()
        .then(() => (${run.toString()})(...Array.from(arguments).slice(0, -1)))
        .then(value => done({ value }), error => done({ error: String(error && error.stack || error) }));`;
    const answer = (await session('POST', '/execute/async', { script, args })) as { value?: never; error?: string };
    if (answer.error !== undefined) throw new Error(`WebKit: ${answer.error}`);
    return answer.value as never;
  };

  return {
    goto: async url => void (await session('POST', '/url', { url })),

    evaluate,

    async press(...chord) {
      const actions = [
        ...chord.map(key => ({ type: 'keyDown', value: codeOf(key) })),
        ...[...chord].reverse().map(key => ({ type: 'keyUp', value: codeOf(key) })),
      ];
      await session('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },

    async clickAt(x, y) {
      const actions = [
        { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await session('POST', '/actions', {
        actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
      });
    },

    problems() {
      return evaluate(
        () => (window as { __problems?: string[] }).__problems ?? ['the page does not load the watch script'],
      );
    },

    async screenshot(path) {
      writeFileSync(path, Buffer.from((await session('GET', '/screenshot')) as string, 'base64'));
    },

    async close() {
      await session('DELETE', '').catch(() => undefined);
      driver.stop();
    },
  };
}

function codeOf(key: string): string {
  return (WEBDRIVER_KEYS as Readonly<Record<string, string>>)[key] ?? key;
}
