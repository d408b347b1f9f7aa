import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { MemoryEventsClient } from '../../client/index.js';
import { resetWarnings } from '../../internal/warn-once.js';
import type { EventRecord } from '../../model/index.js';
import { expectConsole } from '../../../test/wtr/expect-console.js';
import './define.js';
import {
  DataElement,
  EventOrderingRequestEvent,
  EventProvider,
  EventRangeRequestEvent,
  EventRefreshRequestEvent,
  EventSearchRequestEvent,
  EventSelectRequestEvent,
  EventTimeZoneRequestEvent,
  ViewStore,
} from './index.js';

/** An element that shows the view it gets, and asks for changes of it. */
class ViewProbe extends DataElement {
  renders = 0;
  get view() {
    return this.provider.state.view;
  }
  get revision() {
    return this.provider.state.revision;
  }
  get shownClient() {
    return this.provider.state.client;
  }
  ask(search: string): void {
    this.provider.request(new EventSearchRequestEvent(search));
  }
  override render() {
    this.renders += 1;
    return html`${this.view.search}`;
  }
}
customElements.define('view-probe', ViewProbe);

const probeIn = (root: ParentNode): ViewProbe => root.querySelector<ViewProbe>('view-probe')!;
const record = { pk: '1', action: 'login', app: 'x', created: '2026-01-01T00:00:00Z' } as EventRecord;

