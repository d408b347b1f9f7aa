import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  ACTIONS,
  compareRecords,
  foldCase,
  getPath,
  isoMicros,
  ORDERING_FIELDS,
  parseJson,
  type EventRecord,
} from '../../model/index.js';
import { EventsError, type EventFilters, type EventsClient, type ListView } from '../index.js';
import { APP_KEY, BIG_NUMBER, HOUR, OBJECT_KEY, pkOf, sampleLog } from './sample-log.js';

export interface Subject {
  client: EventsClient;
  close(): Promise<void>;
}

/** The queries of authentik's documentation, but for the one by user, which finds something here and is below. */
const EXAMPLES = [
  'app startswith "N"',
  'action = "login"',
  'authorized_application.name = "My app"',
  'context.geo.country = "Germany"',
  'client_ip = "10.0.0.1"',
  'brand.name = "my brand"',
];

/** Queries, and the plain way to tell what each matches. */
const QUERIES: [search: string, holds: (event: EventRecord) => boolean][] = [
  ['user.username in ["ana", "akadmin"]', event => getPath(event, 'user.username') === 'ana'],
  ['app startswith "AUTHENTIK.C"', event => event.app === 'authentik.core'],
  [
    'authorized_application.name = "Grafana"',
    event => getPath(event, 'context.authorized_application.name') === 'Grafana',
  ],
  ['client_ip not in ("10.0.1.1", "10.0.1.7")', event => !['10.0.1.1', '10.0.1.7'].includes(String(event.client_ip))],
  ['client_ip = None', event => event.client_ip === null],
  ['context.model.name ~ "STRAßE"', event => getPath(event, 'context.model.name') === 'Group Straße'],
  ['context.model.pk != 42', event => !['undefined', '42'].includes(String(getPath(event, 'context.model.pk')))],
  [`context.serial = ${BIG_NUMBER}`, event => getPath(event, 'context.serial') !== undefined],
  [
    'not (action = "login" or action = "logout") and brand.name = "Default"',
    event => !['login', 'logout'].includes(event.action) && getPath(event, 'brand.name') === 'Default',
  ],
  ['created < now-30d', event => Date.parse(event.created) < Date.now() - 720 * HOUR],
];

/** A server that has not started by then will not; without a limit the run would wait for ever. */
const START_LIMIT_MS = 180_000;

/**
 * What every client does, wherever its events live. The expectations are worked out here, the slow and plain way, from the
 * same events.
 *
 * @param start - a client of a log that holds exactly these events, given as JSON lines
 */
