import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { fullEvent } from '../../../stories/action-events.js';
import { click, viewport } from '../../../test/wtr/commands.js';
import type { EventRecord } from '../../model/index.js';
import '../event-provider/define.js';
import type { EventProvider } from '../event-provider/index.js';
import './define.js';
import {
  EventPermalinkRequestEvent,
  registerEventRenderer,
  type EventDetail,
  type EventMatch,
  type EventRenderer,
} from './index.js';

const one = (detail: EventDetail, selector: string) => detail.shadowRoot!.querySelector<HTMLElement>(selector);
const text = (node: Element | null | undefined) => node?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const panel = (detail: EventDetail) => text(one(detail, '#panel-details'));
const row = (detail: EventDetail, name: string) =>
  [...detail.shadowRoot!.querySelectorAll<HTMLElement>('dl > div')].find(
    div => text(div.querySelector('dt')) === name,
  )!;

async function show(record: EventRecord): Promise<EventDetail> {
  const detail = await fixture<EventDetail>(html`<event-detail time-zone="UTC" .record=${record}></event-detail>`);
  await detail.updateComplete;
  return detail;
}

const record = (n: number, more: object = {}): EventRecord => ({
  pk: `00000000-0000-4000-8000-00000000000${n}`,
  action: 'model_updated',
  app: 'a',
  created: `2026-01-0${n}T00:00:00.000${n}Z`,
  user: { pk: 5, username: 'ana', email: 'ana@acme.example' },
  client_ip: '192.0.2.7',
  context: {
    message: 'mail for ana@acme.example',
    http_request: { request_id: 'r1', path: '/x', method: 'GET' },
    model: { pk: 17, name: 'Grafana', model_name: 'provider' },
  },
  ...more,
});

/** A detail in a provider, which shows the second of three events. */
async function provided(attributes: Partial<EventProvider> = {}): Promise<[EventProvider, EventDetail]> {
  const provider = await fixture<EventProvider>(
    html`<event-provider .events=${[1, 2, 3].map(n => record(n))}><event-detail></event-detail></event-provider>`,
  );
  Object.assign(provider, attributes);
  const detail = provider.querySelector('event-detail')!;
  detail.dispatchEvent(
    new CustomEvent('event-select-request', { bubbles: true, composed: true, detail: { id: record(2).pk } }),
  );
  await waitUntil(() => one(detail, '[part="facts"]') !== null);
  return [provider, detail];
}

