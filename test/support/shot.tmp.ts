import { openBrowser, openPage } from '/work/main/test/support/pages.js';
import { serveFolder } from '/work/main/test/support/serve.js';
const site = await serveFolder('/work/main/storybook-static');
const b = await openBrowser('chromium');
const { page, problems } = await openPage(b);
await page.goto(
  `${site.origin}/iframe.html?id=${process.argv[2]}&viewMode=story&globals=${process.argv[3] ?? 'theme:light'};a11y.manual:!true`,
);
await new Promise(r => setTimeout(r, 1500));
console.log(
  await page.evaluate(() => document.body.className + '\n' + document.querySelector('#storybook-root')?.innerHTML),
  problems,
);
await page.screenshot({ path: '/tmp/ee/shot.png' });
await b.close();
await site.close();
