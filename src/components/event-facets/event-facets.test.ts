import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { press, viewport } from '../../../test/wtr/commands.js';
import { EventsError, MemoryEventsClient, type EventsClient } from '../../client/index.js';
import type { EventRecord } from '../../model/index.js';
import '../event-provider/define.js';
import type { EventProvider, EventSearchRequestEvent } from '../event-provider/index.js';
import './define.js';
import type { EventFacets } from './index.js';

let made = 0;
function event(user: unknown, country: unknown, app: unknown = 'authentik.core'): EventRecord {
  made += 1;
  return {
    pk: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    action: 'login',
    app: app as string,
    created: '2026-11-22T11:38:41Z',
    user: user === undefined ? undefined! : { username: user as string },
    context: country === undefined ? {} : { geo: { country: country as string } },
  };
}
const times = (count: number, make: () => EventRecord): EventRecord[] => Array.from({ length: count }, make);
const EVENTS = [
  ...times(6, () => event('ann', 'DE')),
  ...times(4, () => event('bob', 'DE')),
  ...times(3, () => event('bob', 'PL')),
  ...times(2, () => event('cho', 'JP')),
  ...times(2, () => event('cho', undefined)),
  event(undefined, 'PL'),
];

const text = (node: Element | null | undefined) => node?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const facet = (facets: EventFacets, name: string) =>
  facets.shadowRoot!.querySelector<HTMLElement>(`[part="facet"][aria-label="${name}"]`)!;
const rows = (facets: EventFacets, name: string) =>
  [...facet(facets, name).querySelectorAll('[part="value"]')].map(row => [
    text(row.querySelector('.lbl')),
    text(row.querySelector('.num')),
  ]);
const button = (facets: EventFacets, name: string) =>
  facets.shadowRoot!.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!;
const ready = (facets: EventFacets) => waitUntil(() => facets.shadowRoot!.querySelector('[part="value"]'));

async function show(events: readonly EventRecord[] = EVENTS, fields?: string): Promise<EventFacets> {
  const facets = await fixture<EventFacets>(
    fields === undefined
      ? html`<event-facets locale="en" .events=${events}></event-facets>`
      : html`<event-facets locale="en" fields=${fields} .events=${events}></event-facets>`,
  );
  await ready(facets);
  return facets;
}

