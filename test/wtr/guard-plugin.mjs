import { randomBytes } from 'node:crypto';

/** Loads ./guard.ts before everything else in each test file. */
export function guardPlugin() {
  return {
    name: 'guard',
    transform(context) {
      if (!context.path.endsWith('.test.ts')) return undefined;
      // On the first line, so that no line number changes.
      return { body: `import '/test/wtr/guard.ts'; ${context.body}` };
    },
  };
}

/**
 * Sends every test page with the policy that the demo has, and the least more that the runner itself needs: a nonce
 * for its inline scripts, its web socket, and frames for tests that look at whole pages.
 */
export function strictPages() {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self' ws:",
    "img-src 'self' data:",
    "font-src 'self'",
    "frame-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
  return async (context, next) => {
    await next();
    if (context.path !== '/' || typeof context.body !== 'string') return;
    context.body = context.body.replace(/<(script|style)(?=[\s>])/g, `<$1 nonce="${nonce}"`);
    context.set('Content-Security-Policy', policy);
  };
}
