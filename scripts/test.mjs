/**
 * `npm test`: everything that must hold before a change goes in, from a fresh clone on. Closes with
 * "N passed, N failed" alone on the last line.
 *
 *   npm test                       all steps
 *   npm test -- node elements      these steps only
 *
 * A check that has no tests of its own, such as lint, counts as one.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BROWSER_ENV, ENGINES, missingEngines } from './browsers.mjs';
import { ensureBrowsers, ensurePackages, nodeProblem } from './install.mjs';
import { ROOT, runNode } from './run.mjs';

const LOGS = join(ROOT, '.cache', 'test-logs');
/** No step takes a quarter of this on two cores; a step that hangs must not hold up everything for hours. */
const STEP_TIMEOUT_MS = 15 * 60_000;

const bin = (name, file) => join('node_modules', name, file);
const tool =
  (script, ...args) =>
  () =>
    runNode(script, args, { env: BROWSER_ENV, timeoutMs: STEP_TIMEOUT_MS });

/** Every test file, and the step that runs it. A file that no step runs would be a test that cannot fail. */
function testFiles() {
  const groups = { node: [], server: [], elements: [], stories: [], 'end-to-end': [] };
  const lost = [];
  for (const folder of ['src', 'server', 'test', 'scripts', 'stories', 'demo', 'bench', 'api']) {
    for (const path of filesIn(folder)) {
      if (!path.endsWith('.test.ts')) continue;
      const step = stepOf(path);
      if (step) groups[step].push(path);
      else lost.push(path);
    }
  }
  return { groups, lost };
}

function stepOf(path) {
  if (/^src\/(components|internal)\//.test(path) || path.startsWith('test/wtr/')) return 'elements';
  if (/^(src\/(model|query-lang|client)|test\/(node|contract))\//.test(path)) return 'node';
  if (path.startsWith('server/test/')) return 'server';
  if (path.startsWith('test/stories/')) return 'stories';
  if (path.startsWith('test/e2e/')) return 'end-to-end';
  return undefined;
}

function filesIn(folder) {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true })
      .map(name => `${folder}/${name.split('\\').join('/')}`)
      .filter(path => !/\/(node_modules|dist|fixtures)\//.test(path))
      .sort();
  } catch {
    return [];
  }
}

function nodeTests(files) {
  return () =>
    runNode('--import', ['tsx', '--test', '--test-reporter=spec', ...files], {
      // Colours are off in a pipe already; a machine that forces them would hide the counts.
      env: { ...BROWSER_ENV, FORCE_COLOR: '0' },
      timeoutMs: STEP_TIMEOUT_MS,
    });
}

