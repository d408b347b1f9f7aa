import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ManagedClient } from '../src/client/test/manage-fake.js';
import '../src/components/event-column/define.js';
import '../src/components/event-log/define.js';
import type { EventLog } from '../src/components/event-log/index.js';
import { failingClient, partlyFailingClient, pendingClient } from './clients.js';
import { events, hostileEvents, manyEvents } from './events.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<
  Pick<EventLog, 'events' | 'client' | 'search' | 'density' | 'times' | 'compact' | 'label' | 'timeZone' | 'columns'>
> & { 'page-size'?: number };

const meta: Meta<Args> = {
  title: 'Elements/event-log',
  component: 'event-log',
  tags: ['!autodocs'], // event-log.mdx is its page
  args: { events, density: 'normal', times: 'relative', compact: false, label: '', timeZone: 'UTC', search: '' },
  argTypes: {
    density: { control: 'inline-radio', options: ['compact', 'normal', 'tall'] },
    times: { control: 'inline-radio', options: ['relative', 'exact'] },
    events: { control: false },
    client: { control: false },
    columns: { control: false },
  },
  render: args =>
    html`<event-log
      .events=${args.events ?? null}
      .client=${args.client ?? null}
      .columns=${args.columns ?? null}
      .pageSize=${args['page-size'] ?? null}
      search=${args.search ?? ''}
      density=${args.density ?? 'normal'}
      times=${args.times ?? 'relative'}
      time-zone=${args.timeZone ?? ''}
      label=${args.label ?? ''}
      ?compact=${args.compact ?? false}
    ></event-log>`,
};
export default meta;

type Story = StoryObj<Args>;

/** Events held in memory. */
export const Default: Story = {};

/** The first answer is late. */
export const Loading: Story = { args: { client: pendingClient } };

/** There are no events at all. */
export const Empty: Story = { args: { events: [] } };

/** There are events, but none that match. */
export const NoMatch: Story = { args: { search: 'nobody-of-this-name' } };

/** A query with a label where the data has codes: the warning, its fix, and what each way out would give. */
export const NoMatchQuery: Story = { args: { search: 'context.geo.country = "Germany" and action = "login"' } };

/** The history of one object. */
export const ObjectHistory: Story = {
  render: args =>
    html`<event-log .events=${args.events ?? null} object="authentik_core/group/" time-zone="UTC"></event-log>`,
};

/** For a page that has a query box of its own. */
export const WithoutQuery: Story = {
  render: args => html`<event-log .events=${args.events ?? null} without-query time-zone="UTC"></event-log>`,
};

/** No event could be had. */
export const Error: Story = { args: { client: failingClient } };

const kept = new ManagedClient(events);
Object.assign(kept, {
  retention: {
    ...kept.retention,
    get: () => Promise.resolve({ event_retention: 'days=90', oldest: events.at(-1)!.created }),
  },
});

/** The range begins before the oldest events that are kept; the footer says so. */
export const NotKept: Story = {
  render: args => html`<event-log .client=${kept} from="now-365d" time-zone=${args.timeZone ?? ''}></event-log>`,
};

/** The same in a range without any. */
export const NothingKept: Story = {
  render: args =>
    html`<event-log .client=${kept} from="now-365d" to="now-300d" time-zone=${args.timeZone ?? ''}></event-log>`,
};

/** Some rows could be had, others not. */
export const Partial: Story = {
  args: { client: partlyFailingClient, 'page-size': 10 },
  render: (args, context) =>
    html`<div class="tall">${(meta.render as NonNullable<Story['render']>)(args, context)}</div>`,
};

/** Names and addresses of any length, markup, text that pretends to be other text, values of the wrong kind. */
export const LongContent: Story = { args: { events: hostileEvents } };

/** A hundred thousand events; the page has as many elements as with a hundred. */
export const ManyRows: Story = {
  render: args =>
    html`<div class="tall"><event-log .events=${many} time-zone=${args.timeZone ?? ''}></event-log></div>`,
};
const many = manyEvents(100_000);

export const Dark: Story = dark('36rem');

export const RightToLeft: Story = rightToLeft('36rem');

/** The card of a dashboard. */
export const Compact: Story = {
  args: { compact: true },
  render: (args, context) =>
    html`<div class="card">${(meta.render as NonNullable<Story['render']>)(args, context)}</div>`,
};

/** Two lines a row. */
export const Tall: Story = { args: { density: 'tall' } };

/** Small rows and exact times, for those who read a log all day. */
export const Dense: Story = { args: { density: 'compact', times: 'exact' } };

/** Columns as markup: built-in ones and any path into the event. */
export const Columns: Story = {
  render: args =>
    html`<event-log .events=${args.events ?? null} time-zone=${args.timeZone ?? ''}>
      <event-column field="created"></event-column>
      <event-column field="action"></event-column>
      <event-column field="app"></event-column>
      <event-column field="context.geo.city" label="City" width="10rem"></event-column>
      <event-column field="client_ip"></event-column>
    </event-log>`,
};
