import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileTests } from '@lezer/generator/test';
import { parser } from '../event-query.grammar.js';

const cases = new URL('cases/', import.meta.url);

for (const file of readdirSync(cases)) {
  describe(`grammar: ${file}`, () => {
    for (const example of fileTests(readFileSync(new URL(file, cases), 'utf8'), file)) {
      it(example.name, () => example.run(parser));
    }
  });
}
