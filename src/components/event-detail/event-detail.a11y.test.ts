import { expect, fixture, html } from '@open-wc/testing';
import { fullEvent, hostileEvent } from '../../../stories/action-events.js';
import { press, viewport } from '../../../test/wtr/commands.js';
import type { EventRecord } from '../../model/index.js';
import './define.js';
import type { EventDetail } from './index.js';

const RECORD: EventRecord = {
  pk: 'b7a91f3c-51d2-4b0e-9c55-0d1f6b1ae604',
  action: 'configuration_error',
  app: 'authentik.flows',
  created: '2026-11-22T11:38:41.907123Z',
  user: { pk: 41, username: 'marta\u200b' },
  client_ip: '198.51.100.61',
  context: {
    message: 'x'.repeat(1_000),
    http_request: { path: '/x/'.repeat(300) },
    list: Array.from({ length: 50 }, (_, i) => i),
  },
};

const show = (record: EventRecord | null, view: 'details' | 'json' | 'raw' = 'json') =>
  fixture<EventDetail>(html`<event-detail .record=${record} .view=${view}></event-detail>`);

describe('event-detail, for assistive technology', () => {
  before(() => viewport(1000, 800));

  for (const [what, make] of [
    ['a record', () => show(RECORD)],
    ['raw JSON', () => show(RECORD, 'raw')],
    ['a mail', () => show(fullEvent('email_sent'), 'details')],
    ['a stack trace and code', () => show(fullEvent('property_mapping_exception'), 'details')],
    ['hostile details', () => show(hostileEvent('policy_execution'), 'details')],
    ['no record', () => show(null)],
    [
      'an error',
      () => {
        const client = { list: () => Promise.reject(new Error()), get: () => Promise.reject(new Error('down')) };
        return fixture<EventDetail>(html`<event-detail event-id="x" .client=${client}></event-detail>`);
      },
    ],
    [
      'loading',
      () => {
        const client = { list: () => Promise.reject(new Error()), get: () => new Promise(() => undefined) };
        return fixture<EventDetail>(html`<event-detail event-id="x" .client=${client}></event-detail>`);
      },
    ],
  ] as const) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`passes axe with ${what}, ${scheme}`, async () => {
        const detail = await make();
        const box = detail.parentElement!;
        box.style.colorScheme = scheme;
        box.style.background = scheme === 'dark' ? '#15171a' : '#ffffff';
        await detail.updateComplete;
        // Buttons are on their way to the colours of the scheme for a moment.
        const transitions = detail.shadowRoot!.getAnimations().filter(each => each instanceof CSSTransition);
        await Promise.allSettled(transitions.map(({ finished }) => finished));
        await expect(detail).to.be.accessible();
      });
    }
  }

  it('is a heading, a list of terms, and tabs with panels that name each other', async () => {
    const root = (await show(RECORD)).shadowRoot!;
    expect(root.querySelector('[role="heading"]')!.ariaLevel).to.equal('2');
    expect(root.querySelectorAll('dl > div > dt + dd').length).to.equal(root.querySelectorAll('dl > div').length);
    expect(root.querySelector('[role="tablist"]')!.ariaLabel).to.equal('The whole event');
    for (const tab of root.querySelectorAll('[role="tab"]')) {
      const panel = root.getElementById(tab.getAttribute('aria-controls')!)!;
      expect(panel.role).to.equal('tabpanel');
      expect(panel.getAttribute('aria-labelledby')).to.equal(tab.id);
    }
  });

  it('has a heading of the level that the page asks for', async () => {
    const detail = await show(RECORD);
    const level = () => detail.shadowRoot!.querySelector('[role="heading"]')!.getAttribute('aria-level');
    for (const [asked, given] of [
      [3, '3'],
      [99, '6'],
      [-1, '1'],
      [NaN, '2'],
    ] as const) {
      detail.headingLevel = asked;
      await detail.updateComplete;
      expect(level()).to.equal(given);
    }
  });

  it('names the button of each fact after the fact', async () => {
    const root = (await show(RECORD)).shadowRoot!;
    for (const row of root.querySelectorAll('dl > div')) {
      const name = row.querySelector('dt')!.textContent;
      expect(row.querySelector('button.copy')!.getAttribute('aria-label')).to.equal(`Copy ${name}`);
    }
  });

  it('shows the button of a fact to whoever comes to it by Tab', async () => {
    const detail = await show(RECORD);
    detail.shadowRoot!.querySelector<HTMLElement>('.head button')!.focus();
    await press('Tab');
    const button = detail.shadowRoot!.activeElement!;
    expect(button.matches('button.copy')).to.equal(true);
    expect(getComputedStyle(button).opacity).to.equal('1');
  });

  it('reaches everything by Tab, and gets out again', async () => {
    const detail = await show(RECORD);
    const after = document.createElement('button');
    after.textContent = 'after';
    detail.after(after);
    detail.shadowRoot!.querySelector<HTMLElement>('.head button')!.focus();
    const seen = new Set<string>();
    for (let step = 0; step < 40 && document.activeElement !== after; step += 1) {
      await press('Tab');
      const active = detail.shadowRoot!.activeElement;
      seen.add(active?.shadowRoot?.activeElement?.role ?? active?.role ?? active?.className ?? '');
    }
    expect(document.activeElement).to.equal(after);
    expect([...seen]).to.include.members(['tab', 'treeitem']);
  });

  it('lets raw JSON be scrolled by keyboard', async () => {
    const root = (await show(RECORD, 'raw')).shadowRoot!;
    const box = root.querySelector<HTMLElement>('.raw')!;
    expect(box.tabIndex).to.equal(0);
    expect(box.getAttribute('aria-label')).to.equal('Raw');
  });
});
