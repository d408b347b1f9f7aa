/**
 * Server commands that work in all three engines, where the runner's own refuse one of them.
 * Tests call them through `./commands.ts`.
 */

/** Names of `KeyboardEvent.key` as WebDriver's private-use characters. */
export const WEBDRIVER_KEYS = {
  Control: '\uE009',
  Shift: '\uE008',
  Alt: '\uE00A',
  Meta: '\uE03D',
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Backspace: '\uE003',
  Delete: '\uE017',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  F2: '\uE032',
  F10: '\uE03A',
};
const webDriverKey = key => WEBDRIVER_KEYS[key] ?? key;

export function kitCommandsPlugin() {
  return {
    name: 'kit-commands',
    async executeCommand({ command, payload, session }) {
      const browser = session.browser;
      const driver = browser.type === 'webdriver' ? browser.driver : undefined;
      const page = driver ? undefined : browser.getPage?.(session.id);
      switch (command) {
        case 'kit:engine':
          return driver ? 'webkit' : browser.name.toLowerCase().includes('firefox') ? 'firefox' : 'chromium';
        case 'kit:keys':
          await (driver ? pressByDriver(driver, payload.chord) : pressByPage(page, payload.chord));
          return true;
        case 'kit:viewport':
          return driver
            ? resizeWindow(driver, payload)
            : (await page.setViewport(payload), [payload.width, payload.height]);
        case 'kit:pointer':
          await (driver ? pointByDriver(driver, payload) : pointByPage(page, payload));
          return true;
        case 'kit:wheel':
          await (driver ? wheelByDriver(driver, payload) : wheelByPage(page, payload));
          return true;
        case 'kit:screenshot':
          await (driver ? driver.saveScreenshot(payload.path) : page.screenshot({ path: payload.path }));
          return payload.path;
        default:
          return undefined;
      }
    },
  };
}

async function pressByPage(page, chord) {
  for (const key of chord) await page.keyboard.down(key);
  for (const key of [...chord].reverse()) await page.keyboard.up(key);
}

async function pressByDriver(driver, chord) {
  const actions = [
    ...chord.map(key => ({ type: 'keyDown', value: webDriverKey(key) })),
    ...[...chord].reverse().map(key => ({ type: 'keyUp', value: webDriverKey(key) })),
  ];
  await driver.performActions([{ type: 'key', id: 'keyboard', actions }]);
}

/** WebDriver sizes the window, not the page in it: correct by the difference until the page has the size. */
async function resizeWindow(driver, { width, height }) {
  const inner = () => driver.execute('return [innerWidth, innerHeight]');
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const [w, h] = await inner();
    if (w === width && h === height) break;
    const rect = await driver.getWindowRect();
    await driver.setWindowRect(rect.x, rect.y, rect.width + width - w, rect.height + height - h);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return inner();
}

async function pointByPage(page, { type, at, to, steps = 8, button = 'left' }) {
  await page.mouse.move(...at);
  if (type === 'move') return;
  await page.mouse.down({ button });
  if (type === 'drag') await page.mouse.move(...to, { steps });
  await page.mouse.up({ button });
  if (type === 'double') {
    await page.mouse.down({ button, clickCount: 2 });
    await page.mouse.up({ button, clickCount: 2 });
  }
}

async function pointByDriver(driver, { type, at, to, steps = 8, button = 'left' }) {
  const code = { left: 0, middle: 1, right: 2 }[button];
  const move = ([x, y]) => ({ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) });
  const down = { type: 'pointerDown', button: code };
  const up = { type: 'pointerUp', button: code };
  const actions = [move(at)];
  if (type !== 'move') actions.push(down);
  if (type === 'drag') {
    for (let step = 1; step <= steps; step += 1) {
      actions.push(move([at[0] + ((to[0] - at[0]) * step) / steps, at[1] + ((to[1] - at[1]) * step) / steps]));
    }
  }
  if (type !== 'move') actions.push(up);
  if (type === 'double') actions.push(down, up);
  await driver.performActions([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);
}

async function wheelByPage(page, { at, by }) {
  await page.mouse.move(...at);
  await page.mouse.wheel({ deltaX: by[0], deltaY: by[1] });
}

async function wheelByDriver(driver, { at, by }) {
  const [x, y] = at.map(Math.round);
  await driver.performActions([
    {
      type: 'wheel',
      id: 'wheel',
      actions: [{ type: 'scroll', x, y, deltaX: by[0], deltaY: by[1], duration: 0, origin: 'viewport' }],
    },
  ]);
}
