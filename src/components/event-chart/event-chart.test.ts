import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { sendKeys } from '@web/test-runner-commands';
import { EventsError, MemoryEventsClient } from '../../client/index.js';
import type { EventRecord, Histogram } from '../../model/index.js';
import '../event-provider/define.js';
import type { EventProvider } from '../event-provider/index.js';
import './define.js';
import type { EventChart } from './index.js';

const DAY = Date.parse('2026-11-20T00:00:00Z');
const HOUR = 3_600_000;

/** `[hour, action]` each. */
function events(...list: (readonly [hour: number, action: string])[]): EventRecord[] {
  return list.map(([hour, action], i) => ({
    pk: String(i),
    action,
    app: 'a',
    created: new Date(DAY + hour * HOUR).toISOString(),
  }));
}
const EVENTS = events(
  [0.51, 'login'],
  [0.52, 'login'],
  [0.53, 'login_failed'],
  [5.5, 'login'],
  [5.6, 'logout'],
  [9.5, 'login'],
);

describe('event-chart', () => {
  let provider: EventProvider;
  let chart: EventChart;
  const part = <T extends HTMLElement>(selector: string): T => chart.shadowRoot!.querySelector<T>(selector)!;
  const all = (selector: string): HTMLElement[] => [...chart.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
  const texts = (selector: string): string[] =>
    all(selector).map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
  const plot = (): HTMLElement => part('.plot');
  const drawn = (): Promise<void> => waitUntil(() => part('canvas') !== null, 'the chart is drawn', { interval: 10 });
  const counted = async (): Promise<void> => {
    await chart.updateComplete;
    await waitUntil(() => !part('[aria-busy]') && part('.legend, .blank, .figures'), 'events are counted', {
      interval: 5,
    });
  };
  const show = async (properties: Partial<EventChart> = {}, list: readonly EventRecord[] = EVENTS): Promise<void> => {
    provider = await fixture(
      html`<event-provider .events=${list} from="2026-11-20" to="2026-11-20T10:00:00Z" time-zone="UTC" locale="en-GB"
        ><event-chart></event-chart
      ></event-provider>`,
    );
    chart = provider.querySelector('event-chart')!;
    Object.assign(chart, properties);
    await counted();
  };
  /** A point in a bucket, and how high in it, as shares. */
  const point = (bucket: number, of: number, height: number): { clientX: number; clientY: number } => {
    const canvas = part('.u-over').getBoundingClientRect();
    return {
      clientX: canvas.left + ((bucket + 0.5) / of) * canvas.width,
      clientY: canvas.bottom - height * canvas.height,
    };
  };
  const pointer = (type: string, at: { clientX: number; clientY: number }): boolean =>
    plot().dispatchEvent(new PointerEvent(type, { ...at, bubbles: true, composed: true, pointerId: 1, button: 0 }));
  const bucketCount = (): number => Number(plot().getAttribute('aria-valuemax'));

  it('says in a sentence how many there are and where most are, and what a bar is', async () => {
    await show();
    expect(texts('.said')[0]).to.match(/^6 events, most on 20 Nov, 00:\d\d\s?–\s?0\d:\d\d: 3\.$/);
    expect(texts('.head .faint')[0]).to.match(/^events per \d+ (minutes|hours?)$/);
  });

  it('draws once it is seen, and not before', async () => {
    await show();
    await drawn();
    const context = part<HTMLCanvasElement>('canvas').getContext('2d')!;
    const { width, height } = context.canvas;
    const failure = getComputedStyle(part('.palette [data-group="failure"]')).color.match(/\d+/g)!.map(Number);
    await waitUntil(
      () => {
        const { data } = context.getImageData(0, 0, width, height);
        for (let i = 0; i < data.length; i += 4) if (failure.every((value, at) => data[i + at] === value)) return true;
        return false;
      },
      'the failed login is drawn in its colour',
      { interval: 10 },
    );
    const hidden = await fixture<HTMLElement>(html`<div hidden><event-chart .events=${EVENTS}></event-chart></div>`);
    await hidden.querySelector('event-chart')!.updateComplete;
    expect(hidden.querySelector('event-chart')!.shadowRoot!.querySelector('canvas')).to.equal(null);
    hidden.hidden = false;
    chart = hidden.querySelector('event-chart')!;
    await drawn();
  });

  it('names its values with their counts, failures first', async () => {
    await show();
    expect(texts('.legend .entry')).to.deep.equal(['Failed login 1', 'Login 4', 'Logout 1']);
  });

  it('asks for a value from the legend, shows that it does, and lets go of it', async () => {
    await show();
    part<HTMLButtonElement>('.legend button.entry').click();
    await waitUntil(() => provider.search !== '', undefined, { interval: 5 });
    expect(provider.search).to.equal('action = "login_failed"');
    await waitUntil(() => part('.entry[aria-pressed="true"]'), undefined, { interval: 5 });
    await waitUntil(() => texts('.said')[0]!.startsWith('1 event'), undefined, { interval: 5 });
    part<HTMLButtonElement>('.entry[aria-pressed="true"]').click();
    await waitUntil(() => provider.search === '', undefined, { interval: 5 });
  });

  it('leaves a value out', async () => {
    await show();
    all('.out')[1]!.click();
    await waitUntil(() => provider.search !== '', undefined, { interval: 5 });
    expect(provider.search).to.equal('action != "login"');
    await waitUntil(() => texts('.said')[0]!.startsWith('2 events'), undefined, { interval: 5 });
  });

  it('asks for a kind of action by its actions, shows that it does, and lets go of it', async () => {
    await show({ by: '@group' });
    await waitUntil(() => texts('.legend .entry')[0] === 'Failure 1', undefined, { interval: 5 });
    all('.legend button.entry')[1]!.click();
    await waitUntil(() => provider.search !== '', undefined, { interval: 5 });
    expect(provider.search).to.equal('action = "login"');
    await waitUntil(() => part('.entry[aria-pressed="true"]'), undefined, { interval: 5 });
    expect(texts('.entry[aria-pressed="true"]')).to.deep.equal(['Sign-in 4']);
    part<HTMLButtonElement>('.entry[aria-pressed="true"]').click();
    await waitUntil(() => texts('.said')[0]!.startsWith('6 events'), undefined, { interval: 5 });
    expect(provider.search).to.equal('');
    all('.out')[1]!.click();
    await waitUntil(() => texts('.said')[0]!.startsWith('2 events'), undefined, { interval: 5 });
    expect(provider.search).to.equal('action != "login"');
  });

  it('takes a drag for the range, from edge to edge of the buckets', async () => {
    await show();
    await drawn();
    const count = bucketCount();
    const perHour = count / 10;
    pointer('pointerdown', point(Math.floor(5 * perHour), count, 0.9));
    pointer('pointermove', point(Math.ceil(6 * perHour) - 1, count, 0.9));
    await chart.updateComplete;
    expect(part('.brush')).not.to.equal(null);
    expect(part('.read-head .num').textContent).to.equal('2');
    pointer('pointerup', point(Math.ceil(6 * perHour) - 1, count, 0.9));
    expect([provider.from, provider.to]).to.deep.equal(['2026-11-20T05:00:00Z', '2026-11-20T06:00:00Z']);
    await waitUntil(() => texts('.said')[0]!.startsWith('2 events'), undefined, { interval: 5 });
  });

  it('gives up a drag on Escape', async () => {
    await show();
    await drawn();
    plot().focus();
    pointer('pointerdown', point(2, bucketCount(), 0.9));
    pointer('pointermove', point(5, bucketCount(), 0.9));
    await sendKeys({ press: 'Escape' });
    pointer('pointerup', point(5, bucketCount(), 0.9));
    expect(provider.from).to.equal('2026-11-20');
  });

  it('takes a press on a part of a bar for its value and its time, as one step', async () => {
    await show();
    await drawn();
    const steps: string[] = [];
    provider.addEventListener('event-range-request', () => steps.push(`range, search ${provider.search}`));
    const at = point(Math.floor(bucketCount() * 0.05), bucketCount(), 0.05);
    pointer('pointerdown', at);
    pointer('pointerup', at);
    await waitUntil(() => provider.search !== '', undefined, { interval: 5 });
    expect(provider.search).to.equal('action = "login_failed"');
    expect(provider.to).not.to.equal('2026-11-20T10:00:00Z');
    expect(steps).to.deep.equal(['range, search action = "login_failed"']);
  });

  it('reads out what is under the pointer', async () => {
    await show();
    await drawn();
    pointer('pointermove', point(Math.floor(bucketCount() * 0.05), bucketCount(), 0.5));
    await chart.updateComplete;
    expect(part('.read').textContent).to.contain('20 Nov, 00:');
    expect(texts('.read li')[0]).to.match(/^Login ?\d/);
    pointer('pointerleave', point(0, bucketCount(), 0.5));
    await chart.updateComplete;
    expect(part('.read')).to.equal(null);
  });

  it('is walked over by keys: buckets, parts of a bar, and marks', async () => {
    await show();
    await drawn();
    await counted();
    plot().focus();
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'ArrowRight' });
    await chart.updateComplete;
    expect(plot().getAttribute('aria-valuenow')).to.equal('2');
    const busy = Math.floor(bucketCount() * 0.05);
    await sendKeys({ press: 'Home' });
    for (let i = 0; i < busy; i += 1) await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowUp' });
    await chart.updateComplete;
    expect(plot().getAttribute('aria-valuetext')).to.match(/20 Nov, 00:.*events?, (Failed login|Login) \d/);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => provider.search !== '', undefined, { interval: 5 });
    expect(provider.search).to.match(/^action = "login(_failed)?"$/);
    expect(provider.from).to.match(/^2026-11-20T00:/);
  });

  it('has the same numbers in a table, sortable and for the clipboard', async () => {
    await show({ form: 'table' });
    expect(texts('.figures thead th')).to.deep.equal(['Time', 'Failed login', 'Login', 'Logout', 'All']);
    expect(texts('.figures tfoot td')).to.deep.equal(['1', '4', '1', '6']);
    const rows = texts('.figures tbody tr');
    all('.figures thead button').at(-1)!.click();
    await chart.updateComplete;
    expect(part('th[aria-sort="descending"]').textContent).to.contain('All');
    expect(texts('.figures tbody tr')[0]).to.match(/ [1-3]$/);
    expect([...texts('.figures tbody tr')].sort()).to.deep.equal([...rows].sort());
  });

  it('tells its host which form a reader chose', async () => {
    await show();
    const told = oneEvent(chart, 'event-chart-layout');
    all('.tools button').at(-1)!.click();
    expect((await told).detail).to.deep.equal({ kind: 'bars', scale: 'linear', form: 'table' });
    await chart.updateComplete;
    expect(chart.form).to.equal('table');
    expect(part('.figures')).not.to.equal(null);
  });

  it('keeps the old chart until the new figures are there, and only the newest answer counts', async () => {
    const client = new MemoryEventsClient(EVENTS);
    const real = new MemoryEventsClient(EVENTS);
    const waiting: ((histogram: Histogram) => void)[] = [];
    await show({}, EVENTS);
    let answered = false;
    client.histogram = async (...question) => {
      const answer = await real.histogram(...question);
      answered = true;
      return answer;
    };
    provider.client = client;
    const isDrawn = () => part('canvas') && part('.legend') && !part('.is-stale');
    await waitUntil(() => answered && isDrawn(), 'a chart of that client', { interval: 5 });
    client.histogram = () => new Promise(resolve => waiting.push(resolve));
    const canvas = part('canvas');
    provider.search = 'login';
    await waitUntil(() => part('.is-stale'), 'the chart shows that it waits', { interval: 5 });
    expect(texts('.said')[0]).to.match(/^6 events/);
    provider.search = 'logout';
    await chart.updateComplete;
    waiting[1]!(await real.histogram({ search: 'logout' }, { by: 'action' }));
    await waitUntil(() => texts('.said')[0]!.startsWith('1 event'), 'the newest answer', { interval: 5 });
    waiting[0]!(await real.histogram({}, { by: 'action' }));
    await chart.updateComplete;
    expect(texts('.said')[0]).to.match(/^1 event/);
    expect(part('.is-stale')).to.equal(null);
    expect(part('canvas')).to.equal(canvas);
  });

  it('keeps what is pointed at, and the drawing, while the same buckets are counted again', async () => {
    await show();
    await drawn();
    pointer('pointermove', point(2, bucketCount(), 0.5));
    await chart.updateComplete;
    const context = part<HTMLCanvasElement>('canvas').getContext('2d')!;
    let drawings = 0;
    context.fillRect = () => void (drawings += 1);
    pointer('pointermove', point(3, bucketCount(), 0.5));
    await chart.updateComplete;
    expect(drawings).to.equal(0);
    provider.refresh();
    await waitUntil(() => drawings > 0, 'it is drawn again', { interval: 5 });
    expect(part('.read')).not.to.equal(null);
  });

  it('says what the figures leave out', async () => {
    await show();
    const real = new MemoryEventsClient(EVENTS);
    const client = Object.create(real) as MemoryEventsClient;
    client.histogram = async (view, options) => ({
      ...(await real.histogram(view, options)),
      covered: 2_000,
      total: 14_302,
      exact: false,
      undated: 3,
    });
    provider.client = client;
    await waitUntil(() => part('.note'), undefined, { interval: 5 });
    expect(texts('.note')).to.deep.equal([
      'Counted in the newest 2,000 of 14,302 events.',
      '3 events without a time are not in the chart.',
    ]);
  });

  it('says what went wrong, and tries again', async () => {
    await show();
    const real = new MemoryEventsClient(EVENTS);
    const client = Object.create(real) as MemoryEventsClient;
    let fails = true;
    client.histogram = (view, options) =>
      fails
        ? Promise.reject(new EventsError({ kind: 'network', url: 'x', message: 'The server is asleep.' }))
        : real.histogram(view, options);
    provider.client = client;
    await waitUntil(() => part('[role="alert"]'), undefined, { interval: 5 });
    expect(part('.blank [role="alert"]').textContent).to.contain('The server is asleep.');
    fails = false;
    part<HTMLButtonElement>('.blank .btn').click();
    await waitUntil(() => texts('.legend .entry').length === 3, 'it is counted', { interval: 5 });
    fails = true;
    provider.refresh();
    await waitUntil(() => part('.note [role="alert"]'), 'it says that figures are old', { interval: 5 });
    expect(part('.note').textContent).to.contain('those from before');
    expect(texts('.legend .entry')).to.have.length(3);
    fails = false;
    part<HTMLButtonElement>('.note .link').click();
    await waitUntil(() => !part('.note'), 'it is counted again', { interval: 5 });
  });

  it('takes on the scale of figures that came while there was no room for them', async () => {
    await show();
    await drawn();
    const left = (): number => part('.u-over').offsetLeft; // the wider, the longer the labels of the scale
    const before = left();
    provider.events = [];
    await waitUntil(() => part('.box').clientWidth === 0, 'nothing is drawn', { interval: 5 });
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame); // its size is seen to be none
    provider.events = Array.from({ length: 600 }, (_, i) => ({ ...EVENTS[0]!, pk: String(i) }));
    await waitUntil(() => left() > before, 'labels of three digits', { interval: 5 });
  });

  it('is as high before the figures come as with them', async () => {
    await show();
    const after = chart.getBoundingClientRect().height;
    const client = Object.create(new MemoryEventsClient(EVENTS)) as MemoryEventsClient;
    client.histogram = () => new Promise(() => undefined);
    chart = await fixture(html`<event-chart .client=${client} time-zone="UTC"></event-chart>`);
    expect(chart.getBoundingClientRect().height).to.equal(after);
  });

  it('says that there is nothing, and that it has no source', async () => {
    await show({}, []);
    await waitUntil(() => part('.blank'), undefined, { interval: 5 });
    expect(part('.blank').textContent).to.contain('No events to chart');
    chart = await fixture(html`<event-chart></event-chart>`);
    expect(part('.blank').textContent).to.contain('No events to chart');
  });

  it('splits by any field, and by none', async () => {
    await show({ by: 'app' });
    await waitUntil(() => texts('.legend .entry')[0] === 'A a 6', undefined, { interval: 5 });
    chart.by = '';
    await waitUntil(() => !part('.legend'), undefined, { interval: 5 });
    expect(texts('.said')[0]).to.match(/^6 events/);
  });

  it('draws lines and powers of ten, moves in the page, and follows its theme', async () => {
    await show({ kind: 'lines', scale: 'log' });
    await drawn();
    chart.scale = 'linear';
    await chart.updateComplete;
    const place = await fixture<HTMLElement>(html`<div></div>`);
    place.append(provider);
    await counted();
    await drawn();
    document.documentElement.dataset['theme'] = 'dark';
    await new Promise(requestAnimationFrame);
    delete document.documentElement.dataset['theme'];
    expect(all('canvas')).to.have.length(1);
  });

  it('passes axe as chart and as table, in both directions', async () => {
    await show();
    await drawn();
    await expect(chart).to.be.accessible();
    provider.dir = 'rtl';
    chart.form = 'table';
    await chart.updateComplete;
    await expect(chart).to.be.accessible();
  });
});
