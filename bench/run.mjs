/**
 * Runs the benchmarks: `npm run bench [-- NAME...] [-- --quick]`.
 *
 * A benchmark is a folder here with a `bench.mjs` that exports `run(options)` (see README.md). Each one is printed as
 * tables and replaces its own section of RESULTS.md. A quick run has too few rounds to be quoted, so it is only printed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { machineFacts } from './harness/machine.mjs';
import { markdown, replaceSection } from './harness/report.mjs';

const here = new URL('./', import.meta.url);
const results = new URL('RESULTS.md', here);
const entries = readdirSync(here).filter(name => existsSync(new URL(`${name}/bench.mjs`, here)));

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter(name => !entries.includes(name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no benchmark called ${unknown.join(', ')}.`);
  console.error(`Usage: npm run bench -- [${entries.join('|')}]... [--quick]`);
  process.exit(values.help ? 0 : 1);
}

for (const name of positionals.length > 0 ? positionals : entries) {
  const { run } = await import(new URL(`${name}/bench.mjs`, here).href);
  const started = new Date();
  const before = machineFacts();
  // Progress goes to the error stream, so that what is printed can be piped as it is.
  const report = await run({ quick: values.quick, log: text => console.error(`${name}: ${text}`) });
  const text = markdown(name, report, {
    started,
    ended: new Date(),
    before,
    after: machineFacts(),
    quick: values.quick,
  });
  console.log(`\n${text}`);
  if (values.quick) {
    console.error('A quick run: RESULTS.md is left as it is.');
  } else {
    const old = existsSync(results) ? readFileSync(results, 'utf8') : '';
    writeFileSync(results, replaceSection(old, name, text));
    console.error(`Wrote the section "${name}" of bench/RESULTS.md.`);
  }
}
