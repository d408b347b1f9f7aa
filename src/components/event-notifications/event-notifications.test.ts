import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import type { EventNotification } from '../../client/index.js';
import { ManagedClient, refusal } from '../../client/test/manage-fake.js';
import './define.js';
import type { EventNotifications } from './index.js';

const notice = (pk: string, more: Partial<EventNotification> = {}): EventNotification => ({
  pk,
  severity: 'notice',
  body: `Body ${pk}`,
  created: '2026-11-22T11:00:00Z',
  ...more,
});

describe('event-notifications', () => {
  let client: ManagedClient;
  beforeEach(() => {
    client = new ManagedClient([]);
    client.stored.notifications = [
      notice('a', { severity: 'alert' }),
      notice('b', { hyperlink: '/files/b.csv', hyperlink_label: 'Download' }),
      notice('c', { seen: true }),
    ];
  });

  const settled = async (element: EventNotifications): Promise<void> => {
    await aTimeout(0);
    await element.updateComplete;
  };
  const show = async (inline = true): Promise<EventNotifications> => {
    const element = await fixture<EventNotifications>(
      html`<event-notifications .client=${client} ?inline=${inline}></event-notifications>`,
    );
    await settled(element);
    return element;
  };
  const one = <T extends HTMLElement = HTMLElement>(element: EventNotifications, selector: string): T =>
    element.shadowRoot!.querySelector<T>(selector)!;
  const items = (element: EventNotifications): HTMLElement[] => [
    ...element.shadowRoot!.querySelectorAll<HTMLElement>('.items > li'),
  ];
  const text = (element: Element | null): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  it('lists what there is, unread ones marked in words as well', async () => {
    const element = await show();
    expect(items(element).map(item => item.classList.contains('unread'))).to.deep.equal([true, true, false]);
    expect(items(element).map(item => text(item.querySelector('p')))).to.deep.equal([
      'Alert, unread: Body a',
      'Notice, unread: Body b',
      'Notice: Body c',
    ]);
    expect(text(one(element, '.head'))).to.contain('2 unread');
  });

  it('counts unread ones on a button, and opens and closes by key', async () => {
    const element = await show(false);
    const bell = one<HTMLButtonElement>(element, '.bell');
    expect(bell.getAttribute('aria-label')).to.equal('Notifications, 2 unread');
    expect(text(one(element, '.badge'))).to.equal('2');
    bell.focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(one(element, '#panel').matches(':popover-open')).to.be.true;
    expect(bell.getAttribute('aria-expanded')).to.equal('true');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(one(element, '#panel').matches(':popover-open')).to.be.false;
    expect(element.shadowRoot!.activeElement).to.equal(bell);
  });

  it('marks one as seen, and as unread again', async () => {
    const element = await show();
    items(element)[0]!.querySelector<HTMLElement>('.seen')!.click();
    await settled(element);
    expect(client.stored.notifications[0]!.seen).to.be.true;
    expect(text(one(element, '.head'))).to.contain('1 unread');
    items(element)[0]!.querySelector<HTMLElement>('.seen')!.click();
    await settled(element);
    expect(client.stored.notifications[0]!.seen).to.be.false;
  });

  it('marks all as seen', async () => {
    const element = await show();
    one(element, '.all').click();
    await settled(element);
    expect(text(one(element, '.head'))).to.contain('none unread');
    expect(one(element, '.all')).to.equal(null);
    expect(client.stored.notifications.every(({ seen }) => seen)).to.be.true;
  });

  it('leads where a notification leads, but only to the web, and marks it as seen', async () => {
    client.stored.notifications.push(notice('x', { hyperlink: 'javascript:alert(1)', hyperlink_label: 'Run' }));
    const element = await show();
    const links = [...element.shadowRoot!.querySelectorAll('a')];
    expect(links.map(({ href }) => href)).to.deep.equal(['https://id.example.test/files/b.csv']);
    expect(text(links[0]!)).to.equal('Download');
    const urls: string[] = [];
    element.addEventListener('event-notifications-open', event => {
      urls.push(event.detail.url);
      event.preventDefault();
    });
    links[0]!.click();
    await settled(element);
    expect(urls).to.deep.equal(['https://id.example.test/files/b.csv']);
    expect(client.stored.notifications[1]!.seen).to.be.true;
  });

  describe('the file of an export, where a link carries no token', () => {
    let saved: { name: string; blob: Blob }[];
    const create = URL.createObjectURL.bind(URL);
    beforeEach(() => {
      saved = [];
      client.hasToken = true;
      client.stored.notifications[1]!.hyperlink = '/api/v3/reports/exports/e1/file/';
      let blob: Blob;
      URL.createObjectURL = given => create((blob = given as Blob));
      HTMLAnchorElement.prototype.click = function () {
        saved.push({ name: this.download, blob });
      };
    });
    afterEach(() => {
      URL.createObjectURL = create;
      delete (HTMLAnchorElement.prototype as { click?: unknown }).click; // that of every element is back
    });

    it('is read by the client and saved, and marked as seen', async () => {
      const element = await show();
      expect(one(element, 'a')).to.equal(null);
      expect(text(one(element, '.download'))).to.equal('Download');
      one(element, '.download').click();
      await element.updateComplete;
      expect(one<HTMLButtonElement>(element, '.download').disabled).to.be.true;
      await waitUntil(() => saved.length === 1);
      expect(saved[0]!.name).to.equal('events.csv');
      expect(await saved[0]!.blob.text()).to.equal('"pk"\r\n"1"\r\n');
      expect(client.stored.notifications[1]!.seen).to.be.true;
      await waitUntil(() => !one<HTMLButtonElement>(element, '.download').disabled);
      expect(one(element, 'progress')).to.equal(null);
    });

    it('is left to a page that reads it itself', async () => {
      const element = await show();
      element.addEventListener('event-notifications-open', event => event.preventDefault());
      one(element, '.download').click();
      await settled(element);
      expect(client.calls.some(({ name }) => name === 'exports.download')).to.be.false;
      expect(client.stored.notifications[1]!.seen).to.be.true;
    });

    it('is told to be gone where it is', async () => {
      const element = await show();
      client.fail['exports.download'] = refusal(404, 'Not found.');
      one(element, '.download').click();
      await waitUntil(() => text(one(element, '.note')).includes('It is not there any more.'));
      expect(saved).to.deep.equal([]);
    });
  });

  it('announces what arrives, but not what was there', async () => {
    const element = await show();
    const status = one(element, '[role="status"]');
    expect(text(status)).to.equal('');
    client.stored.notifications.unshift(notice('new', { body: 'Your export is ready' }));
    element.refresh();
    await settled(element);
    expect(text(status)).to.equal('New notification: Your export is ready');
    client.stored.notifications.unshift(notice('d'), notice('e'));
    element.refresh();
    await settled(element);
    expect(text(status)).to.equal('2 new notifications');
  });

  describe('looking for new ones', () => {
    const real = { timeout: globalThis.setTimeout, hidden: Object.getOwnPropertyDescriptor(document, 'hidden') };
    /** Timers of a second and more, which do not run by themselves here. */
    let held: { run: () => void; seconds: number }[];
    let hidden: boolean;
    beforeEach(() => {
      held = [];
      hidden = false;
      globalThis.setTimeout = ((run: () => void, ms = 0) =>
        ms < 1_000
          ? real.timeout.call(globalThis, run, ms)
          : held.push({ run, seconds: ms / 1_000 })) as unknown as typeof setTimeout;
      Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
    });
    afterEach(() => {
      globalThis.setTimeout = real.timeout;
      delete (document as { hidden?: boolean }).hidden;
      if (real.hidden) Object.defineProperty(document, 'hidden', real.hidden);
    });
    const looks = (): number => client.calls.filter(({ name }) => name === 'notifications.list').length;
    const pass = async (element: EventNotifications): Promise<number> => {
      held.at(-1)!.run();
      await settled(element);
      return held.at(-1)!.seconds;
    };

    it('happens as often as the page wants, less often while the server is away, and at once when told', async () => {
      const element = await show();
      expect(held.at(-1)!.seconds).to.equal(30);
      element.poll = 5;
      expect(await pass(element)).to.equal(5);
      client.fail['notifications.list'] = refusal(503, 'Down.');
      expect([await pass(element), await pass(element), await pass(element), await pass(element)]).to.deep.equal([
        10, 20, 40, 40,
      ]);
      client.fail = {};
      expect(await pass(element)).to.equal(5);
      element.poll = 0.1; // a server that is asked more often than this is asked for nothing
      expect(await pass(element)).to.equal(2);
      const before = looks();
      element.refresh();
      await settled(element);
      expect(looks()).to.equal(before + 1);
    });

    it('waits while nobody sees the page', async () => {
      const element = await show();
      const before = looks();
      hidden = true;
      await pass(element);
      expect(looks()).to.equal(before);
      hidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      await settled(element);
      expect(looks()).to.equal(before + 1);
    });
  });

  it('asks for one severity', async () => {
    const element = await show();
    const select = one<HTMLSelectElement>(element, 'select');
    select.value = 'alert';
    select.dispatchEvent(new Event('change'));
    await settled(element);
    const asked = client.calls.filter(({ name }) => name === 'notifications.list').at(-1)!;
    expect((asked.args[0] as { severity: string }).severity).to.equal('alert');
  });

  it('deletes one', async () => {
    const element = await show();
    items(element)[0]!.querySelector<HTMLElement>('.remove')!.click();
    await settled(element);
    expect(items(element).map(({ dataset }) => dataset['pk'])).to.deep.equal(['b', 'c']);
  });

  it('says what the server refuses, and puts things back as they are', async () => {
    const element = await show();
    client.fail['notifications.markAllSeen'] = refusal(403, 'No.');
    one(element, '.all').click();
    await settled(element);
    expect(text(one(element, '.note'))).to.contain('You may not do that.');
    expect(text(one(element, '.head'))).to.contain('2 unread');
  });

  it('keeps what it knows when the server is away', async () => {
    const element = await show();
    client.fail['notifications.list'] = refusal(503, 'Down.');
    element.refresh();
    await settled(element);
    expect(text(one(element, '.note'))).to.contain('Down.');
    expect(items(element)).to.have.length(3);
  });

  it('says that there is nothing, or nobody to ask', async () => {
    client.stored.notifications = [];
    expect(text(one(await show(), '.blank'))).to.contain('No notifications');
    const none = await fixture<EventNotifications>(
      html`<event-notifications inline .events=${[]}></event-notifications>`,
    );
    expect(text(one(none, '.blank'))).to.contain('sends none');
  });

  it('shows hostile text as text', async () => {
    client.stored.notifications = [
      notice('1', { body: '<img src=x onerror=alert(1)>\u202Egpj', severity: 'fatal' as never }),
      { pk: '2' } as EventNotification,
    ];
    const element = await show();
    expect(one(element, 'img')).to.equal(null);
    expect(text(items(element)[0]!)).to.contain('<img src=x');
    expect(one(element, '.ctl')).to.not.equal(null);
    expect(items(element)).to.have.length(2);
  });

  it('passes axe, standing open and behind its button, in the dark and from right to left', async () => {
    await expect(await show()).to.be.accessible();
    const element = await show(false);
    one(element, '.bell').click();
    await settled(element);
    const box = element.parentElement!;
    box.dir = 'rtl';
    box.style.colorScheme = 'dark';
    box.style.background = '#15171a';
    await expect(element).to.be.accessible();
  });

  it('keeps the focus where a button or a notification that had it is gone', async () => {
    const element = await show();
    const focused = (): string => element.shadowRoot!.activeElement?.className ?? 'lost';
    one(element, '.all').focus();
    one(element, '.all').click();
    await waitUntil(() => one(element, '.all') === null);
    expect(element.shadowRoot!.activeElement!.localName).to.equal('select');
    for (const left of [2, 1]) {
      const last = items(element).at(-1)!.querySelector<HTMLElement>('.remove')!;
      last.focus();
      last.click();
      await waitUntil(() => items(element).length === left);
      expect(focused()).to.contain('remove');
    }
  });

  it('looks for new ones as it is opened', async () => {
    const element = await show(false);
    client.stored.notifications.unshift(notice('late'));
    one(element, '.bell').click();
    await waitUntil(() => items(element).length === 4);
    expect(one(element, '.bell').getAttribute('aria-label')).to.equal('Notifications, 3 unread');
  });

  it('announces what has come, and not what a longer list shows besides', async () => {
    const of = (i: number): EventNotification =>
      notice(`n${i}`, { created: new Date(Date.UTC(2026, 0, 1) - i * 1000).toISOString() });
    client.stored.notifications = Array.from({ length: 30 }, (_, i) => of(i));
    const element = await show();
    const said = (): string => text(one(element, '[role=status]'));
    one(element, '.more button').click();
    await waitUntil(() => items(element).length === 30);
    expect(said()).to.equal('');
    client.stored.notifications.unshift(of(-1));
    element.refresh();
    await waitUntil(() => said() !== '');
    expect(said()).to.contain('Body n-1');
  });
});
