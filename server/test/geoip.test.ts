import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { addressDigits, networkDigits } from '../src/geoip/address.js';
import { openGeoip } from '../src/geoip/geoip.js';
import { withKey } from '../src/ingest/json-splice.js';
import { Running } from './running.js';
import { tempFolder } from './temp-folder.js';
import { writeMmdb } from './write-mmdb.js';

const DATA = new URL('../../test/data/', import.meta.url);
const NETWORKS = JSON.parse(
  gunzipSync(readFileSync(new URL('maxmind-geolite2-city-test.json.gz', DATA))).toString(),
) as Record<string, unknown>[];

/** Where MaxMind's test data say that addresses are. */
const PLACES: [address: string, geo: unknown][] = [
  ['81.2.69.142', { continent: 'EU', country: 'GB', city: 'London', lat: 51.5142, long: -0.0931 }],
  ['81.2.69.160', { continent: 'EU', country: 'GB', city: 'London', lat: 51.5142, long: -0.0931 }],
  ['::ffff:81.2.69.207', { continent: 'EU', country: 'GB', city: 'London', lat: 51.5142, long: -0.0931 }],
  ['89.160.20.112', { continent: 'EU', country: 'SE', city: 'Linköping', lat: 58.4167, long: 15.6167 }],
  ['175.16.199.255', { continent: 'AS', country: 'CN', city: 'Changchun', lat: 43.88, long: 125.3228 }],
  ['67.43.156.1', { continent: 'AS', country: 'BT', lat: 27.5, long: 90.5 }],
  ['216.160.83.56', { continent: 'NA', country: 'US', city: 'Milton', lat: 47.2513, long: -122.3149 }],
  ['2.125.160.223', { continent: 'EU', country: 'GB', city: 'Boxford', lat: 51.75, long: -1.25 }],
  ['1.128.0.0', null],
  ['81.2.69.141', null],
];

