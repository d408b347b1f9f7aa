/**
 * What a page asks the reference server first, at 100,000 events and at a million in its embedded database: the chart, the map,
 * facets, a page of the list. Against bare SQL in the same engine, written by hand for these events over a table that holds nothing
 * else. Processor time of the process that has the database; each has to find the same figures.
 *
 * `BENCH_SERVER_EVENTS` sets other numbers of events, with commas between.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { versionsOf } from '../harness/machine.mjs';
import { median, ratios } from '../harness/stats.mjs';
import { makeEvents } from '../query/events.mjs';

const BUDGET = { histogram: 3, places: 3, facets: 3, page: 15, query: 3 };
const MAKE = 50_000;
const EVERY_MS = 20_000;
const START = Date.UTC(2026, 0, 1);
const PAGE = 100;
const SERVER = new URL('../export/server.mjs', import.meta.url).pathname;

/** Places as GeoIP gives them: few cities, each in one country, with its surroundings. */
function placed(event, at) {
  const geo = event.context.geo;
  if (!geo) return event;
  const city = (at * 31) % 73;
  const country = ['DE', 'FR', 'PL', 'US', 'IN'][city % 5];
  Object.assign(geo, {
    city: `City ${city}`,
    country,
    lat: (city % 13) * 10 - 60,
    long: city * 4.5 - 160 + (at % 10) / 100,
  });
  return event;
}

/** Each event's text goes to the server's file, its values to the floor's tables. */
async function load(path, floor, total) {
  const out = createWriteStream(path);
  await floor.exec(`
    create table narrow (created bigint, action text, app text, username text, country text, lat float8, long float8);
    create table whole (created bigint, pk uuid primary key, body text)`);
  for (let from = 0; from < total; from += MAKE) {
    const rows = makeEvents(Math.min(MAKE, total - from)).map((made, i) => {
      const at = from + i;
      const event = placed(made, at);
      event.pk = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
      event.created = new Date(START + at * EVERY_MS).toISOString();
      return { event, body: JSON.stringify(event), ms: START + at * EVERY_MS };
    });
    for (const { body } of rows) if (!out.write(`${body}\n`)) await once(out, 'drain');
    for (let i = 0; i < rows.length; i += 5000) {
      const some = rows.slice(i, i + 5000);
      const column = read => some.map(({ event }) => read(event) ?? null);
      await floor.query(
        'insert into narrow select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[])',
        [
          some.map(({ ms }) => ms),
          column(e => e.action),
          column(e => e.app),
          column(e => e.user.username),
          column(e => e.context.geo?.country),
          column(e => e.context.geo?.lat),
          column(e => e.context.geo?.long),
        ],
      );
      await floor.query('insert into whole select * from unnest($1::bigint[], $2::uuid[], $3::text[])', [
        some.map(({ ms }) => ms),
        column(e => e.pk),
        some.map(({ body }) => body),
      ]);
    }
  }
  await floor.exec('create index on whole (created, pk)');
  await floor.exec('vacuum analyze');
  out.end();
  await once(out, 'finish');
}

const count = rows => rows.reduce((sum, { n }) => sum + Number(n), 0);

/** @param to beyond all events, another one at each call: nothing that was counted before may be the answer */
function works(total, to) {
  const end = START + total * EVERY_MS;
  const step = Math.ceil((end - START) / 60);
  const facet = async (db, field) =>
    (await db.query(`select ${field} as value, count(*) as n from narrow group by 1 order by 2 desc limit 10`)).rows;
  const page = (db, where) =>
    db
      .query(`select body from whole ${where} order by created desc, pk desc limit ${PAGE}`)
      .then(({ rows }) => rows.length);
  return [
    {
      title: 'histogram by action, 60 buckets',
      budget: BUDGET.histogram,
      path: () => `histogram/?by=action&buckets=60&to=${to()}`,
      figure: answer => answer.total,
      floor: async db =>
        count(
          (
            await db.query(
              `select (created - ${START}) / ${step} as b, action, count(*) as n from narrow group by 1, 2`,
            )
          ).rows,
        ),
    },
    {
      title: 'places by kind of action, zoom 2',
      budget: BUDGET.places,
      path: () => `places/?zoom=2&to=${to()}`,
      figure: answer => answer.places.reduce((sum, place) => sum + place.total, 0),
      floor: async db =>
        count(
          (await db.query('select lat, long, action, count(*) as n from narrow where lat is not null group by 1, 2, 3'))
            .rows,
        ),
    },
    {
      title: 'facets of three fields',
      budget: BUDGET.facets,
      path: () => `facets/?field=user.username&field=app&field=context.geo.country&to=${to()}`,
      figure: ({ fields }) =>
        fields.app.values
          .map(({ value, count: n }) => `${value} ${n}`)
          .sort()
          .join(),
      floor: async db => {
        await facet(db, 'username');
        await facet(db, 'country');
        return (await facet(db, 'app'))
          .map(({ value, n }) => `${value} ${n}`)
          .sort()
          .join();
      },
    },
    {
      title: `the first page, ${PAGE} events`,
      budget: BUDGET.page,
      path: () => `?page_size=${PAGE}`,
      figure: answer => answer.results.length,
      floor: db => page(db, ''),
    },
    {
      title: 'the first page of a query, and how many match',
      budget: BUDGET.query,
      path: () => `?page_size=${PAGE}&search=${encodeURIComponent('action = "login_failed"')}&to=${to()}`,
      figure: answer => answer.pagination.count,
      floor: async db => {
        await db.query(
          `select body from whole where created in (select created from narrow where action = 'login_failed' order by created desc limit ${PAGE})`,
        );
        return Number((await db.query("select count(*) as n from narrow where action = 'login_failed'")).rows[0].n);
      },
    },
  ];
}