describe('event-facets', () => {
  before(() => viewport(900, 700));

  it('shows the most frequent values of user, app and country, and counts what has none', async () => {
    const facets = await show();
    expect(rows(facets, 'User')).to.deep.equal([
      ['bob', '7'],
      ['ann', '6'],
      ['cho', '4'],
      ['No user (not recorded)', '1'],
    ]);
    expect(rows(facets, 'Country')).to.deep.equal([
      ['Germany', '10'],
      ['Poland', '4'],
      ['Japan', '2'],
      ['No country (not recorded)', '2'],
    ]);
    expect(text(facet(facets, 'App').querySelector('.facet-head .faint'))).to.equal('1 value');
  });

  it('draws each count as a bar, the greatest over the whole width', async () => {
    const facets = await show();
    const shares = [...facet(facets, 'User').querySelectorAll<HTMLElement>('.fv')].map(row =>
      Number(row.style.getPropertyValue('--_share')).toFixed(2),
    );
    expect(shares).to.deep.equal(['1.00', '0.86', '0.57', '0.14']);
  });

  it('counts the fields that a page names', async () => {
    const facets = await show(EVENTS, 'action context.geo.country');
    expect(rows(facets, 'Action')).to.deep.equal([['Login', '18']]);
    facets.fields = ['context.geo.country'];
    await waitUntil(() => facets.shadowRoot!.querySelectorAll('[part="facet"]').length === 1);
  });

  it('keeps a value, and a second one, and still offers the others with what they would give', async () => {
    const facets = await show();
    setTimeout(() => button(facets, 'Germany, 10 events').click());
    const request = await oneEvent<EventSearchRequestEvent>(facets, 'event-search-request');
    expect(request.detail.search).to.equal('context.geo.country = "DE"');
    await waitUntil(() => rows(facets, 'User').length === 2);
    expect(rows(facets, 'User')).to.deep.equal([
      ['ann', '6'],
      ['bob', '4'],
    ]);
    expect(rows(facets, 'Country')).to.deep.equal([
      ['Germany', '10'],
      ['Poland', '4'],
      ['Japan', '2'],
      ['No country (not recorded)', '2'],
    ]);
    expect(text(facet(facets, 'Country').querySelector('.facet-head .faint'))).to.equal('1 of 3 chosen');
    expect(button(facets, 'Germany, 10 events').getAttribute('aria-pressed')).to.equal('true');
    button(facets, 'Only Poland').click();
    await waitUntil(() => facets.search === 'context.geo.country in ("DE", "PL")');
    button(facets, 'Germany, 10 events').click();
    await waitUntil(() => facets.search === 'context.geo.country = "PL"');
  });

  it('leaves a value out, and takes it in again', async () => {
    const facets = await show();
    button(facets, 'Leave out bob').click();
    await waitUntil(() => facets.search === 'user.username != "bob"');
    await waitUntil(() => rows(facets, 'User')[0]?.[1] === 'left out');
    await waitUntil(() => rows(facets, 'Country')[0]?.[1] === '6');
    button(facets, 'bob, left out').click();
    await waitUntil(() => facets.search === '');
  });

  it('keeps what has nothing there, instead of values and values instead of it, and leaves it out', async () => {
    const facets = await show();
    button(facets, 'Germany, 10 events').click();
    await waitUntil(() => facets.search === 'context.geo.country = "DE"');
    button(facets, 'No country (not recorded), 2 events').click();
    await waitUntil(() => facets.search === 'missing = "context.geo.country"');
    await waitUntil(() => rows(facets, 'User').length === 1);
    expect(rows(facets, 'User')).to.deep.equal([['cho', '2']]);
    expect(rows(facets, 'Country')).to.deep.include(['Germany', '10']);
    expect(text(facet(facets, 'Country').querySelector('.is-in .lbl'))).to.equal('No country (not recorded)');
    button(facets, 'Only Poland').click();
    await waitUntil(() => facets.search === 'context.geo.country = "PL"');
    button(facets, 'Leave out No user (not recorded)').click();
    await waitUntil(() => facets.search === 'context.geo.country = "PL" and missing != "user.username"');
    await waitUntil(() => rows(facets, 'Country').some(([name, count]) => name === 'Poland' && count === '3'));
    button(facets, 'No user (not recorded), left out').click();
    await waitUntil(() => facets.search === 'context.geo.country = "PL"');
  });

  it('tells null from nothing, and finds each; a column has only null', async () => {
    const facets = await show(
      [event('u', null), event('u', undefined), event('u', undefined), { ...event('u', 'DE'), client_ip: null }],
      'context.geo.country client_ip',
    );
    expect(rows(facets, 'Country')).to.deep.equal([
      ['No country (null)', '1'],
      ['Germany', '1'],
      ['No country (not recorded)', '2'],
    ]);
    expect(rows(facets, 'Address')).to.deep.equal([['No address', '4']]);
    button(facets, 'No country (null), 1 event').click();
    await waitUntil(() => facets.search === 'context.geo.country = None');
    button(facets, 'Only No country (not recorded)').click();
    await waitUntil(() => facets.search === 'missing = "context.geo.country"');
  });

  it('leaves a list of several missing fields to who wrote it', async () => {
    const facets = await show();
    facets.search = 'missing in ("context.geo.country", "user.username")';
    await waitUntil(() => rows(facets, 'User')[0]?.[0] === 'cho');
    expect(facets.shadowRoot!.querySelector('.is-in')).to.equal(null);
    button(facets, 'No country (not recorded), 2 events').click();
    await waitUntil(() => facets.search.endsWith('and missing = "context.geo.country"'));
  });

  it('shows what a search says that was typed, even of values that do not occur', async () => {
    const facets = await show();
    facets.search = 'user.username not in ("zoe", "ann") and action = "login"';
    await waitUntil(() => rows(facets, 'User').some(([name]) => name === 'zoe'));
    expect(rows(facets, 'User')).to.deep.equal([
      ['bob', '7'],
      ['ann', 'left out'],
      ['cho', '4'],
      ['zoe', 'left out'],
      ['No user (not recorded)', '1'],
    ]);
  });

  it('asks a provider, and changes nothing when it refuses', async () => {
    const provider = await fixture<EventProvider>(
      html`<event-provider .events=${EVENTS}><event-facets locale="en"></event-facets></event-provider>`,
    );
    const facets = provider.querySelector<EventFacets>('event-facets')!;
    await ready(facets);
    facets.addEventListener('event-search-request', request => request.preventDefault(), { once: true });
    setTimeout(() => button(facets, 'Leave out bob').click());
    await oneEvent(provider, 'event-search-request');
    expect(provider.search).to.equal('');
    button(facets, 'Leave out bob').click();
    await waitUntil(() => provider.search === 'user.username != "bob"');
  });

  describe('with many values', () => {
    const many = Array.from({ length: 1_200 }, (_, i) => event(`user-${String(i).padStart(4, '0')}`, 'DE'));

    it('opens a field, searches in it, and says what is not in sight', async () => {
      const facets = await show([...many, ...times(3, () => event('zoltán', 'DE'))], 'user.username');
      expect(rows(facets, 'User')).to.have.lengthOf(7);
      const more = facet(facets, 'User').querySelector<HTMLElement>('.link')!;
      expect(text(more)).to.equal('1,194 more');
      more.click();
      await waitUntil(() => rows(facets, 'User').length === 100);
      await waitUntil(() => text(facet(facets, 'User')).includes('201 events with rarer values'));
      const input = facet(facets, 'User').querySelector('input')!;
      input.focus();
      for (const key of 'ZOLT') await press(key);
      await waitUntil(() => rows(facets, 'User').length === 1);
      expect(rows(facets, 'User')).to.deep.equal([['zoltán', '3']]);
      input.value = 'nobody';
      input.dispatchEvent(new Event('input'));
      await waitUntil(() => text(facet(facets, 'User')).includes('No value matches'));
      facet(facets, 'User').querySelector<HTMLElement>('.link')!.click();
      await waitUntil(() => rows(facets, 'User').length === 7);
    });
  });

  it('is one stop for Tab a field, and goes on by arrows', async () => {
    const facets = await show();
    expect(facets.shadowRoot!.querySelectorAll('[tabindex="0"]')).to.have.lengthOf(3);
    facets.focus();
    const active = () => facets.shadowRoot!.activeElement?.getAttribute('aria-label');
    expect(active()).to.equal('bob, 7 events');
    await press('ArrowDown');
    expect(active()).to.equal('ann, 6 events');
    await press('ArrowRight');
    await press('ArrowRight');
    expect(active()).to.equal('Leave out ann');
    await press('End');
    expect(active()).to.equal('No user (not recorded), 1 event');
    await press('ArrowUp');
    expect(active()).to.equal('cho, 4 events');
    await press('-');
    await waitUntil(() => facets.search === 'user.username != "cho"');
    await press('Tab');
    await waitUntil(() => active()?.startsWith('authentik.core'));
  });

  it('folds into a button that says how much is chosen', async () => {
    const facets = await show();
    facets.fold = true;
    facets.search = 'user.username = "bob"';
    const fold = () => facets.shadowRoot!.querySelector<HTMLElement>('.fold');
    await waitUntil(() => text(fold()) === 'Filter by user, app, or country 1 chosen');
    fold()!.click();
    await waitUntil(() => fold()!.getAttribute('aria-expanded') === 'true');
    button(facets, 'bob, 7 events').click();
    await waitUntil(() => facets.search === '');
  });

  it('says what could not be counted, and tries again', async () => {
    const memory = new MemoryEventsClient(EVENTS);
    const client = Object.create(memory) as EventsClient;
    let isDown = true;
    const error = new EventsError({ kind: 'network', method: 'GET', url: '/x', message: 'No answer.', attempts: 3 });
    client.facets = (...call) => (isDown ? Promise.reject(error) : memory.facets(...call));
    const facets = await fixture<EventFacets>(html`<event-facets locale="en" .client=${client}></event-facets>`);
    await waitUntil(() => text(facets.shadowRoot!.querySelector('[role="alert"]')).includes('No answer.'));
    isDown = false;
    facets.shadowRoot!.querySelector<HTMLElement>('.blank button')!.click();
    await ready(facets);
    expect(facets.shadowRoot!.querySelector('.blank')).to.equal(null);
  });

  it('says how much a figure is made of', async () => {
    const memory = new MemoryEventsClient(EVENTS);
    const client = Object.create(memory) as EventsClient;
    client.facets = async (...call) => ({
      ...(await memory.facets(...call)),
      covered: 2_000,
      total: 14_302,
      exact: false,
    });
    const facets = await fixture<EventFacets>(html`<event-facets locale="en" .client=${client}></event-facets>`);
    await ready(facets);
    expect(text(facets.shadowRoot!.querySelector('.note'))).to.equal('Counted in the newest 2,000 of 14,302 events.');
  });

  it('says that there is nothing, and that there is no source', async () => {
    const facets = await fixture<EventFacets>(
      html`<event-facets locale="en" fields="app" .events=${[]}></event-facets>`,
    );
    await waitUntil(() => text(facet(facets, 'App')).includes('No event has a value here'));
    facets.events = null;
    await waitUntil(() => text(facets.shadowRoot!.querySelector('.area')) === 'No events to read');
  });

  it('lives with hostile values, and asks for them exactly', async () => {
    const huge = 2n ** 63n;
    const odd = [
      '<img src=x>',
      'adm\u202enimda',
      '__proto__',
      'a"b\\c',
      huge,
      true,
      null,
      { a: 1 },
      'x'.repeat(100_000),
    ];
    const facets = await show(
      odd.map(value => ({ ...event('u', 'DE'), context: { odd: value } })),
      'context.odd',
    );
    expect(facets.shadowRoot!.querySelector('img')).to.equal(null);
    const names = rows(facets, 'odd').map(([name]) => name);
    expect(names).to.include.members(['<img src=x>', 'adm[U+202E]nimda', '__proto__', 'None (null)', 'Not one value']);
    button(facets, `Only ${huge}`)?.click();
    await waitUntil(() => facets.search === `context.odd = ${huge}`);
    await waitUntil(() => button(facets, `${huge}, 1 event`)?.getAttribute('aria-pressed') === 'true');
  });
});
