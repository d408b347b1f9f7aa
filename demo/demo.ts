/**
 * The page that the reference server shows, the workbench: one provider with all that looks at events inside it, a switch between
 * the server's logs, and one between light and dark. It holds no event logic, for a page needs none.
 */
import '../src/define.js';
import type { EventFacets, EventProvider } from '../src/index.js';

/** One log of the reference server, as `GET /logs` lists it. */
interface LogInfo {
  name: string;
  title: string;
  count: number;
  api: string;
}

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** As it was opened. By the time it is asked for something, the provider may have written to it. */
const opened = new URL(location.href).searchParams;

function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found as T;
}

/** The address with a choice in it, so that a reload and a shared link show the same. */
function addressWith(name: string, value: string | null): URL {
  const address = new URL(location.href); // the provider writes to it, too
  if (value === null) address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  return address;
}

function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const button of element('themes').querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === theme));
  }
}

function say(problem: string): void {
  const box = element('problem');
  box.textContent = problem;
  box.hidden = false;
}

function isLog(value: unknown): value is LogInfo {
  const log = value as Partial<LogInfo> | null;
  return typeof log?.name === 'string' && typeof log.api === 'string';
}

async function readLogs(): Promise<LogInfo[]> {
  const response = await fetch('/logs');
  if (!response.ok) throw new Error(`The server answered ${response.status} to /logs.`);
  const logs = (await response.json()) as unknown;
  return Array.isArray(logs) ? logs.filter(isLog) : [];
}

function showLog(log: LogInfo): void {
  element<EventProvider>('events').src = log.api;
  document.title = `${log.title} · Events`;
  for (const button of element('logs').querySelectorAll('button')) {
    const isShown = button.dataset.log === log.name;
    button.setAttribute('aria-pressed', String(isShown));
    if (isShown) button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** The log of the address, else the first. */
function wantedLog(logs: readonly LogInfo[]): LogInfo | undefined {
  const name = new URL(location.href).searchParams.get('log');
  return logs.find(log => log.name === name) ?? logs[0];
}

function offerLogs(logs: readonly LogInfo[]): void {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  element('logs').replaceChildren(
    ...logs.map(log => {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.log = log.name;
      const count = document.createElement('span');
      count.className = 'count';
      count.textContent = number.format(log.count);
      button.append(log.title, count);
      button.addEventListener('click', () => {
        history.pushState(history.state, '', addressWith('log', log.name)); // Back goes to the log before
        showLog(log);
      });
      return button;
    }),
  );
}

const wanted = opened.get('theme');
showTheme(THEMES.find(theme => theme === wanted) ?? 'system');
element('themes').addEventListener('click', event => {
  const choice = (event.target as HTMLElement).closest('button')?.dataset.themeChoice;
  const theme = THEMES.find(name => name === choice);
  if (!theme) return;
  history.replaceState(history.state, '', addressWith('theme', theme === 'system' ? null : theme));
  showTheme(theme);
});

/** Narrow pages have no room for a column of values: one button opens them. */
const narrow = matchMedia('(width < 60rem)');
const fold = (): void => {
  element<EventFacets>('facets').fold = narrow.matches;
};
narrow.addEventListener('change', fold);
fold();

/** A link may be about one event: it stands above the list until somebody closes it. */
element('linked').hidden = !opened.has('event');
element('unlink').addEventListener('click', () => (element('linked').hidden = true));

/** They ask the server a good deal, which hardly anybody who looks at events wants to know. */
element('manage').addEventListener(
  'toggle',
  () => element('manage').append(document.createElement('event-rules'), document.createElement('event-retention')),
  { once: true },
);

const direction = opened.get('dir');
if (direction === 'rtl' || direction === 'ltr') document.documentElement.dir = direction;

try {
  const logs = await readLogs();
  offerLogs(logs);
  window.addEventListener('popstate', () => {
    const log = wantedLog(logs);
    if (log) showLog(log);
  });
  const log = wantedLog(logs);
  if (log) showLog(log);
  else say('The server holds no events yet. Import some with --import FILE.');
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
}
