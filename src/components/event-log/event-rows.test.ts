import { expect } from '@open-wc/testing';
import {
  EventsError,
  MemoryEventsClient,
  type EventPage,
  type EventsClient,
  type PageRequest,
} from '../../client/index.js';
import type { EventRecord } from '../../model/index.js';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { EventRows, GRACE_MS, type Question } from './event-rows.js';

/** A client whose answers the test gives, in any order. */
class SlowClient implements EventsClient {
  readonly sortable = ['created'];
  readonly calls: {
    page: number;
    search: string;
    signal: AbortSignal;
    answer(page: EventPage): void;
    fail(error: unknown): void;
  }[] = [];

  list(
    view: { search?: string },
    page: PageRequest | number,
    options: { signal?: AbortSignal } = {},
  ): Promise<EventPage> {
    return new Promise((answer, fail) => {
      this.calls.push({
        page: typeof page === 'number' ? page : page.page,
        search: view.search ?? '',
        signal: options.signal!,
        answer,
        fail,
      });
    });
  }
  get = () => Promise.reject(new Error('not asked'));
  actions = () => Promise.resolve([]);
  volume = () => Promise.resolve([]);
  histogram = () => Promise.reject(new Error('not asked'));
  places = () => Promise.reject(new Error('not asked'));
  facets = () => Promise.reject(new Error('not asked'));
  suggest = () => Promise.resolve([]);
  capabilities = () => Promise.reject(new Error('not asked'));

  /** The pages under way. */
  get open(): number[] {
    return this.calls.filter(({ signal }) => !signal.aborted).map(({ page }) => page);
  }

  /** Answers the newest call for a page with events whose keys begin with a name. */
  async answer(page: number, name = 'e', count = 1000, arrived = 0): Promise<void> {
    const call = this.calls.findLast(call => call.page === page)!;
    call.answer(pageOf(page, name, count, 10, arrived));
    await turns();
  }

  async fail(page: number, error: unknown): Promise<void> {
    this.calls.findLast(call => call.page === page)!.fail(error);
    await turns();
  }
}

/** @param arrived - how many events have come in front of the first */
function pageOf(page: number, name: string, count: number, size: number, arrived = 0): EventPage {
  const first = (page - 1) * size;
  const results = Array.from({ length: Math.max(0, Math.min(size, count - first)) }, (_, i): EventRecord => ({
    pk: `${name}-${first + i - arrived}`,
    action: 'login',
    app: '',
    created: '',
  }));
  return {
    pagination: {
      count,
      current: page,
      total_pages: Math.ceil(count / size),
      next: 0,
      previous: 0,
      start_index: 0,
      end_index: 0,
    },
    results,
  };
}

