import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { EventsError, MemoryEventsClient, type DataExport, type EventsClient } from '../../client/index.js';
import { ManagedClient, refusal } from '../../client/test/manage-fake.js';
import type { EventRecord } from '../../model/index.js';
import '../event-provider/define.js';
import { EventExportRequestEvent, type EventProvider } from '../event-provider/index.js';
import './define.js';
import type { EventExports, EventExportsStartEvent } from './index.js';

const RECORDS = Array.from({ length: 120 }, (_, i) => ({
  pk: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
  action: i % 2 ? 'login' : 'logout',
  app: 'x',
  created: new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString(),
  user: { username: i === 119 ? '=cmd()' : 'bob' },
})) as EventRecord[];

/** One a second from a moment on. */
const many = (count: number, from = Date.UTC(2026, 0, 1)): EventRecord[] =>
  Array.from({ length: count }, (_, i) => ({
    pk: `${from}-${i}`,
    action: 'login',
    app: 'x',
    created: new Date(from + i * 1_000).toISOString(),
  }));
const newer = (count: number): EventRecord[] => many(count, Date.UTC(2026, 1, 1));

const DONE: DataExport = {
  id: 'a',
  requested_by: { username: 'marta' },
  requested_on: '2026-11-22T11:00:00Z',
  query_params: { search: 'action = "login"', ordering: '-created' },
  file_url: '/files/a.csv',
  completed: true,
  status: 'completed',
  rows: 14_302,
  bytes: 9_126_400,
};

interface Saved {
  name: string;
  blob: Blob;
}

