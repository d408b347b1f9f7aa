import { build } from 'esbuild';
import { join } from 'node:path';
import { serve, type Answer, type Site } from './serve.js';
import { WATCH_PATH, WATCH_SCRIPT } from './watch-page.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** The policy of the demo, or tighter. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** A site whose `/` is a page with one script of ours, bundled from the sources; `answer` gets every other request. */
export async function serveTestPage(script: string, answer?: Answer): Promise<Site> {
  const bundled = await build({
    absWorkingDir: ROOT,
    entryPoints: [script],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  const code = bundled.outputFiles[0]!.text;
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Test page</title>
    <script src="${WATCH_PATH}"></script>
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/page.js"></script>
  </head>
  <body></body>
</html>`;
  return serve((request, response) => {
    const send = (type: string, body: string): void => {
      response.setHeader('Content-Type', `${type}; charset=utf-8`);
      response.setHeader('Content-Security-Policy', POLICY);
      response.end(body);
    };
    switch (new URL(request.url ?? '/', 'http://x').pathname) {
      case '/':
        return send('text/html', page);
      case '/page.js':
        return send('text/javascript', code);
      case '/page.css':
        return send('text/css', 'html, body { block-size: 100%; margin: 0 } event-log { block-size: 100% }');
      case WATCH_PATH:
        return send('text/javascript', WATCH_SCRIPT);
      default:
        if (answer) return answer(request, response);
        response.writeHead(404).end();
    }
  });
}
