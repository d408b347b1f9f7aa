import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../support/serve.js';
import { ENGINES, openTab, type Tab } from '../support/tabs.js';
import { serveTestPage } from '../support/test-page.js';

/** The other tests here end with "no problems": this is the proof that there would be some. */
const SEEN_EVERYWHERE = [
  /style-src(-attr)? forbids inline/,
  /require-trusted-types-for forbids/,
  /console\.warn(ing)?: a stray warning/,
  /nobody waits for this/,
  /nobody catches this/,
];

for (const engine of ENGINES) {
  describe(`what a page must not do, in ${engine}`, { timeout: 60_000 }, () => {
    let site: Site;
    let tab: Tab;
    before(async () => {
      site = await serveTestPage('test/e2e/pages/unruly.ts');
      tab = await openTab(engine);
      await tab.goto(`${site.origin}/`);
    });
    after(async () => {
      await tab?.close();
      await site?.close();
    });

    for (const problem of engine === 'webkit' ? SEEN_EVERYWHERE : [...SEEN_EVERYWHERE, /404.*nothing-here/]) {
      it(`is seen: ${String(problem)}`, async () => {
        const deadline = Date.now() + 10_000;
        let problems = await tab.problems();
        while (!problems.some(text => problem.test(text)) && Date.now() < deadline) {
          await new Promise(resolve => setTimeout(resolve, 50));
          problems = await tab.problems();
        }
        assert.ok(
          problems.some(text => problem.test(text)),
          problems.join('\n'),
        );
      });
    }
  });
}