describe('event-provider', () => {
  let provider: EventProvider;
  let probe: ViewProbe;
  beforeEach(async () => {
    resetWarnings();
    provider = await fixture(
      html`<event-provider search="one"
        ><p><view-probe></view-probe></p
      ></event-provider>`,
    );
    probe = probeIn(provider);
  });

  it('hands its view and its client down', async () => {
    expect(probe.view.search).to.equal('one');
    provider.events = [record];
    await probe.updateComplete;
    expect(probe.shownClient).to.be.instanceOf(MemoryEventsClient);
    provider.search = 'two';
    await probe.updateComplete;
    expect(probe.shadowRoot!.textContent).to.equal('two');
  });

  it('grants the wishes of what is inside it, once', async () => {
    probe.ask('three');
    await probe.updateComplete;
    expect(provider.search).to.equal('three');
    expect(probe.shadowRoot!.textContent).to.equal('three');
    probe.dispatchEvent(new EventOrderingRequestEvent('-action'));
    expect(provider.ordering).to.equal('-action');
    probe.dispatchEvent(new EventSelectRequestEvent('abc'));
    expect(probe.view.selected).to.equal('abc');
    probe.dispatchEvent(new EventRefreshRequestEvent());
    expect(probe.revision).to.equal(1);
  });

  it('grants what a page asks for with a plain event', () => {
    const plain = new CustomEvent('event-search-request', {
      detail: { search: 'plain' },
      bubbles: true,
      composed: true,
    });
    provider.querySelector('p')!.dispatchEvent(plain);
    expect(provider.search).to.equal('plain');
  });

  it('leaves the view as it is when somebody on the way refuses', () => {
    provider.querySelector('p')!.addEventListener('event-search-request', event => event.preventDefault());
    probe.ask('refused');
    expect(provider.search).to.equal('one');
  });

  it('does not take nonsense for a wish', () => {
    for (const detail of [null, undefined, 3, {}, { search: 7 }, { search: null }]) {
      provider.dispatchEvent(new CustomEvent('event-search-request', { detail }));
    }
    expect(provider.search).to.equal('');
  });

  it('is granted by the nearest provider only', async () => {
    const outer = await fixture<EventProvider>(
      html`<event-provider search="outer"
        ><event-provider search="inner"><view-probe></view-probe></event-provider
      ></event-provider>`,
    );
    const inner = outer.querySelector<EventProvider>('event-provider')!;
    const inside = probeIn(outer);
    expect(inside.view.search).to.equal('inner');
    inside.ask('mine');
    expect([inner.search, outer.search]).to.deep.equal(['mine', 'outer']);
  });

  it('is independent of another provider on the page', async () => {
    const other = await fixture<EventProvider>(html`<event-provider><view-probe></view-probe></event-provider>`);
    probe.ask('here');
    expect(other.search).to.equal('');
    expect(probeIn(other).view.search).to.equal('');
  });

  it('lets go of an element that is moved out, and takes one that is moved in', async () => {
    const other = await fixture<EventProvider>(html`<event-provider search="other"></event-provider>`);
    other.append(probe);
    await probe.updateComplete;
    expect(probe.view.search).to.equal('other');
    const { renders } = probe;
    provider.search = 'unheard';
    await probe.updateComplete;
    expect(probe.renders).to.equal(renders);
    document.body.append(probe);
    await probe.updateComplete;
    expect(probe.view.search).to.equal('');
    probe.remove();
  });

  it('takes over when it is defined after what is inside it', async () => {
    const root = await fixture(html`<late-provider><view-probe></view-probe></late-provider>`);
    const inside = probeIn(root);
    expect(inside.view.search).to.equal('');
    class LateProvider extends EventProvider {
      static override readonly tag = 'late-provider';
    }
    customElements.define('late-provider', LateProvider);
    (root as LateProvider).search = 'late';
    await inside.updateComplete;
    expect(inside.view.search).to.equal('late');
  });

  it('takes over when it is drawn around a slot after what is slotted', async () => {
    class LateShell extends LitElement {
      static override properties = { ready: {} };
      declare ready: boolean;
      override render() {
        return this.ready ? html`<event-provider search="shell"><slot></slot></event-provider>` : html``;
      }
    }
    customElements.define('late-shell', LateShell);
    const shell = await fixture<LateShell>(html`<late-shell><view-probe></view-probe></late-shell>`);
    const inside = probeIn(shell);
    expect(inside.view.search).to.equal('');
    shell.ready = true;
    await shell.updateComplete;
    await inside.updateComplete;
    expect(inside.view.search).to.equal('shell');
  });

  it('reaches into shadow roots', async () => {
    class ShadowShell extends LitElement {
      override render() {
        return html`<view-probe></view-probe>`;
      }
    }
    customElements.define('shadow-shell', ShadowShell);
    const root = await fixture<EventProvider>(
      html`<event-provider search="deep"><shadow-shell></shadow-shell></event-provider>`,
    );
    const inside = probeIn(root.querySelector('shadow-shell')!.shadowRoot!);
    expect(inside.view.search).to.equal('deep');
    inside.ask('deeper');
    expect(root.search).to.equal('deeper');
  });

  it('takes no space and can be hidden', () => {
    expect(getComputedStyle(provider).display).to.equal('contents');
    provider.hidden = true;
    expect(getComputedStyle(provider).display).to.equal('none');
  });

  it('refreshes everything inside it', async () => {
    provider.refresh();
    await probe.updateComplete;
    expect(probe.revision).to.equal(1);
  });

  describe('an element with no provider', () => {
    let lone: ViewProbe;
    beforeEach(async () => {
      lone = await fixture(
        html`<view-probe search="own" ordering="-action" time-zone="UTC" locale="de-AT"></view-probe>`,
      );
    });

    it('makes a view from its own properties, and grants its own wishes', async () => {
      expect(lone.view.search).to.equal('own');
      expect(lone.view.ordering).to.equal('-action');
      lone.ask('asked');
      await lone.updateComplete;
      expect(lone.search).to.equal('asked');
      expect(lone.shadowRoot!.textContent).to.equal('asked');
    });

    it('takes no for an answer from any listener on the way', () => {
      lone.parentElement!.addEventListener('event-search-request', event => event.preventDefault());
      lone.ask('refused');
      expect(lone.search).to.equal('own');
    });

    it('makes another client when its source is another, and only then', () => {
      lone.events = [record];
      const first = lone.shownClient;
      lone.events = lone.events;
      lone.src = '/api/v3';
      expect(lone.shownClient).to.equal(first);
      lone.events = [record];
      expect(lone.shownClient).to.not.equal(first);
      lone.events = null;
      expect(lone.shownClient).to.not.be.instanceOf(MemoryEventsClient);
      expect(lone.shownClient!.exports, 'that of a server').to.be.an('object');
      const own = new MemoryEventsClient([]);
      lone.client = own;
      lone.src = '/other';
      expect(lone.shownClient).to.equal(own);
    });

    it('says that its own source counts for nothing inside a provider', async () => {
      expectConsole('warn', /is inside a provider/);
      lone.events = [record];
      provider.append(lone);
      await lone.updateComplete;
      expect(lone.shownClient).to.equal(null);
    });
  });

  it('says what it cannot use, and goes on without it', () => {
    const store = new ViewStore();
    expectConsole('warn', /"client" has no list/);
    expectConsole('warn', /"events" is not an array/);
    expectConsole('warn', /no time zone "Mars/);
    expectConsole('warn', /no language tag/);
    store.setSource({ client: {} as never });
    store.setSource({ events: {} as never });
    store.setTimeZone('Mars/Olympus');
    store.setLocale('x');
    store.setView({ search: 3 as never, ordering: null as never, selected: {} as never });
    expect(store.state.client).to.equal(null);
    expect(store.state.timeZone).to.equal('');
    expect(store.state.view).to.include({ search: '', ordering: '-created', selected: null });
  });

  describe('with a range of time', () => {
    const realNow = Date.now;
    let now: number;
    beforeEach(() => {
      now = realNow();
      Date.now = () => now;
    });
    afterEach(() => {
      Date.now = realNow;
    });

    it('keeps it as it was asked for, and hands down the instants it names', async () => {
      now = Date.parse('2026-11-22T12:00:00Z');
      const ranged = await fixture<EventProvider>(
        html`<event-provider from="now-1h" time-zone="UTC"><view-probe></view-probe></event-provider>`,
      );
      const inside = probeIn(ranged);
      expect([ranged.from, ranged.to]).to.deep.equal(['now-1h', '']);
      expect(inside.view.range).to.deep.equal({ from: '2026-11-22T11:00:00Z', to: null });
      inside.dispatchEvent(new EventRangeRequestEvent({ from: 'today-1d', to: 'today' }));
      expect([ranged.from, ranged.to]).to.deep.equal(['today-1d', 'today']);
      expect(inside.view.range).to.deep.equal({ from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' });
      inside.dispatchEvent(new EventTimeZoneRequestEvent('Asia/Tokyo'));
      expect(ranged.timeZone).to.equal('Asia/Tokyo');
      expect(inside.view.range.from).to.equal('2026-11-20T15:00:00Z');
    });

    it('moves it on with a search and a refresh, for all elements at once', () => {
      const store = new ViewStore();
      store.setRange({ from: 'now-1m', to: null });
      const { range } = store.state.view;
      now += 5_000;
      store.setView({ ordering: 'action' });
      expect(store.state.view.range).to.equal(range);
      store.setView({ search: 'x' });
      expect(Date.parse(store.state.view.range.from!) - Date.parse(range.from!)).to.equal(5_000);
      now += 5_000;
      store.refresh();
      expect(Date.parse(store.state.view.range.from!) - Date.parse(range.from!)).to.equal(10_000);
    });

    it('does without an end that is no time', () => {
      expectConsole('warn', /"soon" is no end of a time range/);
      const store = new ViewStore();
      store.setRange({ from: 'soon', to: '2026-01-01' });
      expect(store.state.range).to.deep.equal({ from: null, to: '2026-01-01' });
      store.setRange(null as never);
      expect(store.state.view.range).to.deep.equal({ from: null, to: null });
    });
  });

  it('tells nobody when nothing has changed', () => {
    const store = new ViewStore();
    let told = 0;
    const leave = store.subscribe(() => (told += 1));
    store.setView({ search: '' });
    store.setSource({ src: '' });
    expect(told).to.equal(0);
    store.setView({ search: 'x' });
    leave();
    store.setView({ search: 'y' });
    expect(told).to.equal(1);
  });
});
