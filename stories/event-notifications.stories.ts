import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { EventsClient } from '../src/client/index.js';
import { refusal } from '../src/client/test/manage-fake.js';
import '../src/components/event-notifications/define.js';
import { managedClient } from './managed.js';
import { dark, rightToLeft } from './states.js';

interface Args {
  client: EventsClient | null;
  inline: boolean;
}

const meta: Meta<Args> = {
  title: 'Elements/event-notifications',
  component: 'event-notifications',
  args: { client: null, inline: true },
  argTypes: { client: { control: false } },
  render: ({ client, inline }) =>
    html`<event-notifications
      time-zone="UTC"
      .client=${client ?? managedClient()}
      ?inline=${inline}
    ></event-notifications>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Standing open. */
export const Default: Story = {};

/** Behind a button with the number of unread ones. */
export const Button: Story = {
  args: { inline: false },
  parameters: { layout: 'padded', docs: { story: { inline: false, height: '460px' } } },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('event-notifications')!;
    await element.updateComplete;
    element.shadowRoot!.querySelector<HTMLElement>('.bell')!.click();
  },
};

export const Loading: Story = {
  args: {
    client: Object.assign(managedClient(), {
      notifications: { list: () => new Promise(() => {}), unseen: () => new Promise(() => {}) },
    }) as unknown as EventsClient,
  },
};

export const Empty: Story = { args: { client: Object.assign(managedClient(), { stored: { notifications: [] } }) } };

/** The server is away. */
export const Error: Story = {
  args: {
    client: Object.assign(managedClient(), {
      fail: { 'notifications.list': refusal(503, 'The database is being upgraded.') },
    }),
  },
};

/** Text of any length and kind. */
export const LongContent: Story = {
  args: {
    client: (() => {
      const client = managedClient();
      client.stored.notifications = client.stored.notifications.map((notice, i) => ({
        ...notice,
        body: [notice.body.repeat(12), 'x'.repeat(400), '<b>not markup</b> \u202Egpj.exe', ''][i % 4]!,
        hyperlink_label: 'A link that says rather a lot about where it leads',
      }));
      return client;
    })(),
  },
};

/** Many come a page at a time. */
export const ManyRows: Story = {
  args: {
    client: (() => {
      const client = managedClient();
      const [first] = client.stored.notifications;
      client.stored.notifications = Array.from({ length: 300 }, (_, i) => ({
        ...first!,
        pk: String(i),
        seen: i % 3 === 0,
      }));
      return client;
    })(),
  },
};

/** A source that sends none. */
export const Disabled: Story = { render: () => html`<event-notifications inline .events=${[]}></event-notifications>` };

export const Dark: Story = { ...dark('340px') };
export const RightToLeft: Story = { ...rightToLeft('340px') };
