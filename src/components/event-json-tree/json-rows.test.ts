import { expect } from '@open-wc/testing';
import { JsonNode, JsonReader, visibleRows, type JsonRow } from './json-rows.js';

/** Opens the places of these paths, and gives the rows. */
function rows(value: unknown, ...open: (string | number)[][]): JsonRow[] {
  const root = new JsonNode();
  for (const path of open) path.reduce((node: JsonNode, key) => node.child(key), root).open = true;
  return visibleRows(root, value, new JsonReader());
}
const brief = (row: JsonRow) =>
  `${'  '.repeat(row.depth)}${row.node.key ?? '$'}: ${row.kind} ${row.position}/${row.siblings}`;

describe('visibleRows', () => {
  it('has a row for each value of what is open, in order', () => {
    expect(rows({ a: [1, { x: null }], b: 'text', c: {} }, [], ['a']).map(brief)).to.deep.equal([
      '$: object 1/1',
      '  a: array 1/3',
      '    0: number 1/2',
      '    1: object 2/2',
      '  b: string 2/3',
      '  c: object 3/3',
    ]);
  });

  it('tells every kind of value', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    cycle['list'] = [cycle];
    expect(rows(cycle, [], ['list']).map(row => row.kind)).to.deep.equal(['object', 'cycle', 'array', 'cycle']);
    const odd = [2n ** 64n, NaN, Infinity, undefined, () => 1, Symbol('s'), new Date(0), null, true];
    expect(rows(odd, []).map(row => row.kind)).to.deep.equal([
      'array',
      'bigint',
      'null',
      'number',
      'other',
      'other',
      'other',
      'string',
      'null',
      'boolean',
    ]);
  });

  it('shows one value twice where it stands twice without being inside itself', () => {
    const shared = { x: 1 };
    expect(rows({ a: shared, b: shared }, []).map(row => row.kind)).to.deep.equal(['object', 'object', 'object']);
  });

  it('survives values that throw when they are read', () => {
    const fail = () => {
      throw new Error('no');
    };
    const hostile = {
      get broken() {
        return fail();
      },
      json: { toJSON: fail },
      proxy: new Proxy({}, { ownKeys: fail }),
      revoked: (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    };
    const kinds = rows(hostile, []).map(row => row.kind);
    expect(kinds).to.deep.equal(['object', 'unreadable', 'unreadable', 'unreadable', 'unreadable']);
  });

  it('has own keys only, __proto__ among them', () => {
    const value = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as unknown;
    expect(rows(value, [], ['__proto__']).map(row => row.node.path.join('.'))).to.deep.equal([
      '',
      '__proto__',
      '__proto__.x',
      'constructor',
    ]);
  });

  it('shows a long array in stretches, from which every item can be reached', () => {
    const list = Array.from({ length: 12_000 }, (_, i) => i);
    const root = new JsonNode();
    root.open = true;
    const reader = new JsonReader();
    const show = () => visibleRows(root, list, reader);
    expect(show().filter(row => row.kind === 'number')).to.have.lengthOf(100);
    // Open the range 11,731 lies in until the item itself is there.
    for (let step = 0; step < 5 && !show().some(row => row.value === 11_731); step += 1) {
      const range = show().findLast(row => row.kind === 'range' && row.node.range!.from <= 11_731);
      range!.node.open = true;
    }
    const found = show().find(row => row.value === 11_731)!;
    expect(found.node.path).to.deep.equal(['11731']);
    expect(show().length).to.be.below(600);
  });

  it('covers a long container without gap or overlap', () => {
    for (const length of [150, 151, 1_000, 12_000, 100_001, 1_000_000]) {
      const [root, ...children] = rows(Array.from({ length }), []);
      expect(root!.size).to.equal(length);
      let next = 0;
      for (const child of children) {
        expect(child.node.key).to.equal(next);
        next = child.node.range?.to ?? next + 1;
      }
      expect(next).to.equal(length);
      expect(children.length).to.be.at.most(151);
      expect(children.every(child => child.siblings === children.length)).to.equal(true);
    }
  });

  it('keeps what is open when the value is replaced by a newer one', () => {
    const root = new JsonNode();
    root.open = true;
    root.child('a').open = true;
    expect(visibleRows(root, { a: { x: 1 } }, new JsonReader())).to.have.lengthOf(3);
    expect(visibleRows(root, { b: 1, a: { x: 1, y: 2 } }, new JsonReader())).to.have.lengthOf(5);
  });

  it('follows a value as deep as it goes', () => {
    let value: unknown = 1;
    const root = new JsonNode();
    let node = root;
    for (let i = 0; i < 3_000; i += 1) {
      value = { d: value };
      node.open = true;
      node = node.child('d');
    }
    expect(visibleRows(root, value, new JsonReader())).to.have.lengthOf(3_001);
  });
});
