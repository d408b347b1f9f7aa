import { expect, fixture, html } from '@open-wc/testing';
import { viewport } from '../../../test/wtr/commands.js';
import type { EventRecord, JsonValue } from '../../model/index.js';
import './define.js';
import type { EventDetail } from './index.js';

/** One of every kind of value that may stand anywhere in an event. */
const VALUES: Record<string, unknown> = {
  missing: undefined,
  null: null,
  'a number': 12.5,
  'a big integer': 2n ** 63n,
  'a boolean': true,
  'an empty text': '',
  blanks: '  \n ',
  markup: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'hidden characters': 'adm\u202enimda\0\x1b[31m\u200b\u2066',
  'half a character': 'x\ud800',
  'a long text': 'lorem ipsum '.repeat(100_000),
  'a long word': 'A'.repeat(2_000_000),
  'an empty object': {},
  'an object': { toString: 'no', valueOf: 1, length: -1 },
  'a list': [null, [], [[1]], 'x'],
  '__proto__ as a key': JSON.parse('{"__proto__": {"name": "polluted", "username": "polluted"}}') as JsonValue,
  'a function': () => 'called',
  'a symbol': Symbol('s'),
  'not a number': NaN,
  'a date': new Date(0),
};

const FIELDS = [
  'pk',
  'action',
  'app',
  'created',
  'expires',
  'client_ip',
  'user',
  'user.username',
  'user.pk',
  'user.email',
  'user.on_behalf_of',
  'user.on_behalf_of.username',
  'brand',
  'brand.name',
  'context',
  'context.message',
  'context.level',
  'context.group',
  'context.geo',
  'context.geo.city',
  'context.geo.country',
  'context.asn.asn',
  'context.asn.as_org',
  'context.model',
  'context.model.name',
  'context.model.model_name',
  'context.http_request',
  'context.http_request.path',
  'context.http_request.method',
  'context.http_request.user_agent',
];

const base = (action: string): Record<string, unknown> => ({
  pk: 'p',
  action,
  app: 'a',
  created: '2026-01-01T00:00:00Z',
  user: { username: 'u', pk: 1, email: 'e', on_behalf_of: { username: 'o' } },
  brand: { name: 'b' },
  context: {
    geo: { city: 'c', country: 'DE' },
    asn: { asn: 1, as_org: 'o' },
    model: { name: 'm', model_name: 't' },
    http_request: {},
  },
});

function withValue(action: string, path: string, value: unknown): EventRecord {
  const record = base(action);
  const keys = path.split('.');
  const last = keys.pop()!;
  let at = record;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  at[last] = value;
  return record as unknown as EventRecord;
}

describe('event-detail of hostile events', () => {
  let detail: EventDetail;
  before(() => viewport(900, 700));
  beforeEach(async () => {
    detail = await fixture<EventDetail>(html`<event-detail></event-detail>`);
  });

  for (const [what, value] of Object.entries(VALUES)) {
    it(`shows ${what} wherever it stands`, async function () {
      this.timeout(30_000);
      for (const action of ['model_updated', 'login', 'DeleteBucket']) {
        for (const path of FIELDS) {
          detail.record = withValue(action, path, value);
          await detail.updateComplete;
          const root = detail.shadowRoot!;
          expect(root.querySelector('[part="sentence"]')!.textContent.length, path).to.be.within(1, 3_000);
          expect(root.querySelector('script, img'), path).to.equal(null);
          expect(root.textContent, path).not.to.match(/\[object |\u202e|\u200b|\0/);
          // In the details a key of that name is shown as what it is.
          const polluted = [...root.querySelectorAll('[part="sentence"] bdi, [part="facts"] bdi')].some(
            bdi => bdi.textContent.trim() === 'polluted',
          );
          expect(polluted, path).to.equal(false);
          expect(root.querySelector('dl')!.textContent.length, path).to.be.below(30_000);
        }
      }
    });
  }

  it('writes raw JSON of any of them', async () => {
    detail.view = 'raw';
    for (const value of Object.values(VALUES)) {
      detail.record = withValue('login', 'context.message', value);
      await detail.updateComplete;
      const raw = detail.shadowRoot!.querySelector('.raw')!;
      expect(raw.textContent.trim()).to.match(/^\{\n {2}"pk": "p"/);
      expect(raw.textContent).not.to.match(/\u202e|\u200b|\0/);
    }
  });

  it('shows what an event has that refers to itself', async () => {
    const record = base('login');
    record['self'] = record;
    (record['context'] as Record<string, unknown>)['model'] = record;
    detail.record = record as unknown as EventRecord;
    await detail.updateComplete;
    const tree = detail.shadowRoot!.querySelector('event-json-tree')!;
    await tree.updateComplete;
    expect(tree.shadowRoot!.textContent).to.contain('(cycle)');
    detail.view = 'raw';
    await detail.updateComplete;
    expect(detail.shadowRoot!.querySelector('.raw')!.textContent).to.contain('"self": "[Circular]"');
  });

  it('shows one that passes itself off as a directive of Lit, or does not let itself be read', async () => {
    const directive = { ...base('model_updated'), _$litDirective$: 'x', context: { diff: { a: { new_value: 1 } } } };
    const refuse = (): never => {
      throw new Error('no');
    };
    const closed = new Proxy({}, { get: refuse, getOwnPropertyDescriptor: refuse, has: refuse, ownKeys: refuse });
    for (const record of [directive, closed]) {
      for (const view of ['details', 'json'] as const) {
        detail.view = view;
        detail.record = record as unknown as EventRecord;
        await detail.updateComplete;
        expect(detail.shadowRoot!.querySelector('event-json-tree, event-diff'), view).not.to.equal(null);
      }
    }
  });

  it('shows nothing for what is no event at all', async () => {
    for (const record of ['text', 12, [], true, () => 1, undefined]) {
      detail.record = record as unknown as EventRecord;
      await detail.updateComplete;
      expect(detail.shadowRoot!.textContent).to.contain('No event chosen');
    }
  });

  it('shows an object with nothing in it', async () => {
    detail.record = {} as EventRecord;
    await detail.updateComplete;
    expect(detail.shadowRoot!.querySelector('[part="sentence"]')!.textContent.trim()).to.equal(
      'Somebody: No action, time unknown',
    );
  });

  it('marks facts that are not what they look like', async () => {
    detail.record = withValue('login', 'user.username', 'adm\u202enimda');
    await detail.updateComplete;
    const facts = detail.shadowRoot!.querySelector('dl')!.textContent.replace(/\s+/g, ' ');
    expect(facts).to.contain('admU+202Enimda hidden characters');
  });

  it('never changes the record', async () => {
    const record = Object.freeze(withValue('login', 'context.message', Object.freeze({ a: Object.freeze([1]) })));
    detail.record = record;
    detail.view = 'raw';
    await detail.updateComplete;
  });
});