/** A step with `first` runs before the others, one with `alone` after them and by itself: real keys, focus and frames want the machine. */
function steps({ groups, lost }) {
  return [
    { name: 'build', first: true, run: tool('scripts/build.mjs') },
    // The longest first, so that two lanes end at about the same time.
    { name: 'server', counts: nodeCounts, run: nodeTests(groups.server) },
    { name: 'lint', run: tool(bin('eslint', 'bin/eslint.js'), '.', '--max-warnings=0') },
    { name: 'format', run: tool(bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.') },
    { name: 'types', run: tool(bin('typescript', 'bin/tsc'), '-p', 'tsconfig.json', '--noEmit') },
    { name: 'types of the server', run: tool(bin('typescript', 'bin/tsc'), '-p', 'server/tsconfig.json', '--noEmit') },
    { name: 'generated grammar', run: tool('scripts/grammar.mjs', '--check') },
    { name: 'generated tokens', run: tool('scripts/tokens.mjs', '--check') },
    { name: 'generated world', run: tool('scripts/world.mjs', '--check') },
    { name: 'generated story data', run: tool('scripts/stories-data.mjs', '--check') },
    { name: 'generated manifest', run: tool('scripts/manifest.mjs', '--check') },
    {
      name: 'every test file is run',
      run: async () => ({ code: lost.length, output: lost.map(path => `No step runs ${path}.`).join('\n'), ms: 0 }),
    },
    { name: 'storybook', run: tool('scripts/storybook.mjs', 'build') },
    { name: 'node', counts: nodeCounts, run: nodeTests(groups.node) },
    {
      name: 'elements',
      alone: true,
      counts: plainCounts,
      run: async () => {
        const missing = missingEngines();
        const engines = ENGINES.filter(engine => !missing.includes(engine)).join(',');
        return runNode(bin('@web/test-runner', 'dist/bin.js'), [], {
          env: { ...BROWSER_ENV, WTR_ENGINES: engines },
          timeoutMs: STEP_TIMEOUT_MS,
        });
      },
    },
    { name: 'stories', alone: true, needs: 'storybook', counts: nodeCounts, run: nodeTests(groups.stories) },
    { name: 'end-to-end', alone: true, needs: 'build', counts: nodeCounts, run: nodeTests(groups['end-to-end']) },
  ];
}

/** Counts of Node's own reporter; undefined when the run ended before it could count. */
function nodeCounts(output) {
  const number = word => {
    const match = [...output.matchAll(new RegExp(`^\\S* ?${word} (\\d+)$`, 'gm'))].at(-1);
    return match && Number(match[1]);
  };
  const passed = number('pass');
  const failed = number('fail');
  if (passed === undefined || failed === undefined) return undefined;
  return {
    passed,
    failed: failed + (number('cancelled') ?? 0),
    skipped: (number('skipped') ?? 0) + (number('todo') ?? 0),
  };
}

/** Counts of test/wtr/plain-reporter.mjs. */
function plainCounts(output) {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  return match && { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) };
}

const total = { passed: 0, failed: 0 };
const failedSteps = new Set();

async function perform(step) {
  if (failedSteps.has(step.needs)) return fail(step.name, `Not run: it needs ${step.needs}, which failed.`);
  const { code, output, ms } = await step.run();
  const counted = step.counts?.(output);
  const passed = counted?.passed ?? (!step.counts && code === 0 ? 1 : 0);
  const skipped = counted?.skipped ?? 0;
  let failed = counted?.failed ?? 0;
  // A tool that fails without a failing test (a crash, nothing to run) is a failure all the same.
  if (failed === 0 && (code !== 0 || passed === 0)) failed = 1;
  total.passed += passed;
  total.failed += failed;
  const counts = step.counts ? ` ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''},` : '';
  console.log(`${failed ? '✖' : '✔'} ${step.name}:${counts} ${(ms / 1000).toFixed(1)} s`);
  if (failed) {
    failedSteps.add(step.name);
    mkdirSync(LOGS, { recursive: true });
    const file = join(LOGS, `${step.name.replaceAll(' ', '-')}.log`);
    writeFileSync(file, output);
    console.log(`${indent(output)}\n  (also in .cache/test-logs)`);
  }
}

function indent(text) {
  return text
    .trimEnd()
    .split('\n')
    .map(line => `  ${line}`)
    .join('\n');
}

/** Runs the list with a number of them at a time. */
async function inLanes(list, lanes) {
  const waiting = [...list];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await perform(step);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function fail(name, text) {
  total.failed += 1;
  console.log(`✖ ${name}\n${indent(text)}`);
}

async function main(wanted) {
  const files = testFiles();
  const known = steps(files);
  const unknown = wanted.filter(name => !known.some(step => step.name === name));
  if (unknown.length > 0) {
    fail(`unknown step ${unknown.join(', ')}`, `There are: ${known.map(({ name }) => name).join(', ')}.`);
    return;
  }
  const old = nodeProblem();
  if (old) return fail('Node', old);
  const npm = await ensurePackages();
  if (npm) return fail('npm', npm);
  const { missing, advice } = await ensureBrowsers();
  if (missing.length > 0) fail(`${missing.length} of ${ENGINES.length} browser engines missing`, advice);

  const chosen = known.filter(step => wanted.length === 0 || wanted.includes(step.name));
  for (const step of chosen.filter(step => step.first)) await perform(step);
  await inLanes(
    chosen.filter(step => !step.first && !step.alone),
    2,
  );
  await inLanes(
    chosen.filter(step => step.alone),
    1,
  );
}

const started = performance.now();
await main(process.argv.slice(2));
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(
  `\n${((performance.now() - started) / 1000).toFixed(0)} s in all\n${total.passed} passed, ${total.failed} failed`,
);
