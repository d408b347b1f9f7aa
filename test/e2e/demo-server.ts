import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '..', '..');
/** The first start loads the demo's data. */
const START_TIMEOUT_MS = 120_000;

export interface DemoServer {
  /** The printed address, with the token. */
  readonly url: string;
  /** What was printed up to then. */
  readonly output: string;
  /** Ends it at once, as a crash or a power cut would. */
  kill(): Promise<void>;
  /** Ctrl-C; gives the exit code. */
  interrupt(): Promise<number | null>;
}

/** `npm start`, with its own data folder. */
export async function startDemo(data: string, ...options: string[]): Promise<DemoServer> {
  const child = spawn(process.execPath, ['scripts/start.mjs', '--no-open', '--data', data, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  const exited = once(child, 'exit').then(([code]) => {
    process.off('exit', stop);
    return code as number | null;
  });
  const lines: string[] = [];
  const url = await printedUrl(child, lines, exited);
  return {
    url,
    output: lines.join('\n'),
    async kill() {
      stop();
      await exited;
    },
    async interrupt() {
      child.kill('SIGINT');
      return exited;
    },
  };
}

async function printedUrl(child: ChildProcess, lines: string[], exited: Promise<number | null>): Promise<string> {
  const printed = new Promise<string>(resolve => {
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface(stream).on('line', line => {
        lines.push(line);
        const url = /https?:\/\/\S+/.exec(line)?.[0];
        if (url) resolve(url);
      });
    }
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => (timer = setTimeout(() => resolve(undefined), START_TIMEOUT_MS)));
  const url = await Promise.race([printed, exited.then(() => undefined), late]);
  clearTimeout(timer);
  if (url) return url;
  child.kill('SIGKILL');
  throw new Error(`The server printed no address:\n${lines.join('\n')}`);
}
