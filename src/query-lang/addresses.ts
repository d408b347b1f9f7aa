import { isIpAddress } from '../model/ip.js';
import { isUuid } from '../model/uuid.js';

/** A UUID as records have it, lower case with dashes, from any form a server takes: no dashes, braces, `urn:uuid:`. */
export function canonicalUuid(text: string): string | null {
  const hex = text.toLowerCase().replace(/^urn:uuid:|[{}-]/g, '');
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isUuid(uuid) ? uuid : null;
}

/** An IP address as databases write it (RFC 5952: lower case, the longest run of zeros as `::`), or null if it is none. */
export function canonicalIp(text: string): string | null {
  if (!isIpAddress(text)) return null;
  if (!text.includes(':')) return text;
  const groups = ipv6Groups(text);
  const zeros = longestZeros(groups);
  const hex = groups.map(group => group.toString(16));
  if (isMapped(groups)) {
    const [high, low] = [groups[6]!, groups[7]!];
    return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  }
  if (!zeros) return hex.join(':');
  return `${hex.slice(0, zeros.from).join(':')}::${hex.slice(zeros.to).join(':')}`;
}

/** The eight groups of a valid IPv6 address. */
function ipv6Groups(text: string): number[] {
  const [left = '', right] = text.split('::');
  const head = groupsOf(left);
  if (right === undefined) return head;
  const tail = groupsOf(right);
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function groupsOf(half: string): number[] {
  if (half === '') return [];
  return half.split(':').flatMap(group => {
    if (!group.includes('.')) return [parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function isMapped(groups: readonly number[]): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every(group => group === 0);
}

function longestZeros(groups: readonly number[]): { from: number; to: number } | null {
  let best: { from: number; to: number } | null = null;
  for (let from = 0; from < groups.length; from += 1) {
    let to = from;
    while (groups[to] === 0) to += 1;
    if (to - from > (best ? best.to - best.from : 1)) best = { from, to };
    from = to;
  }
  return best;
}