/** Lets promises settle. */
async function turns(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

const after = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

const unavailable = (retryable = true): EventsError =>
  new EventsError({ kind: 'http', status: 503, message: 'GET /x answered 503.', url: '/x', attempts: 3, retryable });

describe('EventRows', () => {
  let client: SlowClient;
  let rows: EventRows;
  let replaced: (number | null)[];
  const question = (search = ''): Question => ({ client, view: { search }, pageSize: 10 });
  const keys = (first: number, last: number): (string | undefined)[] =>
    Array.from({ length: last - first + 1 }, (_, i) => rows.row(first + i)?.pk);

  beforeEach(() => {
    client = new SlowClient();
    replaced = [];
    rows = new EventRows({ rowsChanged: () => undefined, rowsReplaced: moved => replaced.push(moved) });
  });
  afterEach(() => rows.suspend());

  it('asks for the first page, and then for what is in sight and one page ahead', async () => {
    rows.want(0, 14);
    rows.ask(question());
    expect(client.open).to.deep.equal([1]);
    await client.answer(1);
    expect(rows.status).to.equal('ready');
    expect(rows.count).to.equal(1000);
    expect(client.open).to.deep.equal([1, 2, 3]);
  });

  it('says that it is loading only when it takes a while', async () => {
    rows.ask(question());
    expect(rows.status).to.equal('waiting');
    await after(GRACE_MS + 20);
    expect(rows.status).to.equal('loading');
    await client.answer(1);
    expect(rows.status).to.equal('ready');
  });

  it('shows a fast page 3 before a slow page 2, each in its place', async () => {
    rows.want(0, 9);
    rows.ask(question());
    await client.answer(1);
    rows.want(12, 27);
    await client.answer(3);
    expect(keys(12, 12)).to.deep.equal([undefined]);
    expect(keys(20, 21)).to.deep.equal(['e-20', 'e-21']);
    await client.answer(2);
    expect(keys(12, 13)).to.deep.equal(['e-12', 'e-13']);
  });

  it('aborts what was scrolled past, and asks again after a moment', async () => {
    rows.want(0, 9);
    rows.ask(question());
    await client.answer(1);
    await client.answer(2);
    rows.want(500, 509);
    expect(client.open).to.include(51);
    const passed = client.calls.findLast(call => call.page === 51)!;
    rows.want(800, 809);
    expect(passed.signal.aborted).to.equal(true);
    expect(client.open).to.not.include(81);
    await after(120);
    expect(client.open).to.include(81);
  });

  it('never has more than three pages under way', async () => {
    rows.want(0, 80);
    rows.ask(question());
    await client.answer(1);
    expect(client.calls.filter(({ page, signal }) => page > 1 && !signal.aborted)).to.have.lengthOf(3);
  });

  it('never shows rows of an earlier search', async () => {
    rows.want(0, 9);
    rows.ask(question('old'));
    const old = client.calls[0]!;
    rows.ask(question('new'));
    expect(old.signal.aborted).to.equal(true);
    await client.answer(1, 'new');
    old.answer(pageOf(1, 'old', 1000, 10));
    await turns();
    expect(keys(0, 9).every(key => key!.startsWith('new-'))).to.equal(true);
    expect(replaced).to.deep.equal([null]);
  });

  it('keeps old rows until the answer, and no longer than the moment that is no loading', async () => {
    rows.want(0, 9);
    rows.ask(question('old'));
    await client.answer(1, 'old');
    rows.ask(question('new'));
    expect(rows.row(0)!.pk).to.equal('old-0');
    expect(rows.status).to.equal('waiting');
    await after(GRACE_MS + 20);
    expect(rows.row(0)).to.equal(undefined);
  });

  it('reads the list again behind the rows on show', async () => {
    rows.want(0, 9);
    rows.ask(question());
    await client.answer(1);
    rows.reload();
    expect(rows.reloading).to.equal(true);
    expect(keys(0, 0)).to.deep.equal(['e-0']);
    await client.answer(1, 'e2');
    expect(keys(0, 0)).to.deep.equal(['e2-0']);
    expect(replaced).to.deep.equal([null, 0]);
  });

  it('keeps what is in sight in sight when a reload brings new events above it', async () => {
    const log = (newest: number) =>
      Array.from({ length: newest }, (_, i): EventRecord => ({
        pk: `n${newest - i}`,
        action: 'login',
        app: '',
        created: new Date(2e12 - i).toISOString(),
      }));
    const held = new MemoryEventsClient(log(200));
    rows.want(50, 59);
    rows.ask({ client: held, view: {}, pageSize: 10 });
    await turns();
    const before = rows.row(50)!.pk;
    held.update(log(207));
    rows.reload();
    for (let i = 0; i < 5; i += 1) await turns();
    expect(replaced.at(-1)).to.equal(7);
    expect(rows.row(57)!.pk).to.equal(before);
  });

  it('counts what has arrived, and keeps its rows', async () => {
    rows.want(0, 9);
    rows.ask(question());
    await client.answer(1);
    await client.answer(2, 'e', 1004, 4);
    expect(rows.fresh).to.equal(4);
    expect(rows.count).to.equal(1000);
    expect(keys(9, 11)).to.deep.equal(['e-9', 'e-10', 'e-11']);
  });

  it('reads the list anew when its rows no longer hang together', async () => {
    rows.want(0, 14);
    rows.ask(question());
    await client.answer(1);
    await client.answer(2, 'other', 1004);
    expect(rows.reloading).to.equal(true);
    await client.answer(1, 'other', 1004);
    await client.answer(2, 'other', 1004);
    expect(keys(0, 14).every(key => key!.startsWith('other-'))).to.equal(true);
  });

  it('ends reading anew a list that never stands still, shows it as it comes, and says so', async () => {
    rows.want(0, 14);
    rows.ask(question());
    for (let turn = 0; turn < 8 && !rows.unsteady; turn += 1) {
      await client.answer(1, `a${turn}`, 1000);
      await client.answer(2, `b${turn}`, 1003);
    }
    expect(rows.unsteady).to.equal(true);
    await client.answer(1, 'c', 1000);
    await client.answer(2, 'd', 1003);
    expect(rows.status).to.equal('ready');
    expect(keys(0, 14)).to.not.include(undefined);
  });

  describe('when it fails', () => {
    it('says why, and that nothing is there', async () => {
      rows.ask(question());
      await client.fail(1, unavailable(false));
      expect(rows.status).to.equal('failed');
      expect(rows.failure!.error).to.be.instanceOf(EventsError);
      expect(rows.failure!.retryAt).to.equal(null);
    });

    it('tries again by itself where that may help, at a time it names', async () => {
      rows.ask(question());
      await client.fail(1, unavailable());
      expect(rows.failure!.retryAt! - Date.now()).to.be.within(4000, 5000);
    });

    it('leaves a server alone for as long as it asked to be', async () => {
      rows.ask(question());
      const busy = new EventsError({
        kind: 'http',
        status: 429,
        message: 'busy',
        url: '/x',
        retryAfterMs: 30_000,
        retryable: true,
      });
      await client.fail(1, busy);
      expect(rows.failure!.retryAt! - Date.now()).to.be.within(29_000, 30_000);
    });

    it('tries again when told to, and is well after an answer', async () => {
      rows.want(0, 9);
      rows.ask(question());
      await client.fail(1, unavailable());
      rows.retry();
      expect(rows.busy).to.equal(true);
      await client.answer(1);
      expect(rows.status).to.equal('ready');
      expect(rows.failure).to.equal(null);
    });

    it('keeps rows when a reload fails, and says that they are old', async () => {
      rows.want(0, 9);
      rows.ask(question());
      await client.answer(1);
      rows.reload();
      await client.fail(1, unavailable());
      expect(rows.status).to.equal('ready');
      expect(rows.stale).to.equal(true);
      expect(rows.row(0)!.pk).to.equal('e-0');
      rows.retry();
      await client.answer(1, 'e2');
      expect(rows.stale).to.equal(false);
      expect(rows.row(0)!.pk).to.equal('e2-0');
    });

    it('does not show rows of an earlier question under a failed one', async () => {
      rows.want(0, 9);
      rows.ask(question('old'));
      await client.answer(1, 'old');
      rows.ask(question('new'));
      await client.fail(1, unavailable());
      expect(rows.status).to.equal('failed');
      expect(rows.row(0)).to.equal(undefined);
    });

    it('asks for a failed page again only when told to', async () => {
      rows.want(0, 9);
      rows.ask(question());
      await client.answer(1);
      await client.fail(2, unavailable(false));
      const { length } = client.calls;
      rows.want(3, 12);
      expect(client.calls.filter(({ page }) => page === 2)).to.have.lengthOf(1);
      rows.retry();
      expect(client.calls.length).to.be.greaterThan(length);
      await client.answer(2);
      expect(rows.failure).to.equal(null);
    });

    it('survives a client that throws at once, and one that answers nonsense', async () => {
      const broken = {
        sortable: [],
        list: () => {
          throw new Error('broken');
        },
      } as unknown as EventsClient;
      rows.ask({ client: broken, view: {}, pageSize: 10 });
      await turns();
      expect(rows.status).to.equal('failed');
      const mad = {
        sortable: [],
        list: () => Promise.resolve({ results: [null, 3, { pk: 'a' }], pagination: { count: -1 } }),
      };
      rows.ask({ client: mad as unknown as EventsClient, view: {}, pageSize: 10 });
      await turns();
      expect(rows.status).to.equal('ready');
      expect(rows.count).to.equal(3);
    });
  });

  it('begins at the front when the list has become shorter than the page in sight', async () => {
    rows.want(0, 9);
    rows.ask(question());
    await client.answer(1);
    await client.answer(2);
    rows.want(500, 509);
    const gone = new EventsError({ kind: 'http', status: 404, message: 'Invalid page.', url: '/x' });
    await client.fail(51, gone);
    await client.answer(1, 'e', 25);
    expect(rows.count).to.equal(25);
    expect(rows.failure).to.equal(null);
  });

  it('stops for good when its element leaves, and goes on when it is back', async () => {
    rows.want(0, 9);
    rows.ask(question());
    rows.suspend();
    expect(client.open).to.deep.equal([]);
    rows.resume();
    expect(client.open).to.deep.equal([1]);
    await client.answer(1);
    expect(rows.status).to.equal('ready');
  });

  it('forgets everything when there is nobody to ask', async () => {
    rows.want(0, 9);
    rows.ask(question());
    await client.answer(1);
    rows.ask(null);
    expect(rows.status).to.equal('idle');
    expect(rows.count).to.equal(0);
  });

  describe('with what a client can tell at a glance', () => {
    const glanced = (name: string): EventsClient =>
      Object.assign(client, { glance: () => pageOf(1, name, 1000, 10) } satisfies Partial<EventsClient>);

    it('shows it at once, and asks for the list when it has been drawn', async () => {
      rows.ask({ client: glanced('e'), view: {}, pageSize: 10 });
      expect([rows.status, rows.count, rows.reloading]).to.deep.equal(['ready', 1000, true]);
      expect(keys(0, 1)).to.deep.equal(['e-0', 'e-1']);
      expect(client.open).to.deep.equal([]);
      await waitUntil(() => client.open.length > 0, 'The list is never asked for.');
      expect(client.open).to.deep.equal([1]);
      await client.answer(1);
      expect(rows.reloading).to.equal(false);
      expect(replaced).to.deep.equal([null, 0]);
    });

    it('puts right what was wrong with it', async () => {
      rows.ask({ client: glanced('seems'), view: {}, pageSize: 10 });
      expect(keys(0, 0)).to.deep.equal(['seems-0']);
      await waitUntil(() => client.open.length > 0, 'The list is never asked for.');
      await client.answer(1, 'is');
      expect(keys(0, 1)).to.deep.equal(['is-0', 'is-1']);
    });

    it('asks nothing more of a question that is over', async () => {
      rows.ask({ client: glanced('e'), view: {}, pageSize: 10 });
      rows.ask({ client: new SlowClient(), view: {}, pageSize: 10 });
      expect(rows.status).to.equal('waiting');
      rows.ask({ client: glanced('other'), view: {}, pageSize: 10 });
      await waitUntil(() => client.open.length > 0, 'The list is never asked for.');
      expect(client.calls.length).to.equal(1);
    });

    it('takes a glance that fails for none', () => {
      const broken = Object.assign(client, {
        glance: () => {
          throw new Error('no');
        },
      });
      rows.ask({ client: broken, view: {}, pageSize: 10 });
      expect(rows.status).to.equal('waiting');
      expect(client.open).to.deep.equal([1]);
    });
  });
});
