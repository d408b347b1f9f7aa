import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { click, hover, press, viewport } from '../../../test/wtr/commands.js';
import { expectConsole } from '../../../test/wtr/expect-console.js';
import { EventsError, MemoryEventsClient, type EventsClient } from '../../client/index.js';
import { parseJson, stringifyJson, type EventRecord } from '../../model/index.js';
import '../event-provider/define.js';
import type { EventProvider } from '../event-provider/index.js';
import './define.js';
import type { EventDetail } from './index.js';

const RECORD = parseJson(`{
  "pk": "b7a91f3c-51d2-4b0e-9c55-0d1f6b1ae604",
  "action": "model_updated",
  "app": "authentik.events.middleware",
  "context": {
    "http_request": {
      "method": "PUT",
      "path": "/api/v3/providers/oauth2/17/",
      "request_id": "4f1c0d5e9b6a4e0f8f0b7a3c2d1e9a77",
      "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
    },
    "model": {"pk": 17, "app": "authentik_providers_oauth2", "name": "Grafana", "model_name": "oauth2provider"},
    "geo": {"city": "Kraków", "country": "PL", "continent": "EU", "lat": 50.06, "long": 19.94},
    "asn": {"asn": 64501, "as_org": "Wisła Telecom"}
  },
  "client_ip": "198.51.100.61",
  "created": "2026-11-22T11:38:41.907123Z",
  "expires": "2027-11-22T11:38:41.907Z",
  "sequence": 9007199254740993,
  "user": {"pk": 41, "username": "marta.kowalska", "email": "marta@acme.example", "on_behalf_of": {"pk": 7, "username": "jane"}},
  "brand": {"pk": "aa", "name": "Acme Corp"}
}`) as unknown as EventRecord;
const OTHER: EventRecord = { pk: 'other', action: 'login', app: 'x', created: '2026-01-01T00:00:00Z' };

async function show(record: unknown): Promise<EventDetail> {
  const detail = await fixture<EventDetail>(html`<event-detail time-zone="UTC" .record=${record}></event-detail>`);
  await detail.updateComplete;
  return detail;
}
const one = (detail: EventDetail, selector: string) => detail.shadowRoot!.querySelector<HTMLElement>(selector);
const text = (node: Element | null) => node?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const sentence = (detail: EventDetail) => text(one(detail, '[part="sentence"]'));
const facts = (detail: EventDetail) =>
  Object.fromEntries(
    [...detail.shadowRoot!.querySelectorAll('dl > div')].map(row => [
      text(row.querySelector('dt')),
      text(row.querySelector('dd')),
    ]),
  );
const fact = (detail: EventDetail, name: string) =>
  [...detail.shadowRoot!.querySelectorAll<HTMLElement>('dl > div')].find(
    row => text(row.querySelector('dt')) === name,
  )!;
const tab = (detail: EventDetail, name: string) =>
  [...detail.shadowRoot!.querySelectorAll<HTMLElement>('[role="tab"]')].find(found => text(found) === name)!;
const raw = (detail: EventDetail) =>
  [...one(detail, '.raw')!.querySelectorAll('pre')].map(pre => pre.textContent).join('\n');

/** A client whose answers the test gives. */
function askedClient() {
  const calls: {
    id: string;
    signal?: AbortSignal;
    answer: (record: EventRecord) => void;
    fail: (error: unknown) => void;
  }[] = [];
  const client = {
    get: (id: string, options?: { signal?: AbortSignal }) =>
      new Promise<EventRecord>((answer, fail) => calls.push({ id, signal: options?.signal, answer, fail })),
    list: () => Promise.reject(new Error('not asked for')),
  } as unknown as EventsClient;
  return { client, calls };
}

