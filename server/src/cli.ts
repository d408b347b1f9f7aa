#!/usr/bin/env node
import { HELP, isLoopback, readArguments, UsageError, type CliOptions } from './cli-options.js';
import { startServer } from './index.js';
import { openBrowser } from './open-browser.js';

/** A command line that cannot be followed. */
const EXIT_USAGE = 2;
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs until a signal comes. The first one ends everything cleanly, the second one at once. */
async function serveUntilSignal(options: CliOptions): Promise<void> {
  const stop = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const onSignal = () => {
    // The next one does what it does to any program; an orderly exit would wait for a file that gives nothing.
    for (const signal of signals) process.removeListener(signal, onSignal);
    say('Stopping …');
    stop.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  const stopped = new Promise<void>(resolve => {
    stop.signal.addEventListener('abort', () => resolve());
  });

  const server = await startServer({ ...options, say, signal: stop.signal });
  if (!stop.signal.aborted) {
    if (server.token === null && !isLoopback(options.host))
      say('No token is asked for: whoever reaches this address reads the events.');
    say(`Open ${server.url}`);
    if (options.open) openBrowser(server.url);
    await stopped;
  }
  await server.close();
}

try {
  const options = readArguments(process.argv.slice(2));
  if (options === 'help') process.stdout.write(HELP);
  else await serveUntilSignal(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UsageError) process.stderr.write('See --help.\n');
  process.exitCode = error instanceof UsageError ? EXIT_USAGE : 1;
}
