/**
 * The comparison of two JSON values in Node: how many changes are reported, and how fast. Against microdiff, jsondiffpatch
 * (with identity and moves, as its documentation says) and fast-json-patch. Processor time of this process, in turn.
 */
import { build } from 'esbuild';
import { versionsOf } from '../harness/machine.mjs';
import { median, ratios } from '../harness/stats.mjs';

const BUDGET = { plain: 0.8, arrays: 2 };
/** Long enough for the clock of the processor, which steps by a millisecond or so. */
const ROUND_MS = 40;

/** The kit from its sources: what is measured is what is in the tree. */
async function load(path) {
  const { outputFiles } = await build({
    entryPoints: [new URL(path, import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

const parsed = value => JSON.parse(JSON.stringify(value));

export async function run({ quick, log }) {
  const { diff, apply } = await load('../../src/model/diff/index.ts');
  const { referenceCases } = await load('../../src/model/diff/test/values.ts');
  const { default: microdiff } = await import('microdiff');
  const jsondiffpatch = await import('jsondiffpatch');
  const { default: fastJsonPatch } = await import('fast-json-patch');

  const patcher = jsondiffpatch.create({
    objectHash: (object, index) => object.id ?? object.pk ?? `$${index}`,
    textDiff: { minLength: Infinity },
  });
  const contestants = {
    ours: (a, b) => diff(a, b, { budgetMs: 60_000 }),
    microdiff: (a, b) => microdiff(a, b),
    jsondiffpatch: (a, b) => patcher.diff(a, b),
    'fast-json-patch': (a, b) => fastJsonPatch.compare(a, b),
  };
  const counts = {
    ours: edit => edit.count,
    microdiff: list => list.length,
    jsondiffpatch: countDelta,
    'fast-json-patch': list => list.length,
  };

  const results = referenceCases().map(reference => {
    log(reference.name);
    // As an application has them: from JSON.
    const before = parsed(reference.before);
    const after = parsed(reference.after);
    const edit = diff(before, after);
    if (JSON.stringify(sorted(apply(before, edit))) !== JSON.stringify(sorted(after))) {
      throw new Error(`${reference.name}: applying the edit does not give the value after.`);
    }
    const reported = {};
    const times = {};
    const repeats = {};
    for (const [name, work] of Object.entries(contestants)) {
      reported[name] = counts[name](work(before, after));
      times[name] = [];
      // Warm, and count how often it runs in a round.
      let runs = 0;
      const started = process.cpuUsage();
      do {
        work(before, after);
        runs += 1;
      } while (cpuMs(started) < ROUND_MS * 3);
      repeats[name] = Math.max(1, Math.round(runs / 3));
    }
    for (let round = 0; round < (quick ? 7 : 25); round += 1) {
      for (const [name, work] of Object.entries(contestants)) {
        const started = process.cpuUsage();
        for (let i = 0; i < repeats[name]; i += 1) work(before, after);
        times[name].push(cpuMs(started) / repeats[name]);
      }
    }
    return { ...reference, reported, times };
  });

  const names = Object.keys(contestants);
  const against = (result, peer) => ratios(result.times[peer], result.times.ours).median;
  return {
    title: 'Difference of two JSON values',
    intro:
      'In Node, by processor time of the process, values parsed from JSON. A change is a value set, added, removed, inserted, deleted or moved; of a moved element the changes inside it count as well. jsondiffpatch has `objectHash` and finds moves; the others have no such thing.',
    tables: [
      {
        title: 'Changes reported',
        columns: ['', 'fewest possible', ...names],
        rows: results.map(({ name, minimum, reported }) => [
          name,
          minimum.toLocaleString('en'),
          ...names.map(contestant => reported[contestant].toLocaleString('en')),
        ]),
      },
      {
        title: 'CPU ms for one comparison',
        columns: ['', ...names, 'x microdiff', 'x jsondiffpatch'],
        rows: results.map(result => [
          result.name,
          ...names.map(contestant => median(result.times[contestant]).toFixed(3)),
          against(result, 'microdiff').toFixed(2),
          against(result, 'jsondiffpatch').toFixed(1),
        ]),
      },
    ],
    verdicts: [
      ...results.map(({ name, minimum, reported }) => ({
        what: `changes reported: ${name}`,
        budget: `${minimum}`,
        measured: `${reported.ours}`,
        met: reported.ours === minimum,
      })),
      speed(results, 'plain object', 'microdiff', BUDGET.plain),
      speed(results, 'two events', 'microdiff', BUDGET.plain),
      ...results
        .filter(({ name }) => /^(insert|move|nested)/.test(name))
        .map(({ name }) => speed(results, name, 'jsondiffpatch', BUDGET.arrays)),
    ],
    notes: [
      'microdiff and fast-json-patch compare elements of arrays by their place: after an insertion at the head every element has changed.',
      'What jsondiffpatch reports is counted from its delta: one for each leaf of it.',
    ],
    versions: versionsOf('microdiff', 'jsondiffpatch', 'fast-json-patch'),
  };

  function speed(all, name, peer, budget) {
    const result = all.find(candidate => candidate.name === name);
    const measured = against(result, peer);
    return {
      what: `${name}, speed`,
      budget: `at least ${budget} x ${peer}`,
      measured: `${measured.toFixed(2)} x`,
      met: measured >= budget,
    };
  }
}

function cpuMs(started) {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

/** Leaves of a delta of jsondiffpatch; `_t` marks an array. */
function countDelta(delta) {
  if (delta === undefined) return 0;
  if (Array.isArray(delta)) return 1;
  return Object.entries(delta).reduce((sum, [key, inner]) => (key === '_t' ? sum : sum + countDelta(inner)), 0);
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, sorted(value[key])]),
  );
}
