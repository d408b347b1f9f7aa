import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

const root = new URL('../../', import.meta.url);

/** The code of every message the kit can write to the console. */
function codes(): string[] {
  const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' });
  return files
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap(file => [...readFileSync(new URL(`src/${file}`, root), 'utf8').matchAll(/warnOnce\(\s*'([\w-]+)'/g)])
    .map(match => match[1]!);
}

it('docs/logs.md explains every message, and no message that is gone', () => {
  const explained = [...readFileSync(new URL('docs/logs.md', root), 'utf8').matchAll(/^## `([\w-]+)`$/gm)];
  assert.deepEqual(explained.map(match => match[1]).sort(), [...new Set(codes())].sort());
});
