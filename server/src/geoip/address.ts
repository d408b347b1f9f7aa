import { isIP } from 'node:net';

/** IPv4 within IPv6, which is where such addresses are looked up too. */
const MAPPED = '00000000000000000000ffff';

/**
 * An address as 32 hexadecimal digits, so that addresses of both kinds compare as texts; `null` for what is none. IPv4 is written
 * as the IPv6 address that stands for it.
 */
export function addressDigits(address: string): string | null {
  const kind = isIP(address);
  if (kind === 0 || address.includes('%')) return null;
  if (kind === 4) return MAPPED + fourBytes(address);
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  const text = tail ? address.slice(0, -tail.length) + fourBytes(tail).replace(/^.{4}/, '$&:') : address;
  const [head = '', rest] = text.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  const right = groups(rest ?? '');
  const zeros = rest === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].map(group => group.toLowerCase().padStart(4, '0')).join('');
}

function fourBytes(address: string): string {
  return address
    .split('.')
    .map(byte => Number(byte).toString(16).padStart(2, '0'))
    .join('');
}

/** The first and the last address of a network (`192.0.2.0/24`), as digits; `null` for what is none. */
export function networkDigits(network: string): [first: string, last: string] | null {
  const [address = '', length, ...more] = network.split('/');
  const digits = addressDigits(address);
  if (digits === null || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const offset = isIP(address) === 4 ? 96 : 0;
  const bits = length === undefined ? 128 : Number(length) + offset;
  if (bits > 128) return null;
  const host = (1n << BigInt(128 - bits)) - 1n;
  const value = BigInt(`0x${digits}`);
  const write = (number: bigint) => number.toString(16).padStart(32, '0');
  return [write(value & ~host), write(value | host)];
}
