import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import {
  compareRecords,
  foldCase,
  isReject,
  ORDERING_FIELDS,
  parseJson,
  searchText,
  stringifyJson,
  toRecord,
  type EventRecord,
} from 'event-elements/model';
import { searchTerms } from 'event-elements/query-lang';
import { hostileLines } from './hostile-lines.js';
import { Running } from './running.js';

/** The same events, here and in the server; `ids` tells what a list of the server's holds. */
interface Log {
  name: string;
  profile: string;
  lines: string[];
}

const LOGS: Log[] = [
  { name: 'CloudTrail', profile: 'cloudtrail', lines: readDemo('cloudtrail') },
  { name: 'authentik', profile: 'authentik', lines: readDemo('authentik') },
  { name: 'hostile', profile: 'authentik', lines: hostileLines() },
];

/** Words of the events, and texts that mean something to a database, a pattern or a parser. */
const SEARCHES = [
  'deletebucket',
  'S3 us-east-1',
  '"iam.amazonaws.com"',
  'stratus, red',
  'AccessDenied',
  '%',
  '_',
  '100%',
  '\\',
  '\\\\',
  "o'brien",
  "'",
  "'; drop table events; --",
  '$1',
  '{',
  '__proto__',
  'KRAKÓW',
  'straße',
  'STRASSE',
  'ΣΊΣΥΦΟΣ',
  'İstanbul',
  '😀',
  'é',
  '9007199254740993',
  'true',
  'null',
  '\u202e',
  '\ufffd',
  'userIdentity sessionContext',
];

function readDemo(name: string): string[] {
  const packed = readFileSync(new URL(`../../demo/data/${name}.jsonl.gz`, import.meta.url));
  return gunzipSync(packed).toString().trim().split('\n');
}

for (const { name, profile, lines } of LOGS) {
  describe(`the server, with ${name} events, answers as memory does`, () => {
    const running = new Running();
    let records: EventRecord[];
    before(async () => {
      await running.start();
      records = lines.map(line => {
        const record = toRecord(profile, parseJson(line));
        assert.ok(!isReject(record), line.slice(0, 200));
        return record;
      });
      const { json } = await running.add(lines, `?profile=${profile}`);
      assert.equal(json.inserted, lines.length);
    });
    after(() => running.end());

    const pagesOf = async (query: Record<string, string>) => {
      const pages: string[] = [];
      for (let page = 1; page !== 0;) {
        const { status, text } = await running.list({ ...query, page, page_size: 1000 });
        assert.equal(status, 200);
        pages.push(text);
        page = Number(/^\{"pagination":\{"next":(\d+)/.exec(text)![1]);
      }
      return pages;
    };

    /** Keys of all events of a list, in its order. Every record of these logs begins with its key, and nothing else does. */
    const fromServer = async (query: Record<string, string>) => {
      const pages = await pagesOf(query);
      const pks = pages.flatMap(text => [...text.matchAll(/[[,]\{"pk":"([\da-f-]{36})"/g)].map(([, pk]) => pk!));
      assert.equal(pks.length, Number(/"count":(\d+)/.exec(pages[0]!)![1]));
      return pks;
    };

    it('with every event, and each of its values', async () => {
      const pages = (await pagesOf({})).map(text => parseJson(text) as unknown as { results: EventRecord[] });
      const found = new Map(pages.flatMap(({ results }) => results).map(record => [record.pk, record]));
      assert.equal(found.size, records.length);
      for (const record of records) assert.equal(stringifyJson(found.get(record.pk)), stringifyJson(ordered(record)));
    });

    for (const field of ORDERING_FIELDS) {
      it(`sorted by ${field}, both ways`, async () => {
        for (const ordering of [field, `-${field}`]) {
          const expected = [...records].sort(storedOrder(ordering)).map(({ pk }) => pk);
          assert.deepEqual(await fromServer({ ordering }), expected);
        }
      });
    }

    it('sorted by several fields', async () => {
      const ordering = 'app,-user,client_ip';
      assert.deepEqual(
        await fromServer({ ordering }),
        [...records].sort(storedOrder(ordering)).map(({ pk }) => pk),
      );
    });

    for (const search of SEARCHES) {
      it(`searched for ${JSON.stringify(search)}`, async () => {
        const terms = searchTerms(search);
        const found = records.filter(record => {
          const text = stored(searchText(record));
          return terms.every(term => text.includes(foldCase(term)));
        });
        assert.deepEqual(
          await fromServer({ search }),
          found.sort(storedOrder('-created')).map(({ pk }) => pk),
        );
      });
    }
  });
}

/** The one thing that differs: a database text holds no U+0000 and no half of a letter, and has U+FFFD in their place. */
function stored<T>(value: T): T | string {
  return typeof value === 'string' ? value.replace(/\0|\p{Surrogate}/gu, '\ufffd') : value;
}

function storedOrder(ordering: string): (a: EventRecord, b: EventRecord) => number {
  const compare = compareRecords(ordering);
  const keys = new Map<EventRecord, EventRecord>();
  const keyOf = (record: EventRecord) => {
    let key = keys.get(record);
    if (!key) {
      const { user, brand, action, app, client_ip, context } = record;
      const username: unknown = user?.username;
      const name: unknown = brand?.name;
      const changed = {
        action: stored(action),
        app: stored(app),
        client_ip: stored(client_ip),
        context: stored(context),
      };
      key = {
        ...record,
        ...changed,
        user: { username: stored(username) },
        brand: { name: stored(name) },
      } as EventRecord;
      keys.set(record, key);
    }
    return key;
  };
  return (a, b) => compare(keyOf(a), keyOf(b));
}

/** The record with `context` last and `context.raw` last in it, which is where the server writes them. */
function ordered(record: EventRecord): unknown {
  const { context } = record;
  if (typeof context !== 'object' || context === null || !('raw' in context)) return record;
  const { raw, ...rest } = context;
  const { context: _, ...fields } = record;
  return { ...fields, context: { ...rest, raw } };
}
