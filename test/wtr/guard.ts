/**
 * Loaded before every test file (by ./guard-plugin.mjs). A test fails when something of ours writes to the console,
 * breaks the page's Content Security Policy or Trusted Types, or leaves a rejection unhandled (the last by mocha itself),
 * unless the test said so with `expectConsole`.
 */
export const CONSOLE_METHODS = ['debug', 'log', 'info', 'warn', 'error'] as const;
export type ConsoleMethod = (typeof CONSOLE_METHODS)[number];

interface Expectation {
  method: ConsoleMethod;
  pattern: RegExp;
  met: boolean;
}

const complaints: string[] = [];
let expectations: Expectation[] = [];

/** See `expectConsole` in ./expect-console.ts. */
export function expect(method: ConsoleMethod, pattern: RegExp): void {
  expectations.push({ method, pattern, met: false });
}

/** Everything that went wrong since the last call. */
function takeComplaints(): string[] {
  const missing = expectations.filter(({ met }) => !met);
  expectations = [];
  return [
    ...complaints.splice(0),
    ...missing.map(({ method, pattern }) => `expected console.${method} matching ${String(pattern)}, and none came`),
  ];
}

/** Tools may break rules that the kit must keep: what a test library does to the page is no fault of ours. */
const TOOLS = /\/node_modules\/(?!lit|@lit|@shoelace-style)|\/__web-/;

function watch(): void {
  for (const method of CONSOLE_METHODS) {
    const original = console[method].bind(console);
    console[method] = (...args: unknown[]) => {
      const text = args.map(describeValue).join(' ');
      const expected = expectations.find(
        expectation => expectation.method === method && expectation.pattern.test(text),
      );
      if (expected) {
        expected.met = true;
        return;
      }
      complaints.push(`console.${method}: ${text}`);
      original(...args);
    };
  }
  document.addEventListener('securitypolicyviolation', event => {
    if (TOOLS.test(event.sourceFile)) return;
    const where = event.sourceFile ? ` at ${event.sourceFile}:${event.lineNumber}` : '';
    complaints.push(`${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample}${where}`);
  });
  // Lit's builds for development say so once; every other warning of theirs counts.
  (globalThis as { litIssuedWarnings?: Set<string> }).litIssuedWarnings = new Set(['dev-mode']);
}

function describeValue(value: unknown): string {
  if (value instanceof Error) return value.stack ?? String(value);
  if (typeof value === 'object' && value !== null) {
    try {
      return JSON.stringify(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  }
  return String(value);
}

/** Violations are reported in a task of their own: one more task, by a timer that no test has replaced. */
const nativeTimeout = setTimeout.bind(globalThis);
const nextTask = (): Promise<void> => new Promise(resolve => nativeTimeout(resolve, 0));

function hook(): void {
  afterEach(async function () {
    await nextTask();
    const found = takeComplaints();
    const test = this.currentTest;
    if (found.length === 0 || !test || test.isFailed()) return;
    // A throwing hook would end the whole file; this fails the one test.
    test.state = 'failed';
    test.err = new Error(found.join('\n'));
  });
  after(async () => {
    await nextTask();
    const found = takeComplaints();
    if (found.length > 0) throw new Error(`After the last test:\n${found.join('\n')}`);
  });
}

watch();
hook();
