/** The longest text form of an IPv6 address, with an IPv4 address at its end. */
const LONGEST = 45;
const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);
const GROUP = /^[0-9a-f]{1,4}$/i;

/**
 * Whether a value is an IPv4 or IPv6 address as text, strictly: no blanks, no port, no zone, no prefix length, and no
 * leading zeros in IPv4, where they would be octal to some readers. `rds.amazonaws.com` is none.
 */
export function isIpAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST && (IPV4.test(value) || isIpv6(value));
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')));
  let size = groups.length;
  const last = groups.at(-1);
  if (last?.includes('.')) {
    // An IPv4 address stands for the last two groups, and only at the very end.
    if (text.endsWith('::') || !IPV4.test(last)) return false;
    groups.pop();
    size += 1;
  }
  // "::" stands for one group of zeros at least.
  return groups.every(group => GROUP.test(group)) && (halves.length === 2 ? size <= 7 : size === 8);
}

/**
 * The IP address in a text of a log: the text itself, or without the port (`192.0.2.1:443`, `[2001:db8::1]:443`) or the
 * brackets around it. `null` when there is none.
 */
export function ipAddressIn(text: string): string | null {
  const trimmed = text.trim();
  if (isIpAddress(trimmed)) return trimmed;
  const inner = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(trimmed)?.[1];
  return isIpAddress(inner) ? inner : null;
}
