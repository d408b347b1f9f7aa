import { expect } from '@open-wc/testing';
import { MemoryEventsClient } from '../../client/index.js';
import type { EventRecord } from '../../model/index.js';
import { hasInvalid, hasNowhere, hasPrivate, toggleInvalid, toggleNowhere, togglePrivate } from './filters.js';
import { valuesOfLack } from './nowhere.js';

/** Places that are none in every way that is known of, among some that are. */
const GEO: readonly unknown[] = [
  undefined,
  null,
  7,
  {},
  { country: null },
  { country: '' },
  { country: 'DE' },
  { country: 'Germany' },
  { country: 'Atlantis' },
  { country: 7 },
  { lat: null, long: null },
  { lat: '', long: '' },
  { lat: 91, long: 0 },
  { lat: '52', long: '13' },
  { lat: 52.5 },
  { lat: 52.5, long: 13.4 },
  { lat: 52.5, long: 13.4, country: 'Atlantis' },
  { lat: 52.5, long: 181, country: 'DE' },
  { lat: 52.5, long: 181, country: 'Mu' },
  { lat: {}, long: [] },
];
const ADDRESSES = ['10.0.0.1', '192.168.7.7', 'fd00::1', '8.8.8.8', null];

function events(geos: readonly unknown[]): EventRecord[] {
  return geos.flatMap((geo, i) =>
    ADDRESSES.map((client_ip, j) => ({
      pk: `${i} ${j}`,
      action: 'login',
      app: 'a',
      created: '2026-11-20T00:00:00Z',
      client_ip,
      context: (geo === undefined ? {} : { geo }) as NonNullable<EventRecord['context']>,
    })),
  );
}

describe('events without a place as a search', () => {
  const found = async (client: MemoryEventsClient, search: string): Promise<number> =>
    (await client.list({ search }, 1)).pagination.count;

  for (const [name, geos] of [
    ['with countries that are none', GEO],
    ['without', GEO.filter(geo => !/Atlantis|Mu/.test(JSON.stringify(geo) ?? ''))],
  ] as const) {
    it(`finds just what the map counts, ${name}`, async () => {
      const client = new MemoryEventsClient(events(geos));
      const { nowhere } = await client.places({}, { level: 'country' });
      expect(nowhere.private * nowhere.invalid * nowhere.missing).to.be.above(0);
      const all = toggleNowhere('');
      const addresses = (await valuesOfLack('private', client, { search: all }))!;
      const ofPrivate = togglePrivate('', addresses);
      expect(await found(client, ofPrivate)).to.equal(nowhere.private);
      expect(await found(client, all)).to.equal(nowhere.private + nowhere.missing);
      expect([hasPrivate(ofPrivate), hasNowhere(ofPrivate), hasPrivate(all)]).to.deep.equal([true, true, false]);
      expect(toggleNowhere(ofPrivate)).to.equal(all);
      expect(togglePrivate(ofPrivate, [])).to.equal('');

      const countries = (await valuesOfLack('invalid', client, {}))!;
      const invalid = toggleInvalid('app = "a"', countries);
      expect(await found(client, invalid)).to.equal(nowhere.invalid);
      expect(hasInvalid(invalid)).to.equal(true);
      expect(toggleInvalid(invalid, [])).to.equal('app = "a"');
    });
  }

  it('gives up where there are too many to write out, or not all were counted', async () => {
    const many = Array.from({ length: 101 }, (_, i) => ({ ...events([undefined])[0]!, client_ip: `10.0.0.${i}` }));
    const real = new MemoryEventsClient(many);
    expect(await valuesOfLack('private', real, {})).to.equal(null);
    const client = new MemoryEventsClient(many);
    client.facets = async (...asked) => ({ ...(await real.facets(...asked)), exact: false });
    expect(await valuesOfLack('invalid', client, {})).to.equal(null);
  });
});
