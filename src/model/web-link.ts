import { lookAlike, type LookAlike } from './look-alike.js';

/** An address that a page may lead to. */
export interface WebLink {
  /** The address as a browser understands it. */
  href: string;
  /** Where it really leads: the host in ASCII (`xn--…` where it has other letters), with a port that is not the usual one. */
  host: string;
  /** Whether the text says that host in the same letters, in the place where a reader looks for it. */
  plain: boolean;
  /** Whether the host as it is written can be taken for another. */
  lookAlike: LookAlike | null;
}

/** Longer than any address that servers accept. */
const MAX_LENGTH = 8_192;
/** What a browser would leave out, or turn round, or take for a slash: then the address is not the one that is read. */
const DECEIVING = /[\s\\\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

/**
 * The link that a text is, or null: only a whole `http:` or `https:` address, with no user name or password in it (which
 * stand where a reader looks for the host), and with no blank, backslash or hidden character. Everything else (`javascript:`,
 * `data:`, relative addresses) is no link. Never throws.
 */
export function webLink(text: unknown): WebLink | null {
  if (typeof text !== 'string' || text.length > MAX_LENGTH || !/^https?:\/\//i.test(text) || DECEIVING.test(text)) {
    return null;
  }
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username || url.password || !url.hostname)
    return null;
  const written = /^https?:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  return {
    href: url.href,
    host: url.host,
    plain: written.toLowerCase() === url.host && !url.host.split('.').some(label => label.startsWith('xn--')),
    lookAlike: lookAlike(written),
  };
}