export function clientBehaviour(name: string, start: (lines: string[]) => Promise<Subject>): void {
  const now = Date.now();
  const lines = sampleLog(now);
  const events = lines.map(line => parseJson(line) as unknown as EventRecord);

  describe(`${name}, as any client`, () => {
    let subject: Subject;
    let client: EventsClient;
    before(
      async () => {
        subject = await start(lines);
        client = subject.client;
      },
      { timeout: START_LIMIT_MS },
    );
    after(() => subject?.close());

    const pks = (records: readonly EventRecord[]) => records.map(({ pk }) => pk);
    const inOrder = (ordering: string, wanted: (event: EventRecord) => boolean = () => true) =>
      pks(events.filter(wanted).sort(compareRecords(ordering)));
    const all = async (view: ListView) => pks((await client.list(view, { page: 1, pageSize: 100 })).results);
    const fails = async (call: Promise<unknown>): Promise<EventsError> => {
      const error: unknown = await call.then(
        () => assert.fail('the call succeeded'),
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof EventsError, String(error));
      return error;
    };

    describe('lists', () => {
      it('newest first unless told otherwise', async () => {
        assert.deepEqual(await all({}), inOrder('-created'));
      });

      it('each event exactly as it was taken in', async () => {
        const { results, rejects } = await client.list({}, { page: 1, pageSize: 100 });
        const byKey = new Map(events.map(event => [event.pk, event]));
        for (const record of results) assert.deepEqual(record, byKey.get(record.pk));
        assert.equal(rejects, undefined);
      });

      it('integers beyond 2^53 exactly', async () => {
        const { results } = await client.list({ search: 'serial' }, { page: 1, pageSize: 100 });
        assert.ok(results.length > 0);
        for (const record of results) assert.equal(getPath(record, 'context.serial'), BigInt(BIG_NUMBER));
      });

      it('pages that hold every event once, and say where they stand', async () => {
        const seen: string[] = [];
        for (let page = 1; page <= 9; page += 1) {
          const { pagination, results } = await client.list({}, { page, pageSize: 7 });
          assert.deepEqual(pagination, {
            count: 60,
            current: page,
            total_pages: 9,
            next: page < 9 ? page + 1 : 0,
            previous: page - 1,
            start_index: (page - 1) * 7 + 1,
            end_index: Math.min(page * 7, 60),
          });
          seen.push(...pks(results));
        }
        assert.deepEqual(seen, inOrder('-created'));
      });

      it('a page of a usual size when only its number is given', async () => {
        const { pagination, results } = await client.list({}, 2);
        assert.equal(pagination.current, 2);
        assert.deepEqual(pks(results), inOrder('-created').slice(20, 40));
      });

      it('an empty first page when nothing matches', async () => {
        const page = await client.list({ search: 'nothing holds this' }, { page: 1, pageSize: 10 });
        assert.deepEqual(page.results, []);
        assert.deepEqual(page.pagination, {
          count: 0,
          current: 1,
          total_pages: 1,
          next: 0,
          previous: 0,
          start_index: 0,
          end_index: 0,
        });
      });

      for (const page of [7, 0, -1, 1.5]) {
        it(`no page ${page} of six`, async () => {
          const error = await fails(client.list({}, { page, pageSize: 10 }));
          assert.deepEqual([error.kind, error.status, error.detail], ['http', 404, 'Invalid page.']);
        });
      }
    });

    describe('sorts', () => {
      for (const field of ORDERING_FIELDS) {
        it(`by ${field}, both ways`, async () => {
          assert.deepEqual(await all({ ordering: field }), inOrder(field));
          assert.deepEqual(await all({ ordering: `-${field}` }), inOrder(`-${field}`));
        });
      }

      it('by several fields', async () => {
        assert.deepEqual(await all({ ordering: 'action,-created' }), inOrder('action,-created'));
        assert.deepEqual(await all({ ordering: '-app,user' }), inOrder('-app,user'));
      });

      it('by nothing that it does not know', async () => {
        const error = await fails(client.list({ ordering: 'colour' }, 1));
        assert.match(error.message, /colour/);
        assert.ok(!error.retryable);
      });

      it('by the fields it names', async () => {
        for (const field of client.sortable) await client.list({ ordering: field }, 1);
        assert.ok(client.sortable.includes('created'));
      });
    });

    describe('searches', () => {
      const finds = async (search: string, path: string, holds: (value: unknown) => boolean) => {
        const wanted = inOrder('-created', event => holds(getPath(event, path)));
        assert.ok(wanted.length > 0 && wanted.length < 60, 'the sample tells this search from none and from all');
        assert.deepEqual(await all({ search }), wanted);
      };

      it('for a word, in any letter case', () => finds('LoGiN_fAiLeD', 'action', action => action === 'login_failed'));
      it('for letters of other scripts in any case', async () => {
        await finds('АНА', 'user.username', name => name === 'ана');
        await finds('émile', 'user.username', name => name === 'ÉMILE');
      });
      it('for a user', () => finds('zoë', 'user.username', name => name === 'zoë'));
      it('for an address', () => finds('10.0.1.', 'client_ip', ip => String(ip).startsWith('10.0.1.')));
      it('for the key of an event', () => finds(pkOf(17).toUpperCase(), 'pk', pk => pk === pkOf(17)));
      it('for a key within the context', () =>
        finds('auth_method', 'context.auth_method', value => value !== undefined));
      it('for a value deep within arrays', () => finds('deep', 'context.nested', value => value !== undefined));
      it('for a number as it was written', () => finds(BIG_NUMBER, 'context.serial', value => value !== undefined));
      it('for what means something in SQL', async () => {
        await finds('100%_done', 'context.model.name', name => name === '100%_done');
        assert.deepEqual(await all({ search: '1%0' }), []);
      });
      it('for markup', () => finds('"<script>"', 'context.html', value => value !== undefined));
      it('for a phrase', async () => {
        await finds('"password\\", twice"', 'context.message', value => value !== undefined);
        assert.deepEqual(await all({ search: "'twice password'" }), []);
      });

      it('for events that hold every word, wherever each stands', async () => {
        const wanted = inOrder('-created', ({ user, action }) => user?.username === 'ana' && action === 'login');
        assert.ok(wanted.length > 0);
        assert.deepEqual(await all({ search: 'ana, login auth_method' }), wanted);
      });

      it('in the order asked for', async () => {
        const wanted = inOrder('client_ip', ({ action }) => action === 'logout');
        assert.deepEqual(await all({ search: 'logout', ordering: 'client_ip' }), wanted);
      });

      it('for nothing when the text is meant as a query but is none, and says what is wrong with it', async () => {
        for (const search of ['action = ', 'action == "login"', 'user.username ~ "a" and']) {
          const error = await fails(client.list({ search }, 1));
          assert.equal(error.kind, 'query');
          assert.ok(error.diagnostics!.length > 0 && error.diagnostics!.every(({ message }) => message !== ''));
          assert.equal((await fails(client.volume({ search }))).kind, 'query');
        }
      });

      for (const [search, holds] of QUERIES) {
        it(`for ${search}`, async () => {
          const wanted = inOrder('-created', holds);
          assert.ok(wanted.length > 0 && wanted.length < 60, 'the sample tells this query from none and from all');
          assert.deepEqual(await all({ search }), wanted);
        });
      }

      it('for nothing that authentik’s own examples do not find here, and without an error', async () => {
        for (const search of EXAMPLES) {
          const found = search === 'action = "login"' ? ({ action }: EventRecord) => action === 'login' : () => false;
          assert.deepEqual(await all({ search }), inOrder('-created', found), search);
        }
      });

      it('for everything when the text is blank', async () => {
        assert.deepEqual(await all({ search: '  , ' }), inOrder('-created'));
      });
    });

    describe('filters', () => {
      const filters = async (filter: EventFilters, wanted: (event: EventRecord) => boolean) => {
        const expected = inOrder('-created', wanted);
        assert.ok(expected.length > 0 && expected.length < 60, 'the sample tells this filter from none and from all');
        assert.deepEqual(await all({ filters: filter }), expected);
      };
      const at = (path: string, value: unknown) => (event: EventRecord) => getPath(event, path) === value;

      it('by part of an action, in any letter case', () =>
        filters({ action: 'MODEL_' }, ({ action }) => foldCase(action).includes('model_')));
      it('by actions', () =>
        filters({ actions: ['login', 'custom_backup'] }, ({ action }) => ['login', 'custom_backup'].includes(action)));
      it('by one action exactly', () => filters({ actions: ['login'] }, at('action', 'login')));
      it('by user, acting or named', () =>
        filters(
          { username: 'ana' },
          event => at('user.username', 'ana')(event) || at('context.username', 'ana')(event),
        ));
      it('by address', () => filters({ client_ip: '10.0.1.13' }, at('client_ip', '10.0.1.13')));
      it('by brand', () => filters({ brand_name: 'Ünïcode' }, at('brand.name', 'Ünïcode')));
      it('by the app of an object', () =>
        filters({ context_model_app: 'authentik_flows' }, at('context.model.app', 'authentik_flows')));
      it('by the kind of an object', () =>
        filters({ context_model_name: 'group' }, at('context.model.model_name', 'group')));
      it('by the key of an object, with dashes or without', async () => {
        const dashed = OBJECT_KEY.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
        await filters({ context_model_pk: OBJECT_KEY }, at('context.model.pk', OBJECT_KEY));
        await filters({ context_model_pk: dashed }, at('context.model.pk', OBJECT_KEY));
      });
      it('by the key of an object that is a number', () =>
        filters({ context_model_pk: '42' }, at('context.model.pk', 42)));
      it('by application', () =>
        filters({ context_authorized_app: APP_KEY }, at('context.authorized_application.pk', APP_KEY)));
      it('by device', () => filters({ context_device: 'd1' }, at('context.device.pk', 'd1')));

      it('by all that is given, within a search', async () => {
        const wanted = inOrder('-created', event => at('action', 'login')(event) && at('app', 'authentik.core')(event));
        assert.ok(wanted.length > 0);
        assert.deepEqual(
          await all({ search: 'authentik.core', filters: { actions: ['login'], action: 'log' } }),
          wanted,
        );
      });

      it('by nothing where a value is empty', async () => {
        const filter: EventFilters = { action: '', actions: [], username: undefined };
        assert.deepEqual(await all({ filters: filter }), inOrder('-created'));
      });
    });

    describe('gets', () => {
      it('an event by its key, with dashes or without, in any letter case', async () => {
        const key = pkOf(8);
        for (const id of [key, key.replaceAll('-', ''), key.toUpperCase()]) {
          assert.deepEqual(await client.get(id), events[8]);
        }
      });

      for (const id of ['ffffffff-0000-4000-8000-000000000000', 'nonsense', '#0', 'a/b?c', '\ud800']) {
        it(`nothing by ${JSON.stringify(id)}`, async () => {
          const error = await fails(client.get(id));
          assert.deepEqual([error.kind, error.status, error.detail], ['http', 404, 'Not found.']);
        });
      }
    });

    describe('tells', () => {
      it('the actions there are: all that are known, then others in the log', async () => {
        const actions = await client.actions();
        const known = ACTIONS.map(({ action }) => action);
        assert.deepEqual(
          actions.map(({ component }) => component),
          [...known, 'custom_backup'],
        );
        assert.ok(actions.every(({ name }) => name !== ''));
      });

      const bucketsOf = (days: number, wanted: (event: EventRecord) => boolean = () => true) => {
        const counts = new Map<string, number>();
        for (const event of events) {
          const ms = isoMicros(event.created) / 1000;
          if (!wanted(event) || ms < now - days * 24 * HOUR) continue;
          const time = new Date(Math.floor(ms / (6 * HOUR)) * 6 * HOUR).toISOString().replace('.000', '');
          const key = `${time} ${event.action}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        return [...counts.keys()].sort().map(key => {
          const [time, action] = key.split(' ') as [string, string];
          return { action, time, count: counts.get(key)! };
        });
      };

      it('how many events there were in each six hours of a week', async () => {
        assert.deepEqual(await client.volume({}), bucketsOf(7));
      });

      it('the same of other spans, of at most sixty days', async () => {
        assert.deepEqual(await client.volume({}, { historyDays: 1 }), bucketsOf(1));
        assert.deepEqual(await client.volume({}, { historyDays: 1000 }), bucketsOf(60));
        for (const [one, other] of [
          [1, 7],
          [7, 60],
          [60, 61],
        ] as const)
          assert.notDeepEqual(bucketsOf(one), bucketsOf(other + 1));
      });

      it('the same of what a search and filters leave', async () => {
        const view: ListView = { search: 'ana', filters: { actions: ['login_failed'] } };
        assert.deepEqual(
          await client.volume(view),
          bucketsOf(7, ({ action }) => action === 'login_failed'),
        );
      });
    });

    describe('counts', () => {
      const range = {
        from: new Date(now - 12 * 24 * HOUR).toISOString(),
        to: new Date(now - 2 * 24 * HOUR).toISOString(),
      };
      const seconds = (time: string) => Math.floor(isoMicros(time) / 1e6);
      const inRange = ({ created }: EventRecord) =>
        isoMicros(created) >= seconds(range.from) * 1e6 && isoMicros(created) < seconds(range.to) * 1e6;
      const tally = (wanted: (event: EventRecord) => boolean, path: string) => {
        const counts = new Map<unknown, number>();
        for (const event of events.filter(wanted))
          counts.set(getPath(event, path), (counts.get(getPath(event, path)) ?? 0) + 1);
        return counts;
      };

      it('the days of a range, split by a field', async () => {
        const wanted = tally(inRange, 'action');
        const { buckets, keys, other, ...answer } = await client.histogram(
          { range },
          { interval: 'P1D', by: 'action', top: 3 },
        );
        assert.equal(keys.length, 3);
        for (const key of keys) {
          assert.equal(
            buckets.reduce((sum, { by }) => sum + (by[key] ?? 0), 0),
            wanted.get(key),
            key,
          );
        }
        assert.equal(other, wanted.size > 3);
        for (const { start, end, total } of buckets) {
          const within = events.filter(
            event =>
              inRange(event) &&
              isoMicros(event.created) >= isoMicros(start) &&
              isoMicros(event.created) < isoMicros(end),
          );
          assert.equal(total, within.length, start);
        }
        const total = [...wanted.values()].reduce((a, b) => a + b, 0);
        assert.deepEqual([answer.total, answer.covered, answer.exact, answer.undated], [total, total, true, 0]);
        assert.ok(total > 20 && total < events.length);
      });

      it('words within a range that takes the place of the view’s', async () => {
        const answer = await client.histogram({ search: 'ana', range: { from: null, to: '2000-01-01' } }, { range });
        assert.equal(answer.total, (await client.list({ search: 'ana', range }, 1)).pagination.count);
        assert.ok(answer.total > 0);
      });

      it('the same events that are listed, whatever the view', async () => {
        const views: ListView[] = [
          {},
          { range: { from: 'now-9d', to: 'now-1d' } },
          { search: 'user.username = "ana" or client_ip = "10.0.1.13"', range },
          { filters: { actions: ['login', 'logout'] } },
        ];
        for (const view of views) {
          const { count } = (await client.list(view, 1)).pagination;
          assert.ok(count > 0);
          assert.equal((await client.histogram(view)).total, count);
          assert.equal((await client.places(view)).total, count);
          assert.equal((await client.facets(view, ['action'])).total, count);
        }
      });

      it('places that there are none of', async () => {
        const { places, nowhere } = await client.places({});
        const without = events.filter(({ client_ip }) => client_ip === null).length;
        assert.deepEqual([places, nowhere], [[], { missing: without, invalid: 0, private: events.length - without }]);
      });

      it('the values of fields, numbers beyond 2^53 too', async () => {
        const { fields } = await client.facets({}, ['action', 'client_ip', 'context.serial', 'context.model'], {
          top: 2,
        });
        const actions = tally(() => true, 'action');
        const [most] = [...actions].sort(([, a], [, b]) => b - a);
        assert.equal(fields['action']!.values[0]!.count, most![1]);
        assert.equal(fields['action']!.distinct, actions.size);
        const serials = events.filter(event => getPath(event, 'context.serial') !== undefined).length;
        assert.deepEqual(fields['context.serial'], {
          values: [{ value: BigInt(BIG_NUMBER), count: serials }],
          other: 0,
          missing: events.length - serials,
          objects: 0,
          distinct: 1,
        });
        assert.equal(fields['client_ip']!.values[0]!.value, null);
        assert.ok(fields['context.model']!.objects > 0);
      });

      it('nothing that cannot be counted, and says why', async () => {
        for (const call of [
          () => client.histogram({}, { interval: 'PT7M7S' }),
          () => client.histogram({}, { timeZone: 'Mars/Olympus' }),
          () => client.places({}, { zoom: 99 }),
          () => client.facets({}, ['created']),
        ]) {
          const error = await fails(call());
          assert.ok(error.kind === 'query' || error.status === 400, error.message);
          assert.equal(Object.keys(error.fields!).length, 1);
        }
      });

      it('values that begin with what is typed', async () => {
        const found = await client.suggest('action', 'Login');
        assert.deepEqual(found.map(({ value }) => value).sort(), ['login', 'login_failed']);
        assert.deepEqual(
          (await client.suggest('user.username', 'é')).map(({ value }) => value),
          ['ÉMILE'],
        );
      });

      it('and says that it can', async () => {
        const { aggregates, range: takesRange, suggestions } = await client.capabilities();
        assert.deepEqual([aggregates, takesRange, suggestions], [true, true, true]);
      });
    });

    describe('ends', () => {
      it('a call at once when it was aborted before', async () => {
        const signal = AbortSignal.abort();
        for (const call of [
          client.list({}, 1, { signal }),
          client.get(pkOf(1), { signal }),
          client.actions({ signal }),
          client.volume({}, { signal }),
          client.histogram({}, { signal }),
          client.places({}, { signal }),
          client.facets({}, ['action'], { signal }),
          client.suggest('action', '', { signal }),
          client.capabilities({ signal }),
        ]) {
          await assert.rejects(call, { name: 'AbortError' });
        }
      });

      it('a call with an AbortError whatever the reason given', async () => {
        await assert.rejects(client.list({}, 1, { signal: AbortSignal.abort('superseded') }), { name: 'AbortError' });
      });
    });
  });
}