describe('a GeoIP file', () => {
  const temp = tempFolder();
  after(() => temp.remove());
  const file = (name: string, content: string | Buffer) => {
    const path = join(temp.path, name);
    writeFileSync(path, content);
    return path;
  };
  const mmdb = writeMmdb(NETWORKS.flatMap(one => Object.entries(one)));

  for (const [name, content] of [
    ['city.mmdb', mmdb],
    ['city.mmdb.gz', gzipSync(mmdb)],
  ] as const) {
    it(`in MaxMind's format tells where its networks are: ${name}`, async () => {
      const find = await openGeoip(file(name, content));
      for (const [address, geo] of PLACES) assert.deepEqual(find(address), geo, address);
      assert.equal(find('no address'), null);
    });
  }

  it('of CSV does so too, the smallest network first', async () => {
    const rows = [
      'network,continent_code,country_iso_code,city_name,latitude,longitude',
      '81.2.0.0/16,EU,FR,,,',
      '81.2.69.160/27,EU,GB,"London, City",51.5142,-0.0931',
      '81.2.69.0/24,EU,GB,,,',
      '2001:db8::/32,,NZ,,-36.85,174.76',
      '10.0.0.0/8,,,,,',
    ];
    for (const [name, content] of [
      ['networks.csv', rows.join('\r\n')],
      ['networks.csv.gz', gzipSync(rows.join('\n'))],
    ] as const) {
      const find = await openGeoip(file(name, content));
      assert.deepEqual(find('81.2.69.161'), {
        continent: 'EU',
        country: 'GB',
        city: 'London, City',
        lat: 51.5142,
        long: -0.0931,
      });
      assert.deepEqual(find('81.2.69.1'), { continent: 'EU', country: 'GB' });
      assert.deepEqual(find('81.2.69.255'), { continent: 'EU', country: 'GB' });
      assert.deepEqual(find('81.2.70.0'), { continent: 'EU', country: 'FR' });
      assert.deepEqual(find('2001:db8:ffff::1'), { country: 'NZ', lat: -36.85, long: 174.76 });
      for (const address of ['81.3.0.0', '10.1.1.1', '2001:db9::', '81.1.255.255', '::1'])
        assert.equal(find(address), null, address);
    }
  });

  it('of CSV may tell of single addresses', async () => {
    const find = await openGeoip(
      file(
        'addresses.csv',
        ',CountryCode,City,Longitude,Latitude,IpAddress\n0,US,Boydton,-78.375,36.6534,65.55.44.109\n',
      ),
    );
    assert.deepEqual(find('65.55.44.109'), { country: 'US', city: 'Boydton', lat: 36.6534, long: -78.375 });
    assert.equal(find('65.55.44.110'), null);
  });

  it('of CSV without names is read as DB-IP’s', async () => {
    const find = await openGeoip(
      file('db-ip.csv', '1.0.0.0,1.0.0.255,OC,AU,Queensland,"South Brisbane",-27.4767,153.017\n'),
    );
    assert.deepEqual(find('1.0.0.7'), {
      continent: 'OC',
      country: 'AU',
      city: 'South Brisbane',
      lat: -27.4767,
      long: 153.017,
    });
  });

  it('that is none is told at the start, and why', async () => {
    for (const [name, content, message] of [
      ['a.mmdb', 'no', /no MaxMind database/],
      ['a.csv', 'a,b\n1,2\n', /neither a column "network"/],
      ['b.csv', 'network,asn\n1.0.0.0/8,1\n', /neither a column "country"/],
      ['c.csv', 'network,country\n1.0.0.0/33,DE\n', /row 2 has no network/],
      ['d.csv', '', /no place of any network/],
      ['e.csv.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3]), /cannot be used/],
    ] as const)
      await assert.rejects(openGeoip(file(name, content)), message, name);
    await assert.rejects(openGeoip(join(temp.path, 'none.mmdb')), /is not there/);
    await assert.rejects(openGeoip(temp.path), /is a folder/);
  });
});

describe('addresses as digits', () => {
  it('are the same for the same address', () => {
    for (const [address, same] of [
      ['192.0.2.1', '::ffff:192.0.2.1'],
      ['192.0.2.1', '::ffff:c000:201'],
      ['2001:DB8::1', '2001:db8:0:0:0:0:0:1'],
      ['::', '0:0:0:0:0:0:0:0'],
      ['1::', '1:0:0:0:0:0:0:0'],
      ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ] as const)
      assert.equal(addressDigits(address), addressDigits(same), address);
    for (const none of ['', '192.0.2', '192.0.2.1/24', 'fe80::1%eth0', ':::', 'x'])
      assert.equal(addressDigits(none), null, none);
  });

  it('bound a network', () => {
    assert.deepEqual(
      networkDigits('192.0.2.129/25')?.map(digits => digits.slice(-8)),
      ['c0000280', 'c00002ff'],
    );
    assert.deepEqual(
      networkDigits('2001:db8::/127')?.map(digits => digits.slice(-4)),
      ['0000', '0001'],
    );
    for (const none of ['192.0.2.0/33', '::/129', '192.0.2.0/', '192.0.2.0/8/8', 'x/8'])
      assert.equal(networkDigits(none), null, none);
  });
});

describe('withKey', () => {
  const set = (text: string) => withKey(text, 'a', () => 'NEW');
  for (const [before, after] of [
    ['{}', '{"a":NEW}'],
    [' { } ', ' {"a":NEW } '],
    ['{"b": 1.0}', '{"a":NEW,"b": 1.0}'],
    ['{"a":1}', '{"a":NEW}'],
    ['{ "a" : [1, {"a": "]}"}] , "b":2}', '{ "a" : NEW , "b":2}'],
    ['{"b":{"a":1},"\\u0061":"x\\"}"}', '{"b":{"a":1},"\\u0061":NEW}'],
    ['{"a":1,"a":{"x":2},"c":null}', '{"a":1,"a":NEW,"c":null}'],
    ['{"a":-1e5\n}', '{"a":NEW\n}'],
    ['{"a":"","b":"{"}', '{"a":NEW,"b":"{"}'],
  ] as const) {
    it(`keeps the rest of ${before}`, () => assert.equal(set(before), after));
  }
});

describe('a server with a GeoIP file', () => {
  const temp = tempFolder();
  const running = new Running({ geoip: join(temp.path, 'city.mmdb') });
  before(async () => {
    writeFileSync(join(temp.path, 'city.mmdb'), writeMmdb(NETWORKS.flatMap(one => Object.entries(one))));
    await running.start();
  });
  after(async () => {
    await running.end();
    temp.remove();
  });

  const event = (i: number, rest: string) =>
    `{"pk":"00000000-0000-4000-8000-${String(i).padStart(12, '0')}","action":"x","app":"a","created":"2026-01-01T00:00:0${i}Z",${rest}}`;
  const stored = async (i: number) =>
    (await running.call(`/api/v3/events/events/00000000-0000-4000-8000-${String(i).padStart(12, '0')}/`)).text;
  const LONDON = '{"continent":"EU","country":"GB","city":"London","lat":51.5142,"long":-0.0931}';

  it('gives a place to events that say nothing of theirs, and changes nothing else', async () => {
    const ip = '"client_ip":"81.2.69.160"';
    const lines = [
      [
        `${ip},"context":{"n": 1.0, "u":"\\u00e9","big":12345678901234567890}`,
        `${ip},"context":{"geo":${LONDON},"n": 1.0, "u":"\\u00e9","big":12345678901234567890}`,
      ],
      [ip, undefined],
      [`${ip},"context":null`, `${ip},"context":{"geo":${LONDON}}`],
      [
        `${ip},"context":{"geo": {"continent":null,"country":null,"city":"","lat":null,"long":null} }`,
        `${ip},"context":{"geo": ${LONDON} }`,
      ],
      [`${ip},"context":{"geo":{"country":"DE"}}`, `${ip},"context":{"geo":{"country":"DE"}}`],
      [`${ip},"context":{"geo":{"lat":91,"long":0}}`, `${ip},"context":{"geo":{"lat":91,"long":0}}`],
      ['"client_ip":"10.0.0.1","context":{}', '"client_ip":"10.0.0.1","context":{}'],
      ['"client_ip":"1.128.0.0","context":{}', '"client_ip":"1.128.0.0","context":{}'],
      ['"client_ip":null,"context":{}', '"client_ip":null,"context":{}'],
    ] as const;
    const { json } = await running.add(lines.map(([before], i) => event(i, before)));
    assert.equal(json.inserted, lines.length);
    for (const [i, [, after]] of lines.entries()) {
      if (after !== undefined) assert.equal(await stored(i), event(i, after));
    }
    assert.match(await stored(1), /^\{"context":\{"geo":\{"continent":"EU"/);
    const { json: places } = await running.call('/api/v3/events/events/places/?level=country');
    assert.deepEqual(
      places.places.map(({ country, total }: { country: string; total: number }) => [country, total]),
      [
        ['GB', 4],
        ['DE', 1],
      ],
    );
    assert.deepEqual(places.nowhere, { missing: 2, invalid: 1, private: 1 });
    const { json: found } = await running.list({ search: 'context.geo.city = "London"' });
    assert.equal(found.pagination.count, 4);
  });

  it('gives one to events of other systems, and to one that is sent alone', async () => {
    const body =
      '{"uuid":"x","published":"2026-01-01T00:00:00Z","eventType":"user.session.start","client":{"ipAddress":"89.160.20.112"}, "n":1.0}';
    const { status, json, text } = await running.call('/api/v3/events/events/?profile=okta', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    assert.equal(status, 201);
    assert.equal(json.context.geo.city, 'Linköping');
    assert.ok(text.includes(`"raw":${body}`), text);
  });
});

describe('strangers at an open bucket', () => {
  const networks = new URL('honeybucket-networks.csv', DATA).pathname;
  const profile = {
    name: 'honeybucket',
    id: 'id',
    time: 'time',
    action: 'action',
    client_ip: 'ip',
    http_request: { user_agent: 'agent' },
  };
  const temp = tempFolder();
  let running: Running;
  before(async () => {
    const path = join(temp.path, 'profile.json');
    writeFileSync(path, JSON.stringify(profile));
    running = new Running({
      geoip: networks,
      imports: [new URL('honeybucket.jsonl.gz', DATA).pathname],
      profile: path,
    });
    await running.start();
  });
  after(async () => {
    await running.end();
    temp.remove();
  });

  it('appear in the countries that their networks are of', async () => {
    const { json } = await running.list({ page_size: 1000 });
    const addresses = new Map<string, Set<string>>();
    for (const { client_ip, context } of json.results as {
      client_ip: string;
      context: { geo: { country: string } };
    }[]) {
      const { country } = context.geo;
      addresses.set(country, (addresses.get(country) ?? new Set()).add(client_ip));
    }
    const counts = [...addresses].map(([country, { size }]): [string, number] => [country, size]);
    assert.equal(
      counts.reduce((sum, [, count]) => sum + count, 0),
      224,
    );
    const top = counts.sort(([, a], [, b]) => b - a).slice(0, 2);
    assert.deepEqual(top, [
      ['US', 32],
      ['BE', 18],
    ]);
    assert.equal(counts.length, 46);

    const { json: places } = await running.call('/api/v3/events/events/places/?by=action');
    assert.equal(places.places.length, 46);
    assert.deepEqual(places.nowhere, { missing: 0, invalid: 0, private: 0 });
    assert.equal(places.total, 301);
    const actions = await running.call('/api/v3/events/events/facets/?field=action');
    assert.deepEqual(actions.json.fields.action.values, [
      { value: 'HeadBucket', count: 159 },
      { value: 'ListObjects', count: 138 },
      { value: 'PutObject', count: 4 },
    ]);
  });
});
