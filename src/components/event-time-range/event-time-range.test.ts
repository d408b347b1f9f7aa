import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../event-provider/define.js';
import type { EventProvider } from '../event-provider/index.js';
import './define.js';
import type { EventTimeRange } from './index.js';

describe('event-time-range', () => {
  const realNow = Date.now;
  let provider: EventProvider;
  let range: EventTimeRange;
  const part = <T extends HTMLElement>(selector: string): T => range.shadowRoot!.querySelector<T>(selector)!;
  const shown = (): string => part('.shown').textContent.replace(/\s+/g, ' ').trim();
  const panel = (): HTMLElement => part('#panel');
  const preset = (label: string): HTMLButtonElement =>
    [...range.shadowRoot!.querySelectorAll<HTMLButtonElement>('.presets button')].find(
      ({ textContent }) => textContent.trim() === label,
    )!;
  const step = (name: string): HTMLButtonElement => part(`[aria-label="${name}"]`);
  const open = async (): Promise<void> => {
    part('.shown').click();
    await oneEvent(panel(), 'toggle');
    await range.updateComplete;
  };
  const type = async (end: string, text: string): Promise<void> => {
    const field = part<HTMLInputElement>(`[name="${end}"]`);
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await range.updateComplete;
  };

  beforeEach(async () => {
    Date.now = () => Date.parse('2026-11-22T12:00:00Z');
    provider = await fixture(
      html`<event-provider from="now-7d" time-zone="UTC" locale="en-GB"
        ><event-time-range></event-time-range
      ></event-provider>`,
    );
    range = provider.querySelector('event-time-range')!;
    await range.updateComplete;
  });
  afterEach(() => {
    Date.now = realNow;
  });

  it('shows the range by its name, from when to when it is, and in which zone', async () => {
    expect(shown()).to.match(/^Last 7 days 15\s?–\s?22 Nov, UTC$/);
    provider.from = '2026-11-01T10:00:00Z';
    provider.to = '2026-11-01T11:30:00Z';
    await range.updateComplete;
    expect(shown()).to.match(/^1 Nov, 10:00\s?–\s?11:29 UTC$/);
    provider.to = '';
    provider.from = '';
    await range.updateComplete;
    expect(shown()).to.equal('All events UTC');
    provider.from = 'now-3h';
    await range.updateComplete;
    expect(shown()).to.match(/^Last 3 hours/);
  });

  it('asks for a preset, which stays relative, and gives the focus back', async () => {
    await open();
    expect(preset('Last 7 days').getAttribute('aria-pressed')).to.equal('true');
    const told = oneEvent(range, 'event-time-range-change');
    preset('Yesterday').click();
    expect((await told).detail).to.deep.equal({ range: { from: 'today-1d', to: 'today' } });
    expect([provider.from, provider.to]).to.deep.equal(['today-1d', 'today']);
    await range.updateComplete;
    expect(panel().matches(':popover-open')).to.equal(false);
    expect(shown()).to.equal('Yesterday 21 Nov, UTC');
    expect(part('[role="status"]').textContent).to.contain('Yesterday');
  });

  it('takes what is typed, says what it means, and applies it on Enter', async () => {
    await open();
    await type('from', '2 hours ago');
    expect(part('#means').textContent).to.match(/^\s*From 22 Nov, 10:00, UTC\s*$/);
    await type('from', '2026-11-20');
    await type('to', '2026-11-21');
    expect(part('#means').textContent).to.match(/^\s*20\s?–\s?21 Nov, UTC\s*$/);
    part('[name="to"]').focus();
    await sendKeys({ press: 'Enter' });
    expect([provider.from, provider.to]).to.deep.equal(['2026-11-20T00:00:00Z', '2026-11-22T00:00:00Z']);
  });

  it('says what it cannot read, and leaves the range as it is', async () => {
    await open();
    await type('from', 'soon');
    part('.btn.primary').click();
    await range.updateComplete;
    expect(part('[name="from"]').getAttribute('aria-invalid')).to.equal('true');
    expect(part('#means').textContent).to.contain('This is no time');
    await type('from', '2026-11-21');
    await type('to', '2026-11-20');
    part('.btn.primary').click();
    await range.updateComplete;
    expect(part('#means').textContent).to.contain('ends before');
    expect(provider.from).to.equal('now-7d');
  });

  it('goes earlier, later and to twice as long', async () => {
    expect(step('Later').disabled).to.equal(true);
    step('Twice as long').click();
    await range.updateComplete;
    expect(provider.from).to.equal('now-14d');
    step('Earlier').click();
    await range.updateComplete;
    expect([provider.from, provider.to]).to.deep.equal(['2026-10-25T12:00:00Z', '2026-11-08T12:00:00Z']);
    step('Later').click();
    await range.updateComplete;
    expect(provider.to).to.equal('2026-11-22T12:00:00Z');
  });

  it('chooses days in a calendar, by keys too, the first and then the last', async () => {
    await open();
    const current = (): HTMLElement => part('.cal [tabindex="0"]');
    current().focus();
    expect(current().getAttribute('aria-label')).to.match(/^Sunday,? 22 November 2026$/);
    for (const press of ['ArrowUp', 'ArrowLeft', 'Enter']) await sendKeys({ press });
    await range.updateComplete;
    expect(part<HTMLInputElement>('[name="from"]').value).to.equal('2026-11-14');
    for (const press of ['ArrowRight', 'ArrowRight', 'Enter']) await sendKeys({ press });
    await range.updateComplete;
    expect(
      [...range.shadowRoot!.querySelectorAll('.cal .in, .cal .end')].map(cell => cell.textContent.trim()),
    ).to.deep.equal(['14', '15', '16']);
    part('.btn.primary').click();
    expect([provider.from, provider.to]).to.deep.equal(['2026-11-14T00:00:00Z', '2026-11-17T00:00:00Z']);
  });

  it('walks over months, with the day kept or the last of the month', async () => {
    provider.from = '2026-08-31';
    provider.to = '2026-09-01';
    await open();
    part('.cal [tabindex="0"]').focus();
    await sendKeys({ press: 'PageDown' });
    await range.updateComplete;
    expect(range.shadowRoot!.activeElement!.getAttribute('aria-label')).to.match(/^Wednesday,? 30 September 2026$/);
  });

  it('chooses the zone that times and days are told in', async () => {
    await open();
    const select = part<HTMLSelectElement>('#zone');
    expect(select.value).to.equal('UTC');
    select.value = 'Asia/Tokyo';
    select.dispatchEvent(new Event('change'));
    await range.updateComplete;
    expect(provider.timeZone).to.equal('Asia/Tokyo');
    expect(shown()).to.match(/GMT\+9|JST/);
    await type('from', '2026-11-20');
    part('.btn.primary').click();
    expect(provider.from).to.equal('2026-11-19T15:00:00Z');
  });

  it('is refused by who listens on the way, and says nothing then', async () => {
    provider.addEventListener('event-range-request', event => event.preventDefault(), { capture: true });
    let told = 0;
    range.addEventListener('event-time-range-change', () => (told += 1));
    step('Twice as long').click();
    await range.updateComplete;
    expect(provider.from).to.equal('now-7d');
    expect(told).to.equal(0);
  });

  it('has its own presets where the page gives none that are', async () => {
    range = await fixture(html`<event-time-range .presets=${'week'}></event-time-range>`);
    await open();
    expect(range.shadowRoot!.querySelectorAll('.presets button').length).to.be.above(5);
  });

  it('works alone, and with presets of the page', async () => {
    range = await fixture(
      html`<event-time-range
        time-zone="UTC"
        .presets=${[{ label: 'The outage', from: '2026-11-01T10:00:00Z', to: '2026-11-01T11:00:00Z' }]}
      ></event-time-range>`,
    );
    await open();
    preset('The outage').click();
    await range.updateComplete;
    expect(range.from).to.equal('2026-11-01T10:00:00Z');
    expect(shown()).to.match(/^The outage/);
  });

  it('passes axe, closed and open, in both directions', async () => {
    await expect(range).to.be.accessible();
    await open();
    await expect(range).to.be.accessible();
    provider.dir = 'rtl';
    await expect(range).to.be.accessible();
  });
});
