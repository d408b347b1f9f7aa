import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { click, drag, hover, press, viewport, wheel } from '../../../test/wtr/commands.js';
import { EventsError, MemoryEventsClient, type EventsClient, type ListView } from '../../client/index.js';
import type { EventRecord } from '../../model/index.js';
import type { EventSearchRequestEvent } from '../event-provider/index.js';
import { eventAt, placedEvents } from './test/placed-events.js';
import './define.js';
import type { EventMap } from './index.js';

const EVENTS = placedEvents();
const one = (map: EventMap, selector: string) => map.shadowRoot!.querySelector<HTMLElement>(selector);
const text = (node: Element | null) => node?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const canvas = (map: EventMap) => map.shadowRoot!.querySelector('canvas');
const option = (map: EventMap) => text(one(map, '[role="option"]'));
const button = (map: EventMap, name: string) => one(map, `button[aria-label="${name}"]`) as HTMLButtonElement;
const rows = (map: EventMap) =>
  [...map.shadowRoot!.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => text(cell)));

/** Until the map is up and its places are on it. */
const ready = (map: EventMap) =>
  waitUntil(() => option(map) !== '' && canvas(map) !== null, 'the map is up', { timeout: 5_000 });

async function show(events: readonly EventRecord[] = EVENTS): Promise<EventMap> {
  const map = await fixture<EventMap>(html`<event-map locale="en" .events=${events}></event-map>`);
  await ready(map);
  return map;
}

/** Where a place is on the screen: the map shows from 76° north to 56° south, or all longitudes. */
function at(map: EventMap, lat: number, long: number): [number, number] {
  const y = (degrees: number) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI);
  const rect = one(map, '.frame')!.getBoundingClientRect();
  const side = Math.min(rect.width, rect.height / (y(76) - y(-56)));
  const middle = (y(76) + y(-56)) / 2;
  return [
    Math.round(rect.left + rect.width / 2 + (long / 360) * side),
    Math.round(rect.top + rect.height / 2 - (y(lat) - middle) * side),
  ];
}

/** The colour drawn at a place of the screen. */
function colourAt(map: EventMap, [x, y]: [number, number]): number[] {
  const picture = canvas(map)!;
  const rect = picture.getBoundingClientRect();
  const ratio = picture.width / rect.width;
  const data = picture.getContext('2d')!.getImageData((x - rect.left) * ratio, (y - rect.top) * ratio, 1, 1).data;
  return [...data];
}

