import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { missingEngines } from '../../scripts/browsers.mjs';
import { runNode } from '../../scripts/run.mjs';

/** The element tests fail for what their pages do behind their backs; here is the proof, in one engine or more. */
const ENGINES = ['chromium', 'firefox', 'webkit'].filter(engine => !missingEngines().includes(engine));

for (const engine of ENGINES) {
  describe(`element tests in ${engine}`, () => {
    let code: number;
    let output: string;
    before(async () => {
      const run = await runNode(
        'node_modules/@web/test-runner/dist/bin.js',
        ['--files', 'test/wtr/fixtures/*.test.ts'],
        {
          env: { WTR_ENGINES: engine },
          timeoutMs: 120_000,
        },
      );
      ({ code, output } = run);
    });

    it('fail as a whole', () => {
      assert.equal(code, 1, output);
      // Seven tests, one late message, one file that cannot be loaded.
      assert.match(output, /^3 passed, 9 failed$/m, output);
    });

    for (const said of [
      'console.info: a stray note',
      'expected console.warn matching /never said/, and none came',
      'console.error: said as an error',
      'style-src-attr forbids inline',
      'img-src forbids https://example.test',
      'console.error: too late for any test',
      'lost',
    ]) {
      it(`say: ${said}`, () => {
        assert.ok(output.includes(said), output);
      });
    }

    it('leave quiet tests alone', () => {
      assert.doesNotMatch(output, /❌ .*passes/);
    });
  });
}
