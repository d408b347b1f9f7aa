import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-detail/define.js';
import '../src/components/event-provider/define.js';
import type { EventDetail } from '../src/components/event-detail/index.js';
import { failingClient, pendingClient } from './clients.js';
import { eventOf, events, hostileEvents } from './events.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<
  Pick<EventDetail, 'record' | 'client' | 'events' | 'eventId' | 'view' | 'headingLevel' | 'timeZone'>
>;

const meta: Meta<Args> = {
  title: 'Elements/event-detail',
  component: 'event-detail',
  tags: ['!autodocs'], // event-detail.mdx is its page
  args: { record: eventOf('model_updated'), view: 'details', headingLevel: 2, timeZone: 'UTC', eventId: '' },
  argTypes: {
    view: { control: 'inline-radio', options: ['details', 'json', 'raw'] },
    record: { control: false },
    client: { control: false },
    events: { control: false },
  },
  render: args =>
    html`<event-detail
      .record=${args.record ?? null}
      .client=${args.client ?? null}
      .events=${args.events ?? null}
      event-id=${args.eventId ?? ''}
      view=${args.view ?? 'details'}
      heading-level=${args.headingLevel ?? 2}
      time-zone=${args.timeZone ?? ''}
    ></event-detail>`,
};
export default meta;

type Story = StoryObj<Args>;

/** A change that an administrator made. */
export const Default: Story = {};

/** The event has been asked for and has not come yet. */
export const Loading: Story = { args: { record: null, client: pendingClient, eventId: 'any' } };

/** No event is chosen. */
export const Empty: Story = { args: { record: null, events } };

/** There is no such event, or no longer. */
export const Missing: Story = { args: { record: null, events, eventId: '00000000-0000-4000-8000-00000000dead' } };

/** The event could not be had. */
export const Error: Story = { args: { record: null, client: failingClient, eventId: 'any' } };

/** Names and addresses of any length. */
export const LongContent: Story = { args: { record: hostileEvents[0] } };

/** Text that pretends to be markup. */
export const Hostile: Story = { args: { record: hostileEvents[1] } };

/** Everything that can be missing is. */
export const Bare: Story = { args: { record: hostileEvents[4] } };

/** Ten thousand values. */
export const ManyRows: Story = {
  args: {
    record: {
      ...eventOf('model_updated'),
      context: { items: Array.from({ length: 10_000 }, (_, i) => ({ name: `item ${i}`, size: i * 7 })) },
    },
  },
};

/** The record as the API gave it. */
export const Raw: Story = { args: { view: 'raw' } };

/** A tree of the whole event. */
export const Json: Story = { args: { view: 'json' } };

/** Values that nobody sees before it is asked for, beside what happened nearby. */
export const Masked: Story = {
  render: ({ record }) =>
    html`<event-provider
      time-zone="UTC"
      .events=${events}
      .mask=${{ paths: ['user.email', 'client_ip', 'context.geo.city'] }}
      ><event-detail permalink .record=${record ?? null}></event-detail
    ></event-provider>`,
};

/** What the page puts in the place of the kit's own view. */
export const OwnDetails: Story = {
  render: ({ record }) =>
    html`<event-detail time-zone="UTC" .record=${record ?? null}
      ><p slot="details">The page's own view of this event.</p></event-detail
    >`,
};

export const Dark: Story = dark('36rem');

export const RightToLeft: Story = rightToLeft('36rem');
