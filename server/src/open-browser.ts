import { spawn } from 'node:child_process';

/**
 * Opens an address in the person's browser, if one is likely to sit in front of this machine: the output goes to a
 * terminal, and there is a display. Does nothing otherwise, and nothing that fails matters: the address is printed anyway.
 */
export function openBrowser(url: string): void {
  if (!process.stdout.isTTY) return;
  const [command, ...args] = opener(url);
  if (!command) return;
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => {}); // there is no such program
  child.unref();
}

function opener(url: string): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['open', url];
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    default:
      return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open', url] : [];
  }
}
