/**
 * Addresses that belong to no place: RFC 1918 and 6598, loopback, link-local, unique local, and these within IPv6 (`::ffff:`).
 * Written with what regular expressions of JavaScript and PostgreSQL share, so that both tell them by the same one. To be
 * matched without regard to case.
 */
export const PRIVATE_ADDRESS =
  '^(::ffff:)?(10|127)[.][0-9]+[.][0-9]+[.][0-9]+$|' +
  '^(::ffff:)?(192[.]168|169[.]254|172[.](1[6-9]|2[0-9]|3[01])|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))[.][0-9]+[.][0-9]+$|' +
  '^::1$|^f[cd][0-9a-f]{2}:[0-9a-f:.]+$|^fe[89ab][0-9a-f]:[0-9a-f:.]+$';

const PRIVATE = new RegExp(PRIVATE_ADDRESS, 'i');

/** Whether an address is of a network that is nowhere in particular: private, of this machine, or of this link. */
export function isPrivateAddress(address: unknown): boolean {
  return typeof address === 'string' && address.length <= 45 && PRIVATE.test(address);
}
