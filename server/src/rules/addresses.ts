import { lookup as dnsLookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A receiver at an address that only this machine or its network can reach. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/**
 * Everything that is no address of the open internet (IANA's registries of special-purpose addresses): this machine, private
 * networks, cloud metadata (169.254.169.254), multicast, documentation, and the IPv6 forms that lead to IPv4.
 */
const PRIVATE = new BlockList();
for (const [address, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(address, prefix, 'ipv4');

/** Of IPv6 only this part is given out; what is taken from it below is not, or leads elsewhere. */
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6');
const SPECIAL_V6 = new BlockList();
for (const [address, prefix] of [
  ['2001::', 23], // protocol assignments, Teredo among them
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4: any IPv4 address
  ['3fff::', 20],
] as const)
  SPECIAL_V6.addSubnet(address, prefix, 'ipv6');

/** Whether an address is none of the open internet. What is no address at all counts as private. */
export function isPrivate(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return PRIVATE.check(address, 'ipv4');
    case 6: {
      const plain = address.replace(/%.*$/, '');
      return !PUBLIC_V6.check(plain, 'ipv6') || SPECIAL_V6.check(plain, 'ipv6');
    }
    default:
      return true;
  }
}

/**
 * A `lookup` for connections to the open internet only. The address that was looked at is the one that is connected to: a name
 * that answers differently the next time gains nothing. A name with one private address is refused altogether.
 */
export function guardedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }).then(
      addresses => {
        const refused = allowPrivate ? undefined : addresses.find(({ address }) => isPrivate(address));
        const [first] = addresses;
        if (refused || !first)
          callback(
            new PrivateAddressError(
              `${hostname} leads to ${refused?.address ?? 'nowhere'}, which is no address of the open internet.`,
            ),
            '',
            0,
          );
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}
