// Generates the parser from src/query-lang/event-query.grammar; with --check, only says whether the two agree.
import { readFileSync, writeFileSync } from 'node:fs';
import { buildParserFile } from '@lezer/generator';

const source = new URL('../src/query-lang/event-query.grammar', import.meta.url);
const warnings = [];
const { parser, terms } = buildParserFile(readFileSync(source, 'utf8'), {
  fileName: 'event-query.grammar',
  moduleStyle: 'es',
  typeScript: true,
  warn: message => warnings.push(message),
});
if (warnings.length > 0) {
  console.error(warnings.join('\n'));
  process.exit(1);
}

for (const [ending, text] of [
  ['.ts', parser],
  ['.terms.ts', terms],
]) {
  const target = new URL(source.href + ending);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
  } else if (readFileSync(target, 'utf8') !== text) {
    console.error(`src/query-lang/event-query.grammar${ending} is out of date: run node scripts/grammar.mjs`);
    process.exit(1);
  }
}
