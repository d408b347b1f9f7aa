import { expect, fixture, html } from '@open-wc/testing';
import './define.js';
import {
  EventLayoutRequestEvent,
  EventRangeRequestEvent,
  EventRefreshRequestEvent,
  EventSearchRequestEvent,
  EventSelectRequestEvent,
  type EventProvider,
} from './index.js';

describe('event-provider with url-state', () => {
  const before = location.href;
  const params = (): Record<string, string> => {
    const found = Object.fromEntries(new URLSearchParams(location.search));
    for (const name of Object.keys(found)) if (name.startsWith('wtr-')) delete found[name];
    return found;
  };
  const go = (query: Record<string, string>, hash = ''): void => {
    const url = new URL(before);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    url.hash = hash;
    history.replaceState({ router: 7 }, '', url);
  };
  const turn = (): Promise<void> => Promise.resolve();
  const show = (prefix = ''): Promise<EventProvider> =>
    fixture(html`<event-provider url-state=${prefix} search="mine" from="now-7d"></event-provider>`);
  /** The parameters of each entry that is made from here on. */
  const pushed = (): Record<string, string>[] => {
    const found: Record<string, string>[] = [];
    history.pushState = (...args) => {
      History.prototype.pushState.apply(history, args);
      found.push(params());
    };
    return found;
  };
  afterEach(() => {
    Reflect.deleteProperty(history, 'pushState');
    history.replaceState(null, '', before);
  });

  it("takes the view from the address, and the page's own where it says nothing", async () => {
    go({ q: 'action = "login"', to: '2026-11-22', order: 'action', zone: 'Asia/Tokyo', event: 'abc' });
    const provider = await show();
    const { search, from, to, ordering, timeZone } = provider;
    expect({ search, from, to, ordering, timeZone }).to.deep.equal({
      search: 'action = "login"',
      from: 'now-7d',
      to: '2026-11-22',
      ordering: 'action',
      timeZone: 'Asia/Tokyo',
    });
  });

  it('writes what was changed, and keeps what is not its own', async () => {
    go({ tab: 'log' }, '#top');
    const provider = await show('ev-');
    await turn();
    expect(params()).to.deep.equal({ tab: 'log' });
    provider.dispatchEvent(new EventSearchRequestEvent('a & b'));
    provider.dispatchEvent(new EventRangeRequestEvent({ from: null, to: 'today' }));
    provider.dispatchEvent(new EventLayoutRequestEvent('chart', { form: 'table' }));
    await turn();
    expect(params()).to.deep.equal({
      tab: 'log',
      'ev-q': 'a & b',
      'ev-from': '',
      'ev-to': 'today',
      'ev-layout': '{"chart":{"form":"table"}}',
    });
    expect(location.hash).to.equal('#top');
    expect(history.state).to.deep.equal({ router: 7 });
    provider.search = 'mine';
    await turn();
    expect(params()).not.to.have.property('ev-q');
  });

  it('shows the same for a link that was copied', async () => {
    go({});
    const sender = await show();
    sender.dispatchEvent(new EventSearchRequestEvent(''));
    sender.dispatchEvent(new EventRangeRequestEvent({ from: null, to: null }));
    await turn();
    sender.remove();
    const receiver = await show();
    expect([receiver.search, receiver.from, receiver.to]).to.deep.equal(['', '', '']);
  });

  it("follows the page's router, until it is gone", async () => {
    go({});
    const provider = await show();
    go({ q: 'back' });
    dispatchEvent(new PopStateEvent('popstate'));
    expect(provider.search).to.equal('back');
    provider.remove();
    go({ q: 'later' });
    dispatchEvent(new PopStateEvent('popstate'));
    expect(provider.search).to.equal('back');
    provider.search = 'not written';
    await turn();
    expect(params()).to.deep.equal({ q: 'later' });
  });

  // Going back for real is tested on the whole page (test/e2e): one step too far would end the page of the runner.
  it('makes an entry of the history of what a reader asked for, so that Back undoes it', async () => {
    go({});
    const provider = await show();
    const pushes = pushed();
    provider.dispatchEvent(new EventSearchRequestEvent('one'));
    provider.dispatchEvent(new EventRangeRequestEvent({ from: 'today', to: null })); // of the same press
    await turn();
    provider.dispatchEvent(new EventSearchRequestEvent('two'));
    await turn();
    expect(pushes).to.deep.equal([
      { q: 'one', from: 'today' },
      { q: 'two', from: 'today' },
    ]);
    expect(history.state).to.deep.equal({ router: 7 });
    const seen = (): string[] => [provider.search, provider.from];
    for (const [entry, view] of [
      [{ q: 'one', from: 'today' }, ['one', 'today']],
      [{}, ['mine', 'now-7d']],
      [{ q: 'two', from: 'today' }, ['two', 'today']],
    ] as const) {
      go(entry);
      dispatchEvent(new PopStateEvent('popstate'));
      await turn();
      expect(seen()).to.deep.equal(view);
      expect(params()).to.deep.equal(entry);
    }
    expect(pushes).to.have.lengthOf(2);
  });

  it('makes no entry of anything else', async () => {
    go({});
    const provider = await show();
    const pushes = pushed();
    const changes: (() => unknown)[] = [
      () => (provider.search = 'by the page'),
      () => provider.dispatchEvent(new EventSearchRequestEvent('by the page')),
      () => provider.dispatchEvent(new EventSelectRequestEvent('an event')),
      () => provider.dispatchEvent(new EventLayoutRequestEvent('chart', { form: 'table' })),
      () => provider.dispatchEvent(new EventRefreshRequestEvent()),
      () => (provider.urlHistory = 'replace'),
      () => provider.dispatchEvent(new EventSearchRequestEvent('where a router owns the history')),
    ];
    for (const change of changes) {
      change();
      await turn();
    }
    expect(pushes).to.deep.equal([]);
    expect(params()).to.deep.include({ q: 'where a router owns the history', event: 'an event' });
  });

  it('is not led astray by an address that somebody made', async () => {
    go({ q: 'x'.repeat(500), layout: '[1', event: '<b>' });
    const provider = await show();
    expect(provider.search).to.have.length(500);
    go({ layout: '{"chart": 7}' });
    dispatchEvent(new PopStateEvent('popstate'));
    expect(provider.search).to.equal('mine');
  });

  it('leaves the address alone when it is not asked to', async () => {
    go({});
    const provider = await fixture<EventProvider>(html`<event-provider></event-provider>`);
    provider.search = 'x';
    await turn();
    expect(params()).to.deep.equal({});
  });
});