describe('event-map', () => {
  before(() => viewport(900, 700));

  it('shows places, who leads, and where it is failures that come from', async () => {
    const map = await show();
    expect(text(one(map, '.head .faint'))).to.equal('4 countries');
    expect(text(one(map, '.say'))).to.equal(
      'Germany leads with 40 of the 79 events that have a place. Lagos, Nigeria is mostly failures: 24 of 30.',
    );
    expect(option(map)).to.equal('Berlin, Germany: 40 events. Sign-in 40');
  });

  it('counts what has no place, and says what has only a country', async () => {
    const map = await show();
    expect(text(one(map, '.foot'))).to.equal(
      '5 events have no place, 3 of them come from private addresses. 1 event has a place that cannot be. ' +
        '4 events have only a country: squares in the middle of it.',
    );
  });

  it('asks for what has no place, and no longer', async () => {
    const map = await show();
    const nowhere = () => one(map, '.foot button')!;
    nowhere().click();
    await waitUntil(() => map.search.startsWith('(missing = "context.geo.country" or '));
    await waitUntil(() => text(one(map, '.blank')) === 'None of these events has a place.');
    expect(text(one(map, '.foot'))).to.equal('5 events have no place, 3 of them come from private addresses.');
    await waitUntil(() => nowhere().getAttribute('aria-pressed') === 'true');
    nowhere().click();
    await waitUntil(() => map.search === '');
  });

  it('asks for just those with a private address, or a place that cannot be, and goes on to all without one', async () => {
    const map = await show();
    const link = (part: string) =>
      [...map.shadowRoot!.querySelectorAll<HTMLElement>('.foot button')].find(one => text(one).includes(part));
    const pressed = (part: string) => waitUntil(() => link(part)?.getAttribute('aria-pressed') === 'true', part);
    link('private addresses')!.click();
    await waitUntil(() => text(one(map, '.foot')).startsWith('3 events have no place, 3 of them'));
    expect(map.search).to.contain(' and client_ip = "10.0.0.7"');
    await pressed('private addresses');
    link('no place')!.click();
    await waitUntil(() => text(one(map, '.foot')).startsWith('5 events have no place, 3 of them'));
    expect(map.search).not.to.contain('client_ip');
    link('no place')!.click();
    await waitUntil(() => map.search === '' && link('cannot be'));
    link('cannot be')!.click();
    await waitUntil(() => text(one(map, '.foot')) === '1 event has a place that cannot be.');
    await pressed('cannot be');
    link('cannot be')!.click();
    await waitUntil(() => map.search === '');
  });

  it('says where no search can find just those that were pressed', async () => {
    const real = new MemoryEventsClient(EVENTS);
    const client = new MemoryEventsClient(EVENTS);
    client.facets = async (...asked) => ({ ...(await real.facets(...asked)), exact: false });
    const map = await fixture<EventMap>(html`<event-map locale="en" .client=${client}></event-map>`);
    await ready(map);
    [...map.shadowRoot!.querySelectorAll<HTMLElement>('.foot button')].at(-1)!.click();
    await waitUntil(() => one(map, '.foot [role=status]'));
    expect(text(one(map, '.foot'))).to.contain('a place that cannot be (no search finds just these');
    expect(map.search).to.equal('');
  });

  it('draws land, sea, and a ring in the colours of its groups', async () => {
    const map = await show();
    expect(colourAt(map, at(map, 25, 10))[3], 'the Sahara').to.equal(255);
    expect(colourAt(map, at(map, -30, -20))[3], 'the Atlantic').to.equal(0);
    const [x, y] = at(map, 6.45, 3.39);
    const [red, green, blue] = colourAt(map, [x + 14, y]);
    expect(red! - Math.max(green!, blue!), 'failures are red').to.be.above(100);
  });

  it('draws again in the colours of another theme', async () => {
    const map = await show();
    const land = () => colourAt(map, at(map, 25, 10))[0]!;
    map.style.colorScheme = 'light';
    await waitUntil(() => land() > 150, 'light land');
    map.style.colorScheme = 'dark';
    await waitUntil(() => land() < 100, 'dark land');
  });

  it('asks nobody for anything', async () => {
    await show();
    const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
    expect(asked.filter(origin => origin !== location.origin)).to.deep.equal([]);
  });

  it('says of a place under the pointer what happened there, and of a country too', async () => {
    const map = await show();
    await hover(at(map, 6.45, 3.39));
    await waitUntil(() => one(map, '.readout'));
    expect(text(one(map, '.readout')))
      .to.contain('Lagos, Nigeria')
      .and.to.contain('30 events')
      .and.to.contain('Failure24');
    await hover(at(map, 62, -100));
    await waitUntil(() => text(one(map, '.readout b')) === 'Canada');
    await hover([5, 5]);
    await waitUntil(() => !one(map, '.readout'));
  });

  it('a press on a place asks for just its events, and another press no longer', async () => {
    const map = await show();
    setTimeout(() => void click(at(map, 6.45, 3.39)));
    const request = await oneEvent<EventSearchRequestEvent>(map, 'event-search-request');
    expect(request.detail.search).to.match(/^context\.geo\.lat <= [\d.]+ and context\.geo\.lat > /);
    await waitUntil(() => map.search !== '' && text(one(map, '.say')).startsWith('All 30 events'));
    expect(text(one(map, '.foot'))).to.contain('Drop the chosen area');
    await click(at(map, 6.45, 3.39));
    await waitUntil(() => map.search === '' && text(one(map, '.say')).startsWith('Germany'));
  });

  it('a press on a country asks for it', async () => {
    const map = await show();
    await click(at(map, -25, 134));
    await waitUntil(() => map.search === 'context.geo.country = "AU"');
    await waitUntil(() => text(one(map, '.say')) === 'All 5 events that have a place are from Australia.');
  });

  it('a refused wish changes nothing', async () => {
    const map = await show();
    map.addEventListener('event-search-request', event => event.preventDefault());
    setTimeout(() => void click(at(map, -25, 134)));
    await oneEvent(map, 'event-search-request');
    expect(map.search).to.equal('');
  });

  it('a drawn box asks for what is in it', async () => {
    const map = await show();
    button(map, 'Choose an area').click();
    await map.updateComplete;
    await drag(at(map, 60, -5), at(map, -5, 30));
    await waitUntil(() => map.search !== '');
    await waitUntil(() => text(one(map, '.say')).includes('of the 70 events'));
    expect(button(map, 'Choose an area').getAttribute('aria-pressed')).to.equal('false');
  });

  it('zooms in until places come apart, and out again', async () => {
    const near = [eventAt({ lat: 50, long: 8 }), eventAt({ lat: 50, long: 8 }), eventAt({ lat: 50.5, long: 11 })];
    const map = await show(near);
    expect(one(map, '[role="option"]')!.getAttribute('aria-setsize')).to.equal('1');
    button(map, 'Zoom to the places').click();
    await waitUntil(() => one(map, '[role="option"]')?.getAttribute('aria-setsize') === '2');
    expect(option(map)).to.contain('2 events');
    button(map, 'The whole world').click();
    await waitUntil(() => one(map, '[role="option"]')?.getAttribute('aria-setsize') === '1');
  });

  it('leaves the wheel to the page, and says how to zoom', async () => {
    const map = await show();
    await wheel(at(map, 0, 0), [0, 100]);
    await waitUntil(() => text(one(map, '.hint')).includes('zoom with the wheel'));
    expect(button(map, 'Zoom out').disabled).to.equal(true);
  });

  describe('by keyboard', () => {
    it('goes from place to place, and asks for one', async () => {
      const map = await show();
      map.focus();
      await press('ArrowDown');
      await waitUntil(() => option(map).startsWith('Lagos'), 'to the south');
      await press('End');
      await waitUntil(() => option(map).startsWith('Canada'), 'the smallest');
      expect(option(map)).to.contain('Only the country is known');
      await press('Home');
      await waitUntil(() => option(map).startsWith('Berlin'), 'the biggest');
      await press('ArrowRight');
      await waitUntil(() => option(map).startsWith('Sydney'), 'to the east');
      await press('Enter');
      await waitUntil(() => text(one(map, '.say')) === 'All 5 events that have a place are from Australia.');
    });

    it('chooses what is in sight', async () => {
      const map = await show();
      button(map, 'Choose an area').click();
      await waitUntil(() => text(one(map, '.hint')).includes('Enter'));
      await press('Enter');
      await waitUntil(() => map.search.includes('context.geo.lat'));
    });

    it('keeps the focus on a place when it zooms', async () => {
      const map = await show();
      map.focus();
      await press('ArrowDown');
      await waitUntil(() => option(map).startsWith('Lagos'));
      await press('+');
      await waitUntil(() => !button(map, 'Zoom out').disabled);
      expect(option(map)).to.contain('Lagos');
    });
  });

  describe('as a table', () => {
    it('has the same figures, and sorts them', async () => {
      const map = await fixture<EventMap>(html`<event-map locale="en" table .events=${EVENTS}></event-map>`);
      await waitUntil(() => rows(map).length > 0);
      expect(rows(map).map(([name, total]) => [name, total])).to.deep.equal([
        ['Germany', '40'],
        ['Nigeria', '30'],
        ['Australia', '5'],
        ['Canada', '4'],
      ]);
      const head = [...map.shadowRoot!.querySelectorAll<HTMLElement>('thead button')];
      expect(head.map(cell => text(cell))).to.deep.equal(['Place', 'Events', 'Failure', 'Sign-in', 'Sign-out']);
      head[0]!.click();
      await map.updateComplete;
      expect(rows(map).map(([name]) => name)).to.deep.equal(['Australia', 'Canada', 'Germany', 'Nigeria']);
      expect(map.shadowRoot!.querySelector('[aria-sort="ascending"]')).to.equal(head[0]!.parentElement);
    });

    it('lists towns, and a name asks for its events', async () => {
      const map = await fixture<EventMap>(html`<event-map locale="en" table .events=${EVENTS}></event-map>`);
      await waitUntil(() => rows(map).length > 0);
      [...map.shadowRoot!.querySelectorAll<HTMLElement>('.table-head button')][1]!.click();
      await waitUntil(() => rows(map)[0]?.[0] === 'Berlin, Germany');
      [...map.shadowRoot!.querySelectorAll<HTMLElement>('tbody button')][1]!.click();
      await waitUntil(() => rows(map).length === 1 && rows(map)[0]![0] === 'Lagos, Nigeria');
    });

    it('loads no map', async () => {
      const map = await fixture<EventMap>(html`<event-map locale="en" table .events=${EVENTS}></event-map>`);
      await waitUntil(() => rows(map).length > 0);
      expect(canvas(map)).to.equal(null);
      map.table = false;
      await ready(map);
    });
  });

  describe('in a host', () => {
    it('is put up when it is first seen', async () => {
      const map = await fixture<EventMap>(html`<event-map locale="en" hidden .events=${EVENTS}></event-map>`);
      await map.updateComplete;
      expect(canvas(map)).to.equal(null);
      map.hidden = false;
      await ready(map);
    });

    it('survives being moved, with what it showed', async () => {
      const map = await show();
      button(map, 'Zoom in').click();
      await waitUntil(() => !button(map, 'Zoom out').disabled);
      const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
      elsewhere.append(map);
      await ready(map);
      await waitUntil(() => !button(map, 'Zoom out').disabled);
      expect(map.shadowRoot!.querySelectorAll('canvas')).to.have.lengthOf(1);
      elsewhere.remove();
      expect(map.shadowRoot!.querySelectorAll('canvas')).to.have.lengthOf(0);
    });

    it('fills any width, and shows the whole world in it', async () => {
      const map = await show();
      map.style.inlineSize = '320px';
      await waitUntil(() => one(map, '.frame')!.clientWidth < 320);
      await waitUntil(() => canvas(map)!.getBoundingClientRect().width < 600);
      await waitUntil(() => colourAt(map, at(map, -25, 134))[3] === 255, 'Australia is in sight');
    });

    it('leaves no global behind', async () => {
      await show();
      expect((globalThis as { L?: unknown }).L).to.equal(undefined);
    });

    it('asks for tiles where a page says so, names whose they are, and shows no markup in it', async () => {
      const map = await fixture<EventMap>(
        html`<event-map
          locale="en"
          tiles=${`${location.origin}/none/{z}/{x}/{y}.png`}
          attribution=${'<b>Ours</b>'}
          .events=${EVENTS}
        ></event-map>`,
      );
      await ready(map);
      await waitUntil(() => one(map, 'img.leaflet-tile'));
      expect(one(map, 'img.leaflet-tile')!.getAttribute('src')).to.match(/\/none\/\d+\/\d+\/\d+\.png$/);
      expect(text(one(map, '.attribution'))).to.equal('<b>Ours</b>');
    });
  });

  describe('when there is nothing to show', () => {
    const message = async (client: EventsClient | null, search = '', from = '') => {
      const map = await fixture<EventMap>(
        html`<event-map locale="en" search=${search} from=${from} .client=${client}></event-map>`,
      );
      await waitUntil(() => one(map, '.blank'));
      return text(one(map, '.blank'));
    };

    it('says why', async () => {
      expect(await message(null)).to.contain('No events to read');
      expect(await message(new MemoryEventsClient([]))).to.equal('No events yet');
      expect(await message(new MemoryEventsClient(EVENTS), 'action = "x"')).to.equal('No event matches');
      expect(await message(new MemoryEventsClient(EVENTS), '', '2100-01-01')).to.equal('No event matches');
      expect(await message(new MemoryEventsClient([eventAt(null)]))).to.equal('None of these events has a place.');
    });

    it('tells a failure, and tries again', async () => {
      const memory = new MemoryEventsClient(EVENTS);
      let isDown = true;
      const client = Object.create(memory) as EventsClient;
      const error = new EventsError({
        kind: 'http',
        status: 503,
        method: 'GET',
        url: '/x',
        message: 'It is down.',
        attempts: 1,
      });
      client.places = (view: ListView, options) => (isDown ? Promise.reject(error) : memory.places(view, options));
      const map = await fixture<EventMap>(html`<event-map locale="en" .client=${client}></event-map>`);
      await waitUntil(() => text(one(map, '.blank')).includes('It is down.'));
      isDown = false;
      one(map, '.blank button')!.click();
      await ready(map);
      isDown = true;
      map.search = 'action = "login"';
      await waitUntil(() => text(one(map, '.note')).includes('from before'));
    });

    it('says how much a figure is made of', async () => {
      const memory = new MemoryEventsClient(EVENTS);
      const client = Object.create(memory) as EventsClient;
      client.places = async (view: ListView, options) => ({
        ...(await memory.places(view, options)),
        covered: 2_000,
        total: 14_302,
        exact: false,
      });
      const map = await fixture<EventMap>(html`<event-map locale="en" .client=${client}></event-map>`);
      await waitUntil(() => text(one(map, '.note')) === 'Counted in the newest 2,000 of 14,302 events.');
    });
  });

  it('lives with hostile places', async () => {
    const map = await show([
      eventAt({ city: '<img src=x onerror=alert(1)>\u202e', country: 'DE', lat: 50, long: 8 }),
      eventAt({ city: 'x'.repeat(100_000), country: 'constructor', lat: 0, long: 0 }),
      eventAt({ country: '__proto__', lat: '50', long: [] }),
      eventAt({ lat: NaN, long: Infinity }),
    ]);
    expect(map.shadowRoot!.querySelector('img')).to.equal(null);
    expect(option(map).length).to.be.below(300);
    expect(text(one(map, '.foot'))).to.contain('2 events have a place that cannot be');
  });
});
