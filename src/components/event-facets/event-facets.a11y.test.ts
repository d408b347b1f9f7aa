import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { events } from '../../../stories/events.js';
import { viewport } from '../../../test/wtr/commands.js';
import './define.js';
import type { EventFacets } from './index.js';

const ready = (facets: EventFacets) => waitUntil(() => facets.shadowRoot!.querySelector('[part="value"]'));

describe('event-facets, for assistive technology', () => {
  before(() => viewport(900, 700));

  it('is accessible with values chosen and left out', async () => {
    const facets = await fixture<EventFacets>(
      html`<event-facets search='context.geo.country = "PL" and app != "x"' .events=${events}></event-facets>`,
    );
    await ready(facets);
    await waitUntil(() => facets.shadowRoot!.querySelector('.is-out'));
    await expect(facets).to.be.accessible();
  });

  it('is accessible with a field open', async () => {
    const facets = await fixture<EventFacets>(html`<event-facets fields="action" .events=${events}></event-facets>`);
    await ready(facets);
    facets.shadowRoot!.querySelector<HTMLElement>('.link')!.click();
    await waitUntil(() => facets.shadowRoot!.querySelector('input'));
    await expect(facets).to.be.accessible();
  });

  it('is accessible folded, open and closed', async () => {
    const facets = await fixture<EventFacets>(html`<event-facets fold .events=${events}></event-facets>`);
    await ready(facets);
    await expect(facets).to.be.accessible();
    facets.shadowRoot!.querySelector<HTMLElement>('.fold')!.click();
    await waitUntil(() => facets.shadowRoot!.querySelector(':popover-open'));
    await expect(facets).to.be.accessible();
  });
});
