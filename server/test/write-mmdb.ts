import { networkDigits } from '../src/geoip/address.js';

/*
 * Writes a MaxMind database (https://maxmind.github.io/MaxMind-DB/), for tests: the format's source data is JSON, and the real
 * files may not be passed on. IPv4 lies below ::/96; records are of 32 bits; data are not shared.
 */

type Node = [Child, Child];
type Child = Node | number | null;

/** @param networks - Entry by network, such as `81.2.69.160/27` */
export function writeMmdb(networks: Iterable<readonly [network: string, entry: unknown]>): Buffer {
  const root: Node = [null, null];
  const data: Buffer[] = [];
  let dataSize = 0;
  for (const [network, entry] of networks) {
    const bits = pathOf(network);
    let node = root;
    for (const bit of bits.slice(0, -1)) {
      const next = node[bit];
      node = Array.isArray(next) ? next : (node[bit] = [null, null]);
    }
    node[bits.at(-1)!] = dataSize;
    const bytes = encode(entry);
    data.push(bytes);
    dataSize += bytes.length;
  }
  const nodes: Node[] = [];
  const numbers = new Map<Node, number>();
  const visit = (node: Node): void => {
    numbers.set(node, nodes.push(node) - 1);
    for (const child of node) if (Array.isArray(child)) visit(child);
  };
  visit(root);
  const tree = Buffer.alloc(nodes.length * 8);
  nodes.forEach((node, i) =>
    node.forEach((child, side) => {
      const record =
        child === null ? nodes.length : typeof child === 'number' ? nodes.length + 16 + child : numbers.get(child)!;
      tree.writeUInt32BE(record, i * 8 + side * 4);
    }),
  );
  const metadata = encode({
    node_count: nodes.length,
    record_size: 32,
    ip_version: 6,
    database_type: 'Test-City',
    languages: ['en'],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    description: { en: 'Test' },
  });
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), metadata]);
}

/** The bits of a network's address, as many as its length. */
function pathOf(network: string): (0 | 1)[] {
  const length = Number(network.split('/')[1]);
  const isIpv4 = !network.includes(':');
  const [digits] = networkDigits(network)!;
  // In a database IPv4 is below zero, not where mapped addresses are.
  const address = BigInt(`0x${isIpv4 ? digits.slice(24).padStart(32, '0') : digits}`);
  const count = length + (isIpv4 ? 96 : 0);
  return Array.from({ length: count }, (_, i) => Number((address >> BigInt(127 - i)) & 1n) as 0 | 1);
}

const TYPES = { string: 2, double: 3, uint32: 6, map: 7, array: 11, boolean: 14 };

function encode(value: unknown): Buffer {
  switch (typeof value) {
    case 'string': {
      const bytes = Buffer.from(value);
      return Buffer.concat([control(TYPES.string, bytes.length), bytes]);
    }
    case 'boolean':
      return control(TYPES.boolean, value ? 1 : 0);
    case 'number': {
      const bytes = Buffer.alloc(Number.isInteger(value) && value >= 0 ? 4 : 8);
      if (bytes.length === 4) bytes.writeUInt32BE(value);
      else bytes.writeDoubleBE(value);
      return Buffer.concat([control(bytes.length === 4 ? TYPES.uint32 : TYPES.double, bytes.length), bytes]);
    }
    default: {
      if (Array.isArray(value)) return Buffer.concat([control(TYPES.array, value.length), ...value.map(encode)]);
      const entries = Object.entries(value as object);
      return Buffer.concat([
        control(TYPES.map, entries.length),
        ...entries.flatMap(([key, one]) => [encode(key), encode(one)]),
      ]);
    }
  }
}

/** Type and size in front of a value. */
function control(type: number, size: number): Buffer {
  const extended = type > 7;
  const head = (extended ? 0 : type) << 5;
  const small = size < 29;
  const rest = small ? [] : size < 285 ? [size - 29] : [(size - 285) >> 8, (size - 285) & 0xff];
  const length = small ? size : size < 285 ? 29 : 30;
  return Buffer.from([head | length, ...(extended ? [type - 7] : []), ...rest]);
}
