import { expect, type ConsoleMethod } from './guard.js';

/**
 * Says that the code under test will write this to the console. Such messages (one or more) are taken out of the log; the test
 * fails if none comes. Arguments are matched as one text, joined by spaces.
 *
 * @example expectConsole('warn', /already registered/);
 */
export function expectConsole(method: ConsoleMethod, pattern: RegExp): void {
  expect(method, pattern);
}