describe('event-detail', () => {
  before(() => viewport(1200, 900));
  afterEach(() => {
    delete (navigator as { clipboard?: unknown }).clipboard;
  });

  describe('of a record', () => {
    it('says in a sentence who did what, from where and when', async () => {
      const detail = await show(RECORD);
      expect(sentence(detail)).to.equal(
        'marta.kowalska acting as jane updated OAuth2 provider Grafana, from Kraków, Poland, Nov 22, 2026, 11:38:41.907 UTC',
      );
      const heading = one(detail, '[part="sentence"]')!;
      expect([...heading.querySelectorAll('b')].map(text)).to.deep.equal([
        'marta.kowalska',
        'jane',
        'Grafana',
        'Kraków, Poland',
      ]);
      expect(heading.querySelector('time')!.getAttribute('datetime')).to.equal('2026-11-22T11:38:41.907Z');
    });

    it('lists the facts that are there', async () => {
      const found = facts(await show(RECORD));
      expect(Object.keys(found)).to.deep.equal([
        'Action',
        'App',
        'User',
        'E-mail',
        'Acting as',
        'Object',
        'Address',
        'Place',
        'Network',
        'Request',
        'Request ID',
        'Agent',
        'Brand',
        'Event ID',
        'Created',
        'Kept until',
      ]);
      expect(found['Action']).to.equal('Model updated model_updated');
      expect(found['User']).to.equal('marta.kowalska 41');
      expect(found['Acting as']).to.equal('jane 7');
      expect(found['Object']).to.equal('Grafana oauth2provider 17');
      expect(found['Network']).to.equal('AS64501 Wisła Telecom');
      expect(found['Request']).to.equal('PUT /api/v3/providers/oauth2/17/');
      expect(found['Agent']).to.equal('Firefox 145, Linux Show more');
      expect(found['Created']).to.match(/^Nov 22, 2026, 11:38:41\.907 UTC .+/);
    });

    it('shows the severity of an action that has one', async () => {
      const detail = await show({ ...OTHER, action: 'configuration_error' });
      expect(facts(detail)['Severity']).to.equal('alert');
      expect(facts(await show(OTHER))).not.to.have.property('Severity');
    });

    it('shows the whole of a shortened fact on demand', async () => {
      const detail = await show(RECORD);
      await click(fact(detail, 'Agent').querySelector('.link')!);
      await detail.updateComplete;
      expect(facts(detail)['Agent']).to.match(/^Mozilla\/5\.0 \(X11;.*Firefox\/145\.0$/);
    });

    it('uses the clock of its zone and the words of its language', async () => {
      const detail = await show(RECORD);
      detail.timeZone = 'Asia/Tokyo';
      await detail.updateComplete;
      expect(sentence(detail)).to.contain('Nov 22, 2026, 20:38:41.907 GMT+9');
      detail.locale = 'en-GB';
      await detail.updateComplete;
      expect(sentence(detail)).to.contain('22 Nov 2026, 20:38:41.907');
    });

    it('shows another record, and forgets how far the first was opened', async () => {
      const detail = await show(RECORD);
      await click(fact(detail, 'Agent').querySelector('.link')!);
      detail.record = OTHER;
      await detail.updateComplete;
      expect(sentence(detail)).to.equal('Somebody signed in, Jan 1, 2026, 00:00:00.000 UTC');
      detail.record = RECORD;
      await detail.updateComplete;
      expect(facts(detail)['Agent']).to.equal('Firefox 145, Linux Show more');
    });

    it('keeps the tree as it was opened when the same event comes again', async () => {
      const detail = await show(RECORD);
      const tree = one(detail, 'event-json-tree')!;
      detail.record = { ...RECORD };
      await detail.updateComplete;
      expect(one(detail, 'event-json-tree')).to.equal(tree);
      detail.record = OTHER;
      await detail.updateComplete;
      expect(one(detail, 'event-json-tree')).not.to.equal(tree);
    });

    it('brings the relative times up to date by itself', async () => {
      const detail = await show({ ...OTHER, created: new Date(Date.now() - 1_500).toISOString() });
      const first = facts(detail)['Created'];
      await waitUntil(() => facts(detail)['Created'] !== first, 'the time should go on', { timeout: 3_000 });
    });
  });

  describe('views of the whole event', () => {
    it('shows what is particular first, then the tree or raw JSON when it is chosen', async () => {
      const detail = await show(RECORD);
      const open = () => [...detail.shadowRoot!.querySelectorAll<HTMLElement>('[role="tabpanel"]')].filter(p => !p.hidden).map(p => p.id); // prettier-ignore
      expect(open()).to.deep.equal(['panel-details']);
      await click(tab(detail, 'JSON'));
      await detail.updateComplete;
      expect(open()).to.deep.equal(['panel-json']);
      await click(tab(detail, 'Raw'));
      await detail.updateComplete;
      expect(detail.view).to.equal('raw');
      expect(open()).to.deep.equal(['panel-raw']);
      expect(raw(detail)).to.equal(stringifyJson(RECORD, 2));
    });

    it('shows the tree of an event that says nothing particular', async () => {
      const detail = await show(OTHER);
      expect(tab(detail, 'Details')).to.equal(undefined);
      expect(tab(detail, 'JSON').ariaSelected).to.equal('true');
      detail.record = RECORD;
      await detail.updateComplete;
      expect(tab(detail, 'Changes').ariaSelected).to.equal('true');
    });

    it('moves between tabs by arrows, Home and End', async () => {
      const detail = await show(RECORD);
      tab(detail, 'Changes').focus();
      for (const [key, view] of [
        ['ArrowRight', 'json'],
        ['ArrowRight', 'raw'],
        ['ArrowRight', 'details'],
        ['ArrowLeft', 'raw'],
        ['Home', 'details'],
        ['End', 'raw'],
      ] as const) {
        await press(key);
        await detail.updateComplete;
        await Promise.resolve();
        expect(detail.view, key).to.equal(view);
        expect(detail.shadowRoot!.activeElement!.id, key).to.equal(`tab-${view}`);
      }
      expect(
        [...detail.shadowRoot!.querySelectorAll<HTMLElement>('[role="tab"]')].map(({ tabIndex }) => tabIndex),
      ).to.deep.equal([-1, -1, 0]);
    });

    it('goes the other way by arrows in a right-to-left page', async () => {
      const detail = await show(RECORD);
      detail.parentElement!.dir = 'rtl';
      tab(detail, 'Changes').focus();
      await press('ArrowLeft');
      await detail.updateComplete;
      expect(detail.view).to.equal('json');
    });

    it('keeps to the details for a view that there is not', async () => {
      const detail = await show(RECORD);
      expectConsole('warn', /"view" is one of details, json, raw/);
      detail.view = 'nonsense' as never;
      await detail.updateComplete;
      expect(tab(detail, 'Changes').ariaSelected).to.equal('true');
    });

    it('writes raw JSON of any size bit by bit, as it is scrolled to', async () => {
      const record = { ...OTHER, context: { message: 'word '.repeat(200_000) } };
      const detail = await show(record);
      detail.view = 'raw';
      await detail.updateComplete;
      const box = one(detail, '.raw')!;
      const length = () => box.textContent.length;
      expect(length()).to.be.below(500_000);
      const all = stringifyJson(record, 2).length;
      await waitUntil(
        () => {
          box.scrollTop = box.scrollHeight;
          return length() >= all - 10;
        },
        'all of it should come',
        { timeout: 8_000 },
      );
    });
  });

  describe('copying', () => {
    function clipboard(): string[] {
      const copied: string[] = [];
      const writeText = (text: string) => Promise.resolve(void copied.push(text));
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      return copied;
    }

    it('copies the event as JSON, exactly, and says so', async () => {
      const copied = clipboard();
      const detail = await show(RECORD);
      const event = oneEvent(detail, 'event-detail-copy');
      await click(one(detail, '.head button')!);
      expect((await event).detail).to.deep.equal({ what: 'json', ok: true });
      expect(copied).to.deep.equal([stringifyJson(RECORD, 2)]);
      expect(copied[0]).to.contain('"sequence": 9007199254740993');
      await detail.updateComplete;
      expect(text(one(detail, '[role="status"]'))).to.equal('JSON copied');
    });

    it('copies a fact as it was recorded', async () => {
      const copied = clipboard();
      const detail = await show(RECORD);
      for (const name of ['Address', 'Created', 'Agent', 'Action']) {
        await hover(fact(detail, name));
        await click(fact(detail, name).querySelector('button.copy')!);
      }
      expect(copied).to.deep.equal([
        '198.51.100.61',
        '2026-11-22T11:38:41.907123Z',
        'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
        'model_updated',
      ]);
    });

    it('tells the page of what is copied from the tree as well', async () => {
      clipboard();
      const detail = await show(RECORD);
      detail.view = 'json';
      await detail.updateComplete;
      const event = oneEvent(detail.parentElement!, 'event-detail-copy');
      await click(one(detail, 'event-json-tree')!.shadowRoot!.querySelector('button[aria-label="Copy path"]')!);
      expect((await event).detail).to.deep.equal({ what: 'path', path: [], ok: true });
    });

    it('copies without the Clipboard API where a page has none', async () => {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
      const original = document.execCommand.bind(document);
      let selected = '';
      document.execCommand = () => {
        selected = detail.shadowRoot!.querySelector('textarea')!.value;
        return true;
      };
      const detail = await show(OTHER);
      try {
        await click(one(detail, '.head button')!);
        await waitUntil(() => text(one(detail, '[role="status"]')) === 'JSON copied');
        expect(selected).to.equal(stringifyJson(OTHER, 2));
        expect(one(detail, 'textarea')).to.equal(null);
      } finally {
        document.execCommand = original;
      }
    });

    it('offers the text to copy by hand where the browser refuses', async () => {
      const writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      const original = document.execCommand.bind(document);
      document.execCommand = () => false;
      const detail = await show(OTHER);
      try {
        await click(one(detail, '.head button')!);
        await waitUntil(() => one(detail, 'textarea') !== null);
        expect(one(detail, 'textarea')).to.have.property('value', stringifyJson(OTHER, 2));
      } finally {
        document.execCommand = original;
      }
    });
  });

  describe('of an event that is elsewhere', () => {
    it('says that none is chosen, or what the page says instead', async () => {
      const detail = await show(null);
      expect(text(one(detail, '.blank'))).to.equal('No event chosen Choose an event to see all there is about it.');
      const slotted = await fixture<EventDetail>(html`<event-detail><p slot="empty">Pick one</p></event-detail>`);
      expect(slotted.shadowRoot!.querySelector('slot')!.assignedElements().map(text)).to.deep.equal(['Pick one']);
    });

    it('gets it by its id, and another when the id changes', async () => {
      const client = new MemoryEventsClient([RECORD, OTHER]);
      const detail = await fixture<EventDetail>(
        html`<event-detail event-id="other" time-zone="UTC" .client=${client}></event-detail>`,
      );
      await waitUntil(() => sentence(detail).startsWith('Somebody signed in'));
      detail.eventId = RECORD.pk;
      await waitUntil(() => sentence(detail).startsWith('marta.kowalska'));
    });

    it('takes it from events of its own', async () => {
      const detail = await fixture<EventDetail>(
        html`<event-detail event-id="other" .events=${[RECORD, OTHER]}></event-detail>`,
      );
      await waitUntil(() => sentence(detail).startsWith('Somebody signed in'));
    });

    it('shows the event that is selected in the provider', async () => {
      const provider = await fixture<EventProvider>(
        html`<event-provider .events=${[RECORD, OTHER]}><event-detail></event-detail></event-provider>`,
      );
      const detail = provider.querySelector<EventDetail>('event-detail')!;
      expect(text(one(detail, '.blank'))).to.contain('No event chosen');
      const { EventSelectRequestEvent } = await import('../event-provider/index.js');
      detail.dispatchEvent(new EventSelectRequestEvent('other'));
      await waitUntil(() => sentence(detail).startsWith('Somebody signed in'));
    });

    it('prefers a record that is given', async () => {
      const { client, calls } = askedClient();
      const detail = await fixture<EventDetail>(
        html`<event-detail event-id="x" .client=${client} .record=${OTHER}></event-detail>`,
      );
      expect(sentence(detail)).to.match(/^Somebody signed in/);
      expect(calls).to.deep.equal([]);
    });

    it('says that it is loading only when that takes a while', async () => {
      const { client, calls } = askedClient();
      const detail = await fixture<EventDetail>(html`<event-detail event-id="x" .client=${client}></event-detail>`);
      expect(one(detail, '.skeleton')!.classList.contains('waiting')).to.equal(true);
      expect(text(one(detail, '[role="status"]'))).to.equal('');
      await waitUntil(() => text(one(detail, '[role="status"]')) === 'Loading the event…');
      calls[0]!.answer(OTHER);
      await waitUntil(() => sentence(detail) !== '');
    });

    it('never shows an older answer over a newer one', async () => {
      const { client, calls } = askedClient();
      const detail = await fixture<EventDetail>(html`<event-detail event-id="a" .client=${client}></event-detail>`);
      detail.eventId = 'b';
      await detail.updateComplete;
      expect(calls.map(({ id }) => id)).to.deep.equal(['a', 'b']);
      expect(calls[0]!.signal!.aborted).to.equal(true);
      calls[1]!.answer(OTHER);
      calls[0]!.answer(RECORD);
      await waitUntil(() => sentence(detail).startsWith('Somebody'));
      await detail.updateComplete;
      expect(sentence(detail)).to.match(/^Somebody/);
    });

    it('keeps showing an event while it is loaded again', async () => {
      const { client, calls } = askedClient();
      const detail = await fixture<EventDetail>(html`<event-detail event-id="a" .client=${client}></event-detail>`);
      calls[0]!.answer(OTHER);
      await waitUntil(() => sentence(detail).startsWith('Somebody'));
      detail.reload();
      await detail.updateComplete;
      expect(calls).to.have.lengthOf(2);
      expect(sentence(detail)).to.match(/^Somebody/);
    });

    it('says when it is not there', async () => {
      const { client, calls } = askedClient();
      const detail = await fixture<EventDetail>(html`<event-detail event-id="a" .client=${client}></event-detail>`);
      calls[0]!.fail(new EventsError({ kind: 'http', status: 404, message: 'Not found.', url: '/x' }));
      await waitUntil(() => text(one(detail, '.blank')).startsWith('This event is not there'));
    });

    it('says why it failed, and tries again when asked', async () => {
      const { client, calls } = askedClient();
      const detail = await fixture<EventDetail>(html`<event-detail event-id="a" .client=${client}></event-detail>`);
      calls[0]!.fail(
        new EventsError({ kind: 'http', status: 503, message: 'The server <b>answered</b> 503.', url: '/x' }),
      );
      await waitUntil(() => one(detail, '[role="alert"]') !== null);
      expect(text(one(detail, '.blank'))).to.contain('The event could not be loaded The server <b>answered</b> 503.');
      await click(one(detail, '.blank button')!);
      await detail.updateComplete;
      expect(calls).to.have.lengthOf(2);
      calls[1]!.answer(OTHER);
      await waitUntil(() => sentence(detail).startsWith('Somebody'));
    });

    it('survives a client that fails with anything', async () => {
      const { client, calls } = askedClient();
      const detail = await fixture<EventDetail>(html`<event-detail event-id="a" .client=${client}></event-detail>`);
      calls[0]!.fail({ odd: true });
      await waitUntil(() => text(one(detail, '[role="alert"]')) === '{"odd":true}');
    });

    it('stops asking when it is taken away, and asks again when it is back', async () => {
      const { client, calls } = askedClient();
      const detail = await fixture<EventDetail>(html`<event-detail event-id="a" .client=${client}></event-detail>`);
      const parent = detail.parentElement!;
      detail.remove();
      expect(calls[0]!.signal!.aborted).to.equal(true);
      parent.append(detail);
      await detail.updateComplete;
      expect(calls).to.have.lengthOf(2);
    });
  });

  describe('layout', () => {
    const fits = (detail: EventDetail) => {
      const { width } = detail.getBoundingClientRect();
      return detail.scrollWidth <= Math.ceil(width);
    };

    it('puts the facts beside the views where there is room, above them where not', async () => {
      const detail = await show(RECORD);
      const box = detail.parentElement!;
      const place = () => {
        const [facts, views] = ['.facts', '.views'].map(part => one(detail, part)!.getBoundingClientRect());
        return facts!.top === views!.top ? 'beside' : facts!.bottom <= views!.top ? 'above' : 'odd';
      };
      box.style.width = '1000px';
      expect(place()).to.equal('beside');
      box.style.width = '700px';
      expect(place()).to.equal('above');
      const tops = [...detail.shadowRoot!.querySelectorAll('dl > div')]
        .slice(0, 2)
        .map(row => row.getBoundingClientRect().top);
      expect(tops[0]).to.equal(tops[1]);
      box.style.width = '320px';
      expect(place()).to.equal('above');
      expect(fits(detail)).to.equal(true);
    });

    it('does not move when buttons appear under the pointer', async () => {
      const detail = await show(RECORD);
      const before = one(detail, '.facts')!.getBoundingClientRect().height;
      await hover(fact(detail, 'Request'));
      expect(one(detail, '.facts')!.getBoundingClientRect().height).to.equal(before);
    });

    it('keeps JSON left to right in a right-to-left page', async () => {
      const detail = await show(RECORD);
      detail.view = 'json';
      await detail.updateComplete;
      detail.parentElement!.dir = 'rtl';
      const [facts, views] = ['.facts', '.views'].map(part => one(detail, part)!.getBoundingClientRect());
      expect(facts!.left).to.be.above(views!.right);
      const tree = one(detail, 'event-json-tree')!.shadowRoot!.querySelector('[role="tree"]')!;
      expect(getComputedStyle(tree).direction).to.equal('ltr');
    });
  });
});