describe('event-exports', () => {
  let client: ManagedClient;
  let saved: Saved[];
  const real = {
    create: URL.createObjectURL.bind(URL),
    picker: Object.getOwnPropertyDescriptor(globalThis, 'showSaveFilePicker'),
  };

  beforeEach(() => {
    client = new ManagedClient(RECORDS);
    saved = [];
    let blob: Blob;
    URL.createObjectURL = given => real.create((blob = given as Blob));
    HTMLAnchorElement.prototype.click = function () {
      saved.push({ name: this.download, blob });
    };
    Object.defineProperty(globalThis, 'showSaveFilePicker', { value: undefined, configurable: true, writable: true });
  });
  afterEach(() => {
    URL.createObjectURL = real.create;
    delete (HTMLAnchorElement.prototype as { click?: unknown }).click; // that of every element is back
    if (real.picker) Object.defineProperty(globalThis, 'showSaveFilePicker', real.picker);
    else delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker;
  });

  const show = async (given: EventsClient | null = client, search = ''): Promise<EventExports> => {
    const element = await fixture<EventExports>(
      html`<event-exports .client=${given} search=${search} time-zone="Europe/Vienna"></event-exports>`,
    );
    await settled(element);
    return element;
  };
  /** Answers of the fake come within microtasks. */
  const settled = async (element: EventExports): Promise<void> => {
    await aTimeout(0);
    await element.updateComplete;
  };
  const all = (element: EventExports, selector: string): HTMLElement[] => [
    ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
  ];
  const one = <T extends HTMLElement = HTMLElement>(element: EventExports, selector: string): T =>
    element.shadowRoot!.querySelector<T>(selector)!;
  const text = (element: EventExports, selector: string): string =>
    (one(element, selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const ask = async (element: EventExports): Promise<void> => {
    one(element, '.new').click();
    await settled(element);
  };
  const facts = (element: EventExports): Record<string, string> => {
    const names = all(element, 'dialog.confirm dt').map(dt => dt.textContent.trim());
    return Object.fromEntries(
      all(element, 'dialog.confirm dd').map((dd, i) => [names[i]!, dd.textContent.replace(/\s+/g, ' ').trim()]),
    );
  };
  const radio = (element: EventExports, name: string, value: string): void =>
    one(element, `input[name="${name}"][value="${value}"]`).click();
  const calls = (name: string): unknown[][] => client.calls.filter(call => call.name === name).map(({ args }) => args);

  it('shows exactly what will be exported before it exports anything', async () => {
    const element = await show(client, 'action = "login"');
    element.from = '2026-01-01T00:00:10Z';
    element.ordering = 'created';
    await ask(element);
    expect(one<HTMLDialogElement>(element, 'dialog.confirm').open).to.be.true;
    await waitUntil(() => facts(element)['Rows'] !== 'Counting…'); // the query language is loaded first
    const shown = facts(element);
    expect(shown['Query']).to.equal('action = "login"');
    expect(shown['Time range']).to.match(/^From .*01:00:10\.000.* on$/);
    expect(shown['Order']).to.equal('oldest first');
    expect(shown['Columns']).to.equal('Time, Action, User, What happened, From');
    expect(shown['Time zone']).to.equal('Europe/Vienna');
    expect(shown['Rows']).to.equal('55 events');
    expect(calls('exports.start')).to.deep.equal([]);
    expect(saved).to.deep.equal([]);
  });

  it('starts an export on the server with what was confirmed', async () => {
    const element = await show(client, 'action = "login"');
    await ask(element);
    setTimeout(() => one(element, '.start').click());
    const { detail } = await oneEvent<EventExportsStartEvent>(element, 'event-exports-start');
    expect(detail.dataExport!.status).to.equal('queued');
    const [[view, options]] = calls('exports.start') as [[{ search: string }, object]];
    expect(view.search).to.equal('action = "login"');
    expect(options).to.deep.equal({
      format: 'csv',
      timeZone: 'Europe/Vienna',
      columns: ['created', 'action', 'user', 'summary', 'client_ip'],
    });
    await settled(element);
    expect(one<HTMLDialogElement>(element, 'dialog.confirm').open).to.be.false;
    expect(text(element, '.item[data-status="waiting"]')).to.contain('Waiting for the server');
  });

  it('promises an authentik server nothing it cannot do', async () => {
    client.level = 2;
    const element = await show();
    await ask(element);
    await settled(element);
    expect(facts(element)['Columns']).to.equal('Chosen by the server, as CSV');
    expect(one(element, 'input[name="format"]')).to.equal(null);
    one(element, '.start').click();
    await settled(element);
    expect(calls('exports.start')[0]![1]).to.deep.equal({});
  });

  it('says that a licence is missing, and offers to export here', async () => {
    client.fail['exports.start'] = refusal(400, 'Enterprise is required to create/update this object.');
    const element = await show();
    await ask(element);
    one(element, '.start').click();
    await settled(element);
    expect(text(element, 'dialog.confirm .note')).to.contain('no licence').and.contain('Enterprise is required');
    one(element, 'dialog.confirm p > .link').click();
    await element.updateComplete;
    expect(one<HTMLInputElement>(element, 'input[value="browser"]').checked).to.be.true;
    expect(one(element, 'dialog.confirm .note')).to.equal(null);
  });

  it('exports here: the columns in their order, times in the zone, formulas guarded, and says what it did', async () => {
    const element = await show(new MemoryEventsClient(RECORDS), 'action = "login"');
    await ask(element);
    expect(one(element, 'input[name="place"]')).to.equal(null);
    one(element, '.start').click();
    await waitUntil(() => saved.length === 1);
    await settled(element);
    const csv = await saved[0]!.blob.text();
    const lines = csv.replace('\ufeff', '').trimEnd().split('\r\n');
    expect(lines[0]).to.equal('"Time","Action","User","What happened","From"');
    expect(lines).to.have.length(61);
    expect(lines[1]).to.match(/^"2026-01-01T01:01:59\+01:00","login","'=cmd\(\)"/);
    expect(saved[0]!.name).to.match(/^events-.*\.csv$/);
    expect([...new Uint8Array(await saved[0]!.blob.slice(0, 3).arrayBuffer())]).to.deep.equal([0xef, 0xbb, 0xbf]);
    await waitUntil(() => one(element, '.run').dataset['status'] === 'finished');
    await element.updateComplete;
    expect(text(element, '.run')).to.contain('All 60 events asked for were written.').and.contain('1 cell could run');
  });

  it('exports everything as JSON Lines with a manifest of what it is', async () => {
    const element = await show(new MemoryEventsClient(RECORDS));
    await ask(element);
    radio(element, 'format', 'jsonl');
    radio(element, 'everything', 'yes');
    await element.updateComplete;
    expect(facts(element)['Columns']).to.equal('Everything in each event');
    one(element, 'dialog.confirm input[type="checkbox"]').click();
    one(element, '.start').click();
    await waitUntil(() => saved.length === 1);
    await waitUntil(() => one(element, '.run')?.dataset['status'] === 'finished');
    expect((await saved[0]!.blob.text()).split('\n')).to.have.length(121);
    await element.updateComplete;
    all(element, '.run .link').at(-1)!.click();
    const manifest = JSON.parse(await saved[1]!.blob.text()) as { sha256: string; rows: { written: number } };
    expect(manifest.rows.written).to.equal(120);
    expect(manifest.sha256).to.match(/^[0-9a-f]{64}$/);
  });

  it('writes to the file a reader chose, and starts nothing when they chose none', async () => {
    const chunks: Uint8Array[] = [];
    let choices = 0;
    const picker = (): Promise<unknown> => {
      choices += 1;
      if (choices === 1) return Promise.reject(new DOMException('', 'AbortError'));
      const sink = new WritableStream<Uint8Array>({ write: chunk => void chunks.push(chunk) });
      return Promise.resolve({ name: 'mine.csv', createWritable: () => Promise.resolve(sink) });
    };
    (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker = picker;
    const element = await show(new MemoryEventsClient(RECORDS));
    await ask(element);
    one(element, '.start').click();
    await settled(element);
    expect(one<HTMLDialogElement>(element, 'dialog.confirm').open).to.be.true;
    expect(one(element, '.run')).to.equal(null);
    one(element, 'dialog.confirm input[type="checkbox"]').click(); // without a byte order mark
    one(element, '.start').click();
    await waitUntil(() => one(element, '.run')?.dataset['status'] === 'finished');
    expect(text(element, '.run b')).to.equal('mine.csv');
    expect(chunks.length).to.be.greaterThan(1);
    expect(String.fromCharCode(...chunks[0]!.subarray(0, 5))).to.equal('"Time');
    expect(saved).to.deep.equal([]);
  });

  it('stops at a fault, says so, and resumes', async () => {
    const element = await show();
    await ask(element);
    radio(element, 'place', 'browser');
    client.fail['list'] = refusal(503, 'Down.');
    one(element, '.start').click();
    await waitUntil(() => one(element, '.run')?.dataset['status'] === 'interrupted');
    expect(text(element, '.run')).to.contain('Nothing is lost').and.contain('Down.');
    client.fail = {};
    one(element, '.run .link').click();
    await waitUntil(() => one(element, '.run').dataset['status'] === 'finished');
    expect(saved).to.have.length(1);
  });

  it('says why another number was written than was asked for', async () => {
    const twice = many(599);
    // What happens to the log once its first page has been read, and what the last line then says.
    const cases: [before: EventRecord[], after: EventRecord[], said: string][] = [
      [many(600), many(600).slice(50), '600 events asked for, 550 written. 50 were deleted meanwhile.'],
      [many(600), [...many(600), ...newer(7)], 'All 600 events asked for were written.'],
      [[...twice, twice[598]!], [...twice, twice[598]!], '600 events asked for, 599 written. 1 '],
    ];
    for (const [before, after, said] of cases) {
      const memory = new MemoryEventsClient(before);
      let calls = 0;
      const list: EventsClient['list'] = (view, page, options) => {
        calls += 1;
        if (calls === 4) memory.update(after);
        return memory.list(view, page, options);
      };
      const element = await show(Object.assign(Object.create(memory) as EventsClient, { list }));
      await ask(element);
      one(element, '.start').click();
      await waitUntil(() => one(element, '.run')?.dataset['status'] === 'finished');
      await element.updateComplete;
      expect(text(element, '.run .item-text p')).to.contain(said);
    }
  });

  it('hides in file and manifest what is masked', async () => {
    const secret = 'bob@example.org';
    const records = RECORDS.map(record => ({
      ...record,
      user: { username: 'bob', email: secret },
      client_ip: '192.0.2.9',
    }));
    client = new ManagedClient(records);
    const element = await show();
    element.mask = { paths: ['user.email', 'client_ip'] };
    element.columns = ['created', 'user.email', 'user', 'client_ip', 'context'];
    await ask(element);
    // A server knows nothing of masks, so there is no export by it.
    expect(one(element, 'input[name="place"]')).to.equal(null);
    all(element, 'dialog.confirm input[type="checkbox"]').at(-1)!.click();
    one(element, '.start').click();
    await waitUntil(() => saved.length === 1);
    await waitUntil(() => one(element, '.run').dataset['status'] === 'finished');
    await element.updateComplete;
    all(element, '.run .link').at(-1)!.click();
    const written = (await Promise.all(saved.map(({ blob }) => blob.text()))).join('\n');
    expect(written).to.contain('••••').and.contain('"sha256"');
    expect(written).to.not.contain(secret);
    expect(written).to.not.contain('192.0.2.9');
  });

  it('cancels without leaving a file, and forgets it when told', async () => {
    const element = await show({ list: () => new Promise(() => undefined) } as unknown as EventsClient);
    element.start();
    await settled(element);
    one(element, '.start').click();
    await waitUntil(() => one(element, '.run'));
    one(element, '.run [aria-label="Cancel the export"]').click();
    await waitUntil(() => one(element, '.run').dataset['status'] === 'cancelled');
    await element.updateComplete;
    expect(text(element, '.run')).to.contain('There is no file');
    expect(saved).to.deep.equal([]);
    all(element, '.run .icon-btn').at(-1)!.click();
    await element.updateComplete;
    expect(one(element, '.run')).to.equal(null);
  });

  it('is opened by a wish of any element of its provider, with the columns of that', async () => {
    const provider = await fixture<EventProvider>(
      html`<event-provider .client=${client}
        ><p></p>
        <event-exports></event-exports
      ></event-provider>`,
    );
    const element = provider.querySelector('event-exports')!;
    await settled(element);
    const wish = new EventExportRequestEvent([{ field: 'pk', label: 'Key' }, { field: 'context.geo.city' }]);
    provider.querySelector('p')!.dispatchEvent(wish);
    await settled(element);
    expect(wish.handled).to.be.true;
    expect(one<HTMLDialogElement>(element, 'dialog.confirm').open).to.be.true;
    expect(facts(element)['Columns']).to.equal('Key, context.geo.city');
  });

  it('says that a query cannot run before anything is started', async () => {
    const element = await show(client, 'action = login');
    await ask(element);
    await waitUntil(() => one(element, 'dialog.confirm .note'));
    expect(text(element, 'dialog.confirm .note')).to.contain('Put text in quotes.');
    expect(text(element, 'dialog.confirm')).not.to.contain('instead');
  });

  it('names an export without a query by what else it was narrowed by', async () => {
    client.stored.exports = [
      { ...DONE, id: '1', query_params: { ordering: 'created', actions: ['login', 'logout'], client_ip: '192.0.2.7' } },
      { ...DONE, id: '2', query_params: { ordering: 'created' } },
    ];
    const element = await show();
    expect(all(element, '.item-head b').map(title => title.textContent.trim())).to.deep.equal([
      'actions: ["login","logout"], client_ip: 192.0.2.7',
      'All events',
    ]);
  });

  it('lists exports in every state, and shows what was asked for', async () => {
    client.stored.exports = [
      { ...DONE, id: 'r', completed: false, status: 'running', rows: 6_120, total: 14_302 },
      DONE,
      { ...DONE, id: 'f', completed: false, status: 'failed', error: { code: 'rows', detail: 'Too many.' } },
      { ...DONE, id: 'e', status: 'expired', query_params: {} },
      { id: 'old', requested_on: '', query_params: null, file_url: '', completed: true } as unknown as DataExport,
    ];
    const element = await show();
    expect(all(element, '.item').map(item => item.dataset['status'])).to.deep.equal([
      'running',
      'ready',
      'failed',
      'expired',
      'ready',
    ]);
    expect(text(element, '.item[data-id="r"]')).to.contain('6,120 of 14,302 events');
    expect(text(element, '.item[data-id="a"]')).to.contain('14,302 events, 9.1 MB · by marta');
    expect(text(element, '.item[data-id="f"]')).to.contain('Failed: Too many.');
    expect(one(element, '.item[data-id="e"] .download')).to.equal(null);
    one(element, '.item[data-id="a"] .review').click();
    await element.updateComplete;
    expect(text(element, '.item[data-id="a"] .facts')).to.contain('action = "login"').and.contain('newest first');
  });

  it('downloads the file of an export under its name', async () => {
    client.stored.exports = [DONE];
    const element = await show();
    one(element, '.download').click();
    await waitUntil(() => saved.length === 1);
    expect(saved[0]!.name).to.equal('events.csv');
    expect(await saved[0]!.blob.text()).to.equal('"pk"\r\n"1"\r\n');
  });

  it('offers the address of a file that no script may read', async () => {
    client.stored.exports = [DONE];
    client.fail['exports.download'] = new EventsError({ kind: 'network', message: 'No answer.', url: '' });
    const element = await show();
    one(element, '.download').click();
    await settled(element);
    expect(text(element, '.note')).to.contain('There was no answer.');
    expect(one<HTMLAnchorElement>(element, '.note a').href).to.equal('https://id.example.test/files/a.csv');
    expect(one<HTMLButtonElement>(element, '.download').disabled).to.be.false;
  });

  it('says so when a file is gone, and reads the list again', async () => {
    client.stored.exports = [DONE];
    const element = await show();
    client.fail['exports.download'] = refusal(404, 'Not found.');
    client.stored.exports = [];
    one(element, '.download').click();
    await settled(element);
    expect(text(element, '.note')).to.contain('not there any more');
    expect(text(element, '.blank')).to.contain('No exports yet');
  });

  it('deletes one, or many at once, after asking', async () => {
    client.stored.exports = ['a', 'b', 'c'].map(id => ({ ...DONE, id }));
    const element = await show();
    one(element, '.item[data-id="a"] .remove').click();
    await settled(element);
    expect(one<HTMLDialogElement>(element, 'dialog.deletion').open).to.be.true;
    expect(calls('exports.remove')).to.deep.equal([]);
    one(element, '.delete').click();
    await settled(element);
    expect(all(element, '.item').map(item => item.dataset['id'])).to.deep.equal(['b', 'c']);
    for (const box of all(element, '.choose')) box.click();
    await element.updateComplete;
    client.stored.exports = client.stored.exports.filter(({ id }) => id !== 'b'); // somebody else was quicker
    expect(text(element, '.head .danger')).to.equal('Delete 2 exports');
    one(element, '.head .danger').focus();
    one(element, '.head .danger').click();
    await settled(element);
    setTimeout(() => one(element, '.delete').click());
    const { detail } = await oneEvent<CustomEvent<{ ids: string[] }>>(element, 'event-exports-delete');
    expect(detail.ids).to.deep.equal(['b', 'c']);
    await settled(element);
    expect(text(element, '.blank')).to.contain('No exports yet');
    // The button that had the focus is gone with what it was for.
    expect(element.shadowRoot!.activeElement).to.equal(one(element, '.new'));
  });

  it('says what it may not do, and lets it be tried again', async () => {
    client.fail['exports.list'] = refusal(403, 'No permission.');
    const element = await show();
    expect(text(element, '.note')).to.contain('You may not do that.').and.contain('No permission.');
    client.fail = {};
    one(element, '.note .link').click();
    await settled(element);
    expect(text(element, '.blank')).to.contain('No exports yet');
  });

  it('goes on when it is moved, and stops when it is taken away', async () => {
    const element = await show({ list: () => new Promise(() => undefined) } as unknown as EventsClient);
    element.start();
    await settled(element);
    one(element, '.start').click();
    await waitUntil(() => one(element, '.run'));
    const box = document.createElement('div');
    element.parentElement!.append(box);
    box.append(element);
    await settled(element);
    expect(one(element, '.run').dataset['status']).to.equal('running');
    element.remove();
    await aTimeout(0);
    box.append(element);
    await settled(element);
    expect(one(element, '.run')).to.equal(null);
    box.remove();
  });

  it('says what is missing without a source, and without a server', async () => {
    const bare = await show(null);
    expect(text(bare, '.blank')).to.not.equal('');
    expect(one<HTMLButtonElement>(bare, '.new').disabled).to.be.true;
    expect(text(await show(new MemoryEventsClient([])), '.blank')).to.contain('exported in this page');
  });

  it('takes anything for an export, and shows it as text', async () => {
    client.stored.exports = [
      { ...DONE, id: '1', query_params: { search: '<img src=x onerror=alert(1)>', x: { y: 1 } } },
      { ...DONE, id: '2', query_params: { search: '\u202Etxt'.repeat(2_000) }, bytes: -1, rows: NaN },
    ];
    const element = await show();
    for (const button of all(element, '.review')) button.click();
    await element.updateComplete;
    expect(one(element, 'img')).to.equal(null);
    expect(text(element, '.item[data-id="1"] b')).to.equal('<img src=x onerror=alert(1)>');
    expect(one(element, '.item[data-id="2"] .ctl')).to.not.equal(null);
  });

  it('passes axe, list and confirmation', async () => {
    client.stored.exports = [DONE, { ...DONE, id: 'r', completed: false, status: 'running', rows: 1, total: 2 }];
    const element = await show();
    await expect(element).to.be.accessible();
    await ask(element);
    await expect(element).to.be.accessible();
  });
});
