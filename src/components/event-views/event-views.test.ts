import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../event-provider/define.js';
import type { EventProvider } from '../event-provider/index.js';
import './define.js';
import type { EventViews, SavedView, ViewStorage } from './index.js';

const MINE: SavedView = {
  name: 'Failures',
  search: 'action = "login_failed"',
  from: 'now-7d',
  to: null,
  ordering: 'created',
  timeZone: 'UTC',
  layout: { chart: { form: 'table' } },
};

describe('event-views', () => {
  let provider: EventProvider;
  let views: EventViews;
  let kept: readonly SavedView[];
  const storage = (first: unknown): ViewStorage => ({
    read: () => Promise.resolve(first),
    write: next => void (kept = next),
  });
  const part = <T extends HTMLElement>(selector: string): T => views.shadowRoot!.querySelector<T>(selector)!;
  const names = (): string[] =>
    [...views.shadowRoot!.querySelectorAll('.view')].map(({ textContent }) => textContent.trim());
  const settle = async (): Promise<void> => {
    await new Promise(resolve => setTimeout(resolve));
    await views.updateComplete;
  };
  const show = async (first: unknown = [MINE]): Promise<void> => {
    kept = [];
    provider = await fixture(
      html`<event-provider><event-views .storage=${storage(first)}></event-views></event-provider>`,
    );
    views = provider.querySelector('event-views')!;
    await settle();
  };
  const save = async (name: string): Promise<void> => {
    part<HTMLInputElement>('.field').value = name;
    part<HTMLFormElement>('form').requestSubmit();
    await settle();
  };

  it('opens a view: search, range, order, zone and layout', async () => {
    await show();
    const told = oneEvent(views, 'event-views-open');
    part('.view').click();
    expect((await told).detail.view).to.deep.equal(MINE);
    await settle();
    const { search, from, to, ordering, timeZone } = provider;
    expect({ search, from, to, ordering, timeZone }).to.deep.equal({
      search: MINE.search,
      from: 'now-7d',
      to: '',
      ordering: 'created',
      timeZone: 'UTC',
    });
    expect(part('.btn').textContent).to.contain('Failures');
    expect(part('.link')).to.equal(null);
  });

  it('saves what is looked at, and changes of it', async () => {
    await show();
    provider.search = 'login';
    provider.from = 'today';
    await save('  Today  ');
    expect(kept.map(({ name, search, from }) => [name, search, from])).to.deep.equal([
      ['Failures', MINE.search, 'now-7d'],
      ['Today', 'login', 'today'],
    ]);
    provider.search = 'logout';
    await settle();
    part('.link').click();
    await settle();
    expect(kept[1]!.search).to.equal('logout');
    expect(kept).to.have.length(2);
  });

  it('removes a view, and asks for a name before it saves', async () => {
    await show();
    await save(' ');
    expect(kept).to.deep.equal([]);
    part('li .icon-btn').click();
    await settle();
    expect(names()).to.deep.equal([]);
    expect(kept).to.deep.equal([]);
    expect(part('.none').textContent).not.to.equal('');
  });

  it('takes nothing for a view that is none', async () => {
    await show([
      null,
      7,
      { name: '' },
      { name: 'x'.repeat(500), search: 9, layout: [] },
      { name: '<img src=x onerror=alert(1)>' },
    ]);
    expect(names()).to.have.length(2);
    expect(names()[0]).to.have.length(80);
    expect(part('img')).to.equal(null);
    await show('nonsense');
    expect(names()).to.deep.equal([]);
  });

  it('says when views cannot be read or kept', async () => {
    await show();
    views.storage = { read: () => Promise.reject(new Error('no')), write: () => {} };
    await settle();
    expect(part('[role="alert"]').textContent).to.contain('read');
    views.storage = {
      read: () => [],
      write: () => {
        throw new Error('full');
      },
    };
    await settle();
    await save('Another');
    expect(part('[role="alert"]').textContent).to.contain('saved');
    expect(names()).to.deep.equal([]);
  });

  it('keeps them in the browser when it is told to, and nowhere when it is not', async () => {
    localStorage.removeItem('test-views');
    views = await fixture(html`<event-views storage-key="test-views"></event-views>`);
    await settle();
    await save('Here');
    expect(JSON.parse(localStorage.getItem('test-views')!)[0].name).to.equal('Here');
    localStorage.setItem('test-views', '{broken');
    views = await fixture(html`<event-views storage-key="test-views"></event-views>`);
    await settle();
    expect(part('[role="alert"]')).not.to.equal(null);
    localStorage.removeItem('test-views');
    views = await fixture(html`<event-views></event-views>`);
    expect(part('.btn')).to.equal(null);
  });

  it('offers a link where the provider has one', async () => {
    await show();
    expect(part('.copy-link')).to.equal(null);
    provider.urlState = 'v-';
    await provider.updateComplete;
    views.requestUpdate();
    await settle();
    expect(part('.copy-link').textContent).to.contain('Copy link');
  });

  it('passes axe, open and closed', async () => {
    await show();
    await expect(views).to.be.accessible();
    part('.btn').click();
    await settle();
    await expect(views).to.be.accessible();
  });
});
