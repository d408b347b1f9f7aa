/**
 * The query language in Node: text to predicate, filtering a million events row by row, completion. Against liqe and filtrex,
 * and against predicates written by hand. Processor time of this process; contestants in turn; each has to find the same events.
 */
import { build } from 'esbuild';
import { versionsOf } from '../harness/machine.mjs';
import { median, ratios, summary } from '../harness/stats.mjs';
import { makeEvents } from './events.mjs';

const BUDGET = { perSecond: 50_000, liqe: 35, filter: 0.8, completionMs: 5 };

/** The kit from its sources, as one module: what is measured is what is in the tree. */
async function loadKit() {
  const { outputFiles } = await build({
    entryPoints: [new URL('../../src/query-lang/index.ts', import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Queries to be read: the same in three languages, as near as each can say it. */
const TEXTS = [
  {
    ours: 'action = "login_failed"',
    liqe: 'action:"login_failed"',
    filtrex: 'action == "login_failed"',
  },
  {
    ours: 'action = "login_failed" and context.geo.country = "DE"',
    liqe: 'action:"login_failed" AND context.geo.country:"DE"',
    filtrex: 'action == "login_failed" and country of geo of context == "DE"',
  },
  {
    ours: 'user.username in ("ana", "akadmin") or app startswith "N"',
    liqe: '(user.username:"ana" OR user.username:"akadmin") OR app:N*',
    filtrex: 'username of user in ("ana", "akadmin") or startsWith(app, "N")',
  },
  {
    ours: 'not (client_ip = "10.0.0.1" or app ~ "core") and user.pk > 5',
    liqe: 'NOT (client_ip:"10.0.0.1" OR app:core) AND user.pk:>5',
    filtrex: 'not (client_ip == "10.0.0.1" or contains(app, "core")) and pk of user > 5',
  },
];

const startsWith = (text, start) => String(text).toLowerCase().startsWith(start.toLowerCase());
const contains = (text, part) => String(text).toLowerCase().includes(part.toLowerCase());

const wanted = new Set(['login', 'logout', 'secret_view']);

/** Predicates of each kind; `hand` is what somebody would write for this one question, safe against missing parts. */
const FILTERS = [
  {
    title: 'equality',
    ours: 'action = "login_failed"',
    hand: event => event.action === 'login_failed',
    filtrex: 'action == "login_failed"',
  },
  {
    title: 'range of time',
    ours: 'created >= "2026-10-10" and created < "2026-10-20"',
    hand: event => event.created >= '2026-10-10' && event.created < '2026-10-20',
  },
  {
    title: 'contains, any case',
    ours: 'context.http_request.path ~ "executor/4"',
    hand: event => event.context?.http_request?.path?.toLowerCase().includes('executor/4') ?? false,
  },
  {
    title: 'one of three',
    ours: 'action in ("login", "logout", "secret_view")',
    hand: event => wanted.has(event.action),
    filtrex: 'action in ("login", "logout", "secret_view")',
  },
  {
    title: 'missing path',
    ours: 'context.device.name = "phone"',
    hand: event => event.context?.device?.name === 'phone',
  },
  {
    title: 'three conditions',
    ours: 'action = "login" and context.geo.country = "DE" and user.pk < 500',
    hand: event => event.action === 'login' && event.context?.geo?.country === 'DE' && event.user?.pk < 500,
  },
];

function cpu(work) {
  const before = process.cpuUsage();
  const result = work();
  const used = process.cpuUsage(before);
  return { ms: (used.user + used.system) / 1_000, result };
}

/** `rounds` times each contestant, one after the other. */
function inTurn(rounds, contestants) {
  const times = Object.fromEntries(Object.keys(contestants).map(name => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(contestants)) times[name].push(cpu(work).ms);
  }
  return times;
}

export async function run({ quick, log }) {
  const kit = await loadKit();
  const liqe = await import('liqe');
  const { compileExpression } = await import('filtrex');
  const extraFunctions = { startsWith, contains };

  log('text to predicate');
  const reads = quick ? 4_000 : 20_000;
  const repeat = (count, read) => () => {
    for (let i = 0; i < count; i += 1) read(TEXTS[i % TEXTS.length]);
  };
  const readers = {
    ours: repeat(reads, text => kit.compile(kit.parse(text.ours).query)),
    liqe: repeat(reads / 40, text => liqe.parse(text.liqe)),
    filtrex: repeat(reads / 10, text => compileExpression(text.filtrex, { extraFunctions })),
  };
  for (const read of Object.values(readers)) read();
  const parsing = inTurn(quick ? 5 : 15, readers);
  const share = { ours: 1, liqe: 40, filtrex: 10 };
  const perSecond = Object.fromEntries(
    Object.entries(parsing).map(([name, times]) => [name, times.map(ms => reads / share[name] / (ms / 1_000))]),
  );
  const overLiqe = ratios(perSecond.ours, perSecond.liqe);

  const total = quick ? 200_000 : 1_000_000;
  log(`making ${total} events`);
  const events = makeEvents(total);
  const filters = FILTERS.map(filter => {
    log(`filtering: ${filter.title}`);
    const query = kit.parse(filter.ours).query;
    const tests = { hand: filter.hand, ours: kit.compile(query) };
    if (filter.filtrex) tests.filtrex = compileExpression(filter.filtrex, { extraFunctions });
    const count = test => {
      let found = 0;
      for (const event of events) if (test(event)) found += 1;
      return found;
    };
    const found = Object.values(tests).map(count);
    if (new Set(found).size > 1) throw new Error(`${filter.title}: the contestants found ${found.join(', ')} events.`);
    const times = inTurn(
      quick ? 5 : 15,
      Object.fromEntries(Object.entries(tests).map(([name, test]) => [name, () => count(test)])),
    );
    return { ...filter, found: found[0], times };
  });
  const speed = (times, name) => {
    const { median: middle, low, high } = ratios(times.hand, times[name]);
    return { middle, low, high };
  };

  log('completion');
  const fields = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`field_${i}_name`, { type: 'str' }]));
  const big = kit.schemaFromIntrospection({ current_model: 'm', models: { m: fields } });
  const typed = ['', 'f', 'fi', 'fn', 'f49', 'name', 'zz', 'field_4'];
  for (const text of typed) kit.complete(text, text.length, big);
  const completion = typed.map(text => {
    const runs = Array.from({ length: 30 }, () => {
      const started = performance.now();
      kit.complete(text, text.length, big);
      return performance.now() - started;
    });
    return { text, ms: median(runs) };
  });
  const slowest = Math.max(...completion.map(({ ms }) => ms));

  const row = (title, values) => {
    const { median: middle, low, high } = summary(values);
    return [title, thousands(middle), `${thousands(low)} to ${thousands(high)}`];
  };
  return {
    title: 'Query language',
    intro: `In Node, by processor time of the process. The four texts that are read: ${TEXTS.map(text => `\`${text.ours}\``).join(', ')}. liqe only parses; it has no predicate to make.`,
    tables: [
      {
        title: 'Text to predicate, a second',
        columns: ['', 'median', 'middle half'],
        rows: [
          row('event-elements', perSecond.ours),
          row('filtrex (makes code)', perSecond.filtrex),
          row('liqe', perSecond.liqe),
        ],
      },
      {
        title: `Filtering ${total.toLocaleString('en')} events, times the speed of hand-written JavaScript`,
        columns: ['', 'found', 'hand-written, ms', 'event-elements', 'middle half', 'filtrex'],
        rows: filters.map(({ title, found, times }) => {
          const { middle, low, high } = speed(times, 'ours');
          return [
            title,
            found.toLocaleString('en'),
            median(times.hand).toFixed(0),
            middle.toFixed(2),
            `${low.toFixed(2)} to ${high.toFixed(2)}`,
            times.filtrex ? speed(times, 'filtrex').middle.toFixed(2) : '',
          ];
        }),
      },
      {
        title: 'Completion in a schema of 5,000 fields, ms',
        columns: ['typed', 'median of 30'],
        rows: completion.map(({ text, ms }) => [`\`${text || ' '}\``, ms.toFixed(2)]),
      },
    ],
    verdicts: [
      verdict(
        'text to predicate',
        `at least ${thousands(BUDGET.perSecond)} a second`,
        thousands(median(perSecond.ours)),
        median(perSecond.ours) >= BUDGET.perSecond,
      ),
      verdict(
        'text to predicate against liqe',
        `at least ${BUDGET.liqe} x`,
        `${overLiqe.median.toFixed(0)} x`,
        overLiqe.median >= BUDGET.liqe,
      ),
      ...filters.slice(0, 5).map(({ title, times }) => {
        const { middle } = speed(times, 'ours');
        return verdict(
          `filtering: ${title}`,
          `at least ${BUDGET.filter} x hand-written`,
          `${middle.toFixed(2)} x`,
          middle >= BUDGET.filter,
        );
      }),
      verdict(
        'completion at 5,000 fields',
        `under ${BUDGET.completionMs} ms`,
        `${slowest.toFixed(2)} ms`,
        slowest < BUDGET.completionMs,
      ),
    ],
    notes: [
      'filtrex compiles to JavaScript through `Function`, which a strict CSP forbids; it reads no nested path without its own syntax, and is shown where it can say the same.',
      'liqe\'s `field:"x"` finds parts of texts, so its filtering is not comparable and is left out.',
    ],
    versions: versionsOf('liqe', 'filtrex'),
  };
}

const verdict = (what, budget, measured, met) => ({ what, budget, measured, met });
const thousands = value => Math.round(value).toLocaleString('en');
