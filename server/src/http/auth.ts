import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Who may use the server. */
export interface Guard {
  /** `null`: everybody who can reach it. */
  readonly token: string | null;
  /** Whether a request carries the token, or a session that was opened with it. */
  admits(request: Request): boolean;
  isToken(candidate: string): boolean;
  /** `Set-Cookie` of a session. */
  sessionCookie(): string;
}

/**
 * @param cookieName - Browsers send a cookie to every port of a host, so two servers on one machine need different names.
 */
export function createGuard(token: string | null, cookieName: () => string): Guard {
  // What the browser keeps is not the token: another server on this machine gets to see the cookie.
  const session = token === null ? '' : createHmac('sha256', token).update('session').digest('base64url');
  return {
    token,
    admits(request) {
      if (token === null) return true;
      const authorization = request.headers.get('authorization');
      if (authorization !== null) {
        const bearer = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
        return bearer !== undefined && same(bearer, token);
      }
      return cookies(request).some(([name, value]) => name === cookieName() && same(value, session));
    },
    isToken: candidate => token !== null && same(candidate, token),
    // Lax, not Strict: a link to an event in a chat must open. Unsafe methods check where they come from (security.ts).
    sessionCookie: () => `${cookieName()}=${session}; Path=/; HttpOnly; SameSite=Lax`,
  };
}

/** Compares in a time that tells nothing about how much is right, not even the length. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function cookies(request: Request): [name: string, value: string][] {
  return (request.headers.get('cookie') ?? '').split(';').map(pair => {
    const at = pair.indexOf('=');
    return at < 0 ? ['', pair.trim()] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
}
