/** What the page offers to bench.mjs: every element, made, drawn, used a little and taken away again, over the same source. */
import '../../src/define.js';
import { events } from '../../stories/events.js';
import { managedClient } from '../../stories/managed.js';

const client = managedClient();
const box = document.createElement('main');
document.documentElement.append(box);

interface Kind {
  make: () => HTMLElement;
  /** What is there once it is drawn: a selector for each shadow tree on the way. */
  drawn: readonly string[];
  /** Opens what only a reader opens. */
  use?: (root: ShadowRoot) => void;
}

const make = (tag: string, properties: object = {}) => Object.assign(document.createElement(tag), properties);
const press = (root: ShadowRoot, selector: string): void => root.querySelector<HTMLElement>(selector)!.click();
const sized = (element: HTMLElement): HTMLElement => {
  element.style.cssText = 'display: block; inline-size: 60rem; block-size: 30rem';
  return element;
};

/** Everything of a workbench under one provider, with a column in markup. */
function workbench(): HTMLElement {
  const log = sized(make('event-log'));
  log.append(make('event-column', { field: 'created' }), make('event-column', { field: 'action' }));
  const provider = make('event-provider', { client, urlState: '' });
  provider.append(
    make('event-time-range'),
    make('event-views', { storageKey: 'views' }),
    sized(make('event-chart')),
    sized(make('event-map')),
    make('event-facets', { fields: ['action'] }),
    make('event-notifications'),
    make('event-exports'),
    log,
  );
  return provider;
}

const KINDS: Record<string, Kind> = {
  'event-log': {
    make: () => sized(make('event-log', { client })),
    drawn: ['[role=rowgroup] [part~=row] .line'],
    use: root => press(root, '[role=rowgroup] [part~=row] .line'),
  },
  'event-detail': { make: () => make('event-detail', { record: events[0] }), drawn: ['dl'] },
  'event-json-tree': { make: () => make('event-json-tree', { value: events[0] }), drawn: ['[role=treeitem]'] },
  'event-diff': {
    make: () => make('event-diff', { before: { a: [1, 2], text: 'one two' }, after: { a: [2], text: 'one three' } }),
    drawn: ['.row'],
  },
  'event-chart': { make: () => sized(make('event-chart', { client })), drawn: ['canvas'] },
  'event-map': { make: () => sized(make('event-map', { client })), drawn: ['canvas'] },
  'event-facets': {
    make: () => make('event-facets', { client, fields: ['action', 'user.username'] }),
    drawn: ['[part~=value]'],
  },
  'event-query-input': { make: () => make('event-query-input', { value: 'action = "login"' }), drawn: ['.cm-content'] },
  'event-time-range': {
    make: () => make('event-time-range', { client }),
    drawn: ['button'],
    use: root => press(root, '[popovertarget]'),
  },
  'event-views': {
    make: () => make('event-views', { client, storageKey: 'views' }),
    drawn: ['button'],
    use: root => press(root, '[popovertarget]'),
  },
  'event-exports': {
    make: () => make('event-exports', { client }),
    drawn: ['.item'],
    use: root => press(root, '.new'),
  },
  'event-notifications': {
    make: () => make('event-notifications', { client }),
    drawn: ['.item'],
    use: root => press(root, '.bell'),
  },
  'event-rules': { make: () => make('event-rules', { client }), drawn: ['.item'] },
  'event-retention': { make: () => make('event-retention', { client }), drawn: ['.head'] },
  'event-provider': { make: workbench, drawn: [] },
};

const frame = (): Promise<void> => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));

async function until(what: string, test: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!test()) {
    if (performance.now() > deadline) throw new Error(`${what} was not drawn.`);
    await frame();
  }
}

function isDrawn(host: Element, path: readonly string[]): boolean {
  let found: Element | null | undefined = host;
  for (const selector of path) found = found?.shadowRoot?.querySelector(selector);
  return Boolean(found);
}

/** Every element of the kit that was made, as long as something holds it. */
let made: WeakRef<Element>[] = [];

function remember(element: Element): void {
  for (const one of [element, ...element.querySelectorAll('*')])
    if (one.localName.startsWith('event-')) made.push(new WeakRef(one));
}

/** Makes, shows and removes an element so often. Each fourth goes in the middle of what it has begun to do. */
async function cycle(name: string, times: number): Promise<void> {
  const { make, drawn, use } = KINDS[name]!;
  for (let i = 0; i < times; i += 1) {
    const element = make();
    remember(element);
    box.append(element);
    if (i % 4 === 3) await Promise.resolve();
    else if (name === 'event-provider') {
      for (const child of element.children) {
        const kind = KINDS[child.localName];
        if (kind) await until(child.localName, () => isDrawn(child, kind.drawn));
      }
    } else {
      await until(name, () => isDrawn(element, drawn));
      use?.(element.shadowRoot!);
      await frame();
    }
    element.remove();
    await frame();
    client.calls.length = 0; // this source remembers what it was asked, and with it by whom
  }
}

/** Elements of the kit that something still holds, once garbage has been collected; forgets them. */
function alive(): number {
  const count = made.filter(ref => ref.deref() !== undefined).length;
  made = [];
  return count;
}

(globalThis as { bench?: object }).bench = { names: () => Object.keys(KINDS), cycle, alive };