async function cpuOf(server) {
  server.send('now');
  const [{ cpuMs }] = await once(server, 'message');
  return cpuMs;
}

async function measure(total, rounds, log) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-server-'));
  const path = join(folder, 'events.jsonl');
  const floor = await PGlite.create(join(folder, 'floor'));
  let server;
  try {
    log(`${total} events: writing them, loading the floor`);
    await load(path, floor, total);
    log(`${total} events: the server imports them`);
    const began = performance.now();
    server = fork(SERVER, [join(folder, 'data'), path], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [{ port }] = await once(server, 'message');
    const rate = total / ((performance.now() - began) / 1000);
    const base = `http://127.0.0.1:${port}/api/v3/events/events/`;
    let asked = 0;
    const to = () => `2090-01-01T00:00:00.${String((asked += 1)).padStart(6, '0')}Z`;
    const measured = [];
    for (const { title, budget, path: address, figure, floor: bare } of works(total, to)) {
      log(`${total} events: ${title}`);
      const times = { ours: [], floor: [], again: [] };
      for (let round = 0; round <= rounds; round += 1) {
        const url = base + address();
        const before = await cpuOf(server);
        const answer = await (await fetch(url)).json();
        const ours = (await cpuOf(server)) - before;
        const again = performance.now();
        await (await fetch(url)).text();
        const waited = performance.now() - again;
        const used = process.cpuUsage();
        const expected = await bare(floor);
        const { user, system } = process.cpuUsage(used);
        if (figure(answer) !== expected)
          throw new Error(`${title}: the floor finds ${expected}, the server ${figure(answer)}.`);
        if (round === 0) continue; // what is read, planned and compiled for the first time
        times.ours.push(ours);
        times.floor.push((user + system) / 1000);
        times.again.push(waited);
      }
      measured.push({ title, budget, times });
    }
    return { total, rate, measured };
  } finally {
    if (server) {
      server.send('end');
      await once(server, 'exit');
    }
    await floor.close();
    rmSync(folder, { recursive: true });
  }
}

export async function run({ quick, log }) {
  const given = process.env.BENCH_SERVER_EVENTS?.split(',').map(Number);
  const sizes = given ?? (quick ? [20_000] : [100_000, 1_000_000]);
  const all = [];
  for (const total of sizes) all.push(await measure(total, quick ? 3 : 9, log));
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const verdict = (what, budget, x) => ({
    what,
    budget: `at most ${budget} x`,
    measured: `${x.toFixed(2)} x`,
    met: x <= budget,
  });
  return {
    title: 'The reference server',
    intro:
      'With its embedded database. The floor is bare SQL in the same engine, over tables made for these questions alone: no types but those of these events, no filter, no HTTP. Processor time of the process with the database, in ms. "Again" is the wait for the same answer once more, which is not counted anew.',
    tables: all.map(({ total, rate, measured }) => ({
      title: `${number.format(total)} events (imported at ${number.format(rate)} a second, from the start of the process)`,
      columns: ['', 'floor', 'server', 'times the floor', 'middle half', 'again'],
      rows: measured.map(({ title, times }) => {
        const { median: middle, low, high } = ratios(times.ours, times.floor);
        return [
          title,
          median(times.floor).toFixed(1),
          median(times.ours).toFixed(1),
          middle.toFixed(2),
          `${low.toFixed(2)} to ${high.toFixed(2)}`,
          median(times.again).toFixed(1),
        ];
      }),
    })),
    verdicts: all.flatMap(({ total, measured }) =>
      measured.map(({ title, budget, times }) =>
        verdict(`${title}, ${number.format(total)} events`, budget, ratios(times.ours, times.floor).median),
      ),
    ),
    notes: [
      'The page is a few milliseconds of work: there HTTP, two small questions for suggestions and the JSON are the figure.',
    ],
    versions: versionsOf('@electric-sql/pglite'),
  };
}
