import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

it('elements carry the defaults that src/styles/tokens.css has', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  assert.doesNotThrow(() =>
    execFileSync(process.execPath, ['scripts/tokens.mjs', '--check'], { cwd: root, stdio: 'pipe' }),
  );
});