describe('event-detail, reading', () => {
  before(async () => {
    await viewport(1200, 900);
    await import('../../query-lang/index.js'); // loaded by the first click, which on a busy machine takes its time
  });

  describe('by a renderer of the page', () => {
    let forget: (() => void)[] = [];
    afterEach(() => {
      for (const each of forget) each();
      forget = [];
    });
    const register = (match: EventMatch, renderer: EventRenderer) =>
      forget.push(registerEventRenderer(match, renderer));

    it('shows what it draws: a template, a node, text, a list; an object as JSON', async () => {
      const detail = await show(fullEvent('login'));
      for (const [made, expected] of [
        [() => html`<b>bold</b> text`, 'bold text'],
        [() => Object.assign(document.createElement('i'), { textContent: 'node' }), 'node'],
        [() => '<b>as it is</b>', '<b>as it is</b>'],
        [() => ['a', html`<u>b</u>`], 'ab'],
        [() => ({ odd: 1 }), '{"odd":1}'],
      ] as const) {
        register('login', { label: 'Own', render: made });
        await detail.updateComplete;
        expect(panel(detail)).to.equal(expected);
        expect(text(one(detail, '[role="tab"][aria-selected="true"]'))).to.equal('Own');
      }
    });

    it('takes the one that was registered last, and goes back when it is taken away', async () => {
      const detail = await show(fullEvent('login'));
      register(() => true, { render: () => 'any' });
      register(({ action }) => action === 'login', { render: () => 'login' });
      register(() => expect.fail(), { render: () => 'never' });
      await detail.updateComplete;
      expect(panel(detail)).to.equal('login');
      forget[1]!();
      await detail.updateComplete;
      expect(panel(detail)).to.equal('any');
      forget[0]!();
      await detail.updateComplete;
      expect(panel(detail)).to.contain('Method');
    });

    it('hands it the means to show hostile values, and its own view', async () => {
      register('login', {
        render: (_, { text: shown, link, standard }) =>
          html`${shown('a\u202eb')} ${link('https://a.example/')} ${link('javascript:x')} ${standard()}`,
      });
      const detail = await show(fullEvent('login'));
      expect(panel(detail)).to.match(/^aU\+202Eb hidden characters https:\/\/a\.example\/ javascript:x Method/);
      expect([...detail.shadowRoot!.querySelectorAll('.own a')].map(a => a.getAttribute('href'))).to.deep.equal([
        'https://a.example/',
      ]);
    });

    it('shows its own view, and says why, when one throws, at once or while it is drawn', async () => {
      const fails = [
        () => {
          throw new Error('broken <b>');
        },
        () => html`<p .textContent=${{ toString: () => expect.fail('broken <b>') }}></p>`,
      ];
      for (const render of fails) {
        register('login', { render });
        const detail = await show(fullEvent('login'));
        await detail.updateComplete;
        expect(panel(detail)).to.match(/^The page's own view of this event failed: broken <b>.*Method/);
      }
    });

    it('refuses what is no renderer', () => {
      expect(() => registerEventRenderer(1 as never, { render: () => 1 })).to.throw(TypeError);
      expect(() => registerEventRenderer('x', {} as never)).to.throw(TypeError);
    });
  });

  it('gives way to what the page puts into its slot', async () => {
    const detail = await fixture<EventDetail>(
      html`<event-detail .record=${{ pk: 'x', action: 'logout' }}><p slot="details">Ours</p></event-detail>`,
    );
    expect(text(one(detail, '[role="tab"][aria-selected="true"]'))).to.equal('Details');
    expect(detail.querySelector('p')!.getClientRects()).to.have.lengthOf(1);
  });

  describe('a mail', () => {
    const BODY = `<html><head><style>p{color:red}</style><meta http-equiv="refresh" content="0;url=https://evil.example/"></head>
      <body onload="parent.hacked=1"><script>parent.hacked = 1</script><img src="https://evil.example/pixel.png" alt="Logo">
      <h1>Hello\u202e you</h1><p style="background:url(https://evil.example/x)">Press <a href="https://acme.example/go" target="_top">here</a>
      or <a href="javascript:parent.hacked=1">there</a>.</p><form action="https://evil.example/"><input name="p"></form>
      <svg onload="parent.hacked=1"><text>vector</text></svg><iframe src="https://evil.example/"></iframe></body></html>`;
    const mail = (body: string) =>
      fullEvent('email_sent') && { ...fullEvent('email_sent'), context: { subject: 's', body } };
    const frameOf = async (detail: EventDetail): Promise<Document> => {
      const frame = one(detail, 'iframe') as HTMLIFrameElement;
      await waitUntil(() => frame.contentDocument?.body?.firstElementChild);
      return frame.contentDocument!;
    };

    it('is in a frame that runs nothing, and has text and shape only', async () => {
      const detail = await show(mail(BODY));
      expect(one(detail, 'iframe')!.getAttribute('sandbox')).to.equal('allow-same-origin');
      const page = await frameOf(detail);
      expect(text(page.body)).to.equal('[Logo] HelloU+202E youPress here or there.');
      const all = [...page.body.querySelectorAll('*')];
      expect(all.map(({ localName }) => localName).join(' ')).to.equal('h1 mark p u u');
      expect(
        all.filter(each => each.matches('[src], [href], [srcset], [action], [onload], [background]')),
      ).to.deep.equal([]);
      expect(all.map(each => each.getAttribute('style') ?? '').join('')).not.to.contain('url');
      expect((window as { hacked?: unknown }).hacked).to.equal(undefined);
    });

    it('tells of pictures and links beside it', async () => {
      const detail = await show(mail(BODY));
      await frameOf(detail);
      await waitUntil(() => one(detail, '.mail-links') !== null);
      expect(panel(detail)).to.contain('1 picture was not loaded. Text and layout only; links lead nowhere.');
      expect(text(one(detail, '.mail-links'))).to.equal('here leads to acme.example');
      expect(one(detail, '.mail-links a')).to.have.property('rel', 'noopener noreferrer nofollow');
    });

    it('is there again after the element was moved', async () => {
      const detail = await show(mail('<p>Hello</p>'));
      await frameOf(detail);
      detail.parentElement!.append(document.createElement('hr'), detail);
      expect(text((await frameOf(detail)).body)).to.equal('Hello');
    });

    it('of plain text is text, and of any size begins at once', async () => {
      const detail = await show(mail('1 < 2\nand more'));
      expect(one(detail, 'iframe')).to.equal(null);
      expect(panel(detail)).to.contain('1 < 2 and more');
      detail.record = mail('<div><p>x</p>'.repeat(500_000));
      await detail.updateComplete;
      await frameOf(detail);
      await waitUntil(() => panel(detail).includes('Only its beginning is shown.'));
    });
  });

  describe('beside a list', () => {
    it('filters by a fact, out or in, in the text of the search', async () => {
      const [provider, detail] = await provided();
      await click(row(detail, 'Address').querySelector('[aria-label^="Only"], .filter')!);
      await waitUntil(() => provider.search !== '');
      expect(provider.search).to.equal('client_ip = "192.0.2.7"');
      await click(row(detail, 'User').querySelectorAll('.filter')[1]!);
      await waitUntil(() => provider.search.includes('user'));
      expect(provider.search).to.equal('client_ip = "192.0.2.7" and user.username != "ana"');
    });

    it('goes to its neighbours, each a search or a range', async () => {
      const [provider, detail] = await provided();
      provider.from = '2025-01-01';
      const names = [...detail.shadowRoot!.querySelectorAll<HTMLElement>('.nearby button')].map(text);
      expect(names).to.deep.equal([
        'Within 5 minutes',
        'By ana',
        'From 192.0.2.7',
        'In the same request',
        'Every change of Grafana',
      ]);
      for (const [id, search, from] of [
        ['actor', 'user.username = "ana"', ''],
        ['request', 'context.http_request.request_id = "r1"', ''],
        ['object', 'context.model.pk = 17 and context.model.model_name = "provider"', ''],
        ['time', '', '2026-01-01T23:55:00.000Z'],
      ] as const) {
        one(detail, `[data-id="${id}"]`)!.click();
        await waitUntil(() => provider.search === search, id);
        expect(provider.from, id).to.equal(from);
      }
      expect(provider.to).to.equal('2026-01-02T00:05:00.001Z');
    });

    it('goes on to the next event and back, and says where there is none', async () => {
      const [, detail] = await provided();
      const id = () => text(row(detail, 'Event ID').querySelector('bdi'));
      await click(one(detail, '[aria-label="Next event"]')!);
      await waitUntil(() => id() === record(1).pk);
      await click(one(detail, '[aria-label="Next event"]')!);
      await waitUntil(() => text(detail.shadowRoot!.querySelector('p[role="status"]')).includes('no event after'));
      await click(one(detail, '[aria-label="Previous event"]')!);
      await waitUntil(() => id() === record(2).pk);
    });

    it('offers none of this where there is no view to change', async () => {
      const detail = await show(record(1));
      expect(one(detail, '.nearby, .filter, [aria-label="Next event"]')).to.equal(null);
    });
  });

  it('copies the address that the page gives for the event', async () => {
    let copied = '';
    const writeText = (value: string) => Promise.resolve(void (copied = value));
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    try {
      const detail = await show(record(1));
      expect(text(one(detail, '.bar'))).to.equal('Copy JSON');
      detail.permalink = true;
      await detail.updateComplete;
      const button = one(detail, '.bar .btn')!;
      await click(button);
      await waitUntil(() => panel(detail) !== '' && text(one(detail, 'p[role="status"]')).includes('no address'));
      detail.addEventListener('event-permalink-request', event => (event.url = `/events/${event.detail.id}`), {
        once: true,
      });
      await click(button);
      await waitUntil(() => copied !== '');
      expect(copied).to.equal(`${location.origin}/events/${record(1).pk}`);
      detail.addEventListener(EventPermalinkRequestEvent.type, event => event.preventDefault());
      copied = '';
      await click(button);
      expect(copied).to.equal('');
    } finally {
      delete (navigator as { clipboard?: unknown }).clipboard;
    }
  });

  describe('behind a mask', () => {
    const mask = { paths: ['user.email'] };
    const everything = (detail: EventDetail): string => {
      const root = detail.shadowRoot!;
      const attributes = [...root.querySelectorAll('*')].flatMap(each =>
        [...each.attributes].map(({ value }) => value),
      );
      return [
        root.textContent,
        root.querySelector('event-json-tree')?.shadowRoot!.textContent ?? '',
        ...attributes,
      ].join('\n');
    };

    it('shows the value nowhere: not in facts, message, tree, raw JSON, names or titles', async () => {
      const [, detail] = await provided({ mask });
      for (const view of ['details', 'json', 'raw'] as const) {
        detail.view = view;
        await detail.updateComplete;
        expect(everything(detail)).not.to.contain('ana@acme.example');
      }
      expect(text(row(detail, 'E-mail').querySelector('dd'))).to.match(/^•+ masked Show/);
      expect(row(detail, 'E-mail').querySelector('.filter')).to.equal(null);
    });

    it('shows it when the page agrees, everywhere in that event', async () => {
      const [provider, detail] = await provided({ mask });
      const asked: unknown[] = [];
      provider.addEventListener('event-reveal-request', event => asked.push(event.detail));
      await click(row(detail, 'E-mail').querySelector('button.link')!);
      await detail.updateComplete;
      expect(asked).to.deep.equal([{ id: record(2).pk, path: 'user.email' }]);
      expect(text(row(detail, 'E-mail').querySelector('bdi'))).to.equal('ana@acme.example');
      expect(panel(detail)).to.contain('mail for ana@acme.example');
    });

    it('keeps it when the page refuses', async () => {
      const [, detail] = await provided({ mask });
      detail.addEventListener('event-reveal-request', event => event.preventDefault());
      await click(row(detail, 'E-mail').querySelector('button.link')!);
      await detail.updateComplete;
      expect(everything(detail)).not.to.contain('ana@acme.example');
    });

    it('masks a record that was handed over as well', async () => {
      const detail = await fixture<EventDetail>(html`<event-detail .record=${record(1)} .mask=${mask}></event-detail>`);
      expect(everything(detail)).not.to.contain('ana@acme.example');
    });
  });
});
