import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { EventsClient } from '../src/client/index.js';
import { refusal } from '../src/client/test/manage-fake.js';
import '../src/components/event-retention/define.js';
import { managedClient } from './managed.js';
import { dark, rightToLeft } from './states.js';

interface Args {
  client: EventsClient | null;
}

const meta: Meta<Args> = {
  title: 'Elements/event-retention',
  component: 'event-retention',
  args: { client: null },
  argTypes: { client: { control: false } },
  render: ({ client }) =>
    html`<event-retention time-zone="UTC" .client=${client ?? managedClient()}></event-retention>`,
};
export default meta;
type Story = StoryObj<Args>;

/** How long events are kept, and what that deletes now. */
export const Default: Story = {};

/** authentik does not tell what a duration would delete. */
export const Authentik: Story = {
  args: {
    client: (() => {
      const client = managedClient();
      client.retention.preview = () => Promise.resolve(null);
      return client;
    })(),
  },
};

export const Loading: Story = {
  args: {
    client: Object.assign(managedClient(), {
      retention: { get: () => new Promise(() => {}) },
    }) as unknown as EventsClient,
  },
};

/** Who may not change it. */
export const Error: Story = {
  args: {
    client: Object.assign(managedClient(), {
      fail: { 'retention.get': refusal(403, 'You do not have permission to perform this action.') },
    }),
  },
};

/** A duration of many parts. */
export const LongContent: Story = {
  args: {
    client: (() => {
      const client = managedClient();
      client.stored.retention = 'weeks=3;days=2;hours=3;minutes=7;seconds=2';
      return client;
    })(),
  },
};

/** A source that does not say how long it keeps events. */
export const Empty: Story = { render: () => html`<event-retention .events=${[]}></event-retention>` };

export const Dark: Story = { ...dark('260px') };
export const RightToLeft: Story = { ...rightToLeft('260px') };
