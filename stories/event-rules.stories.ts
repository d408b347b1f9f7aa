import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { EventsClient } from '../src/client/index.js';
import { refusal } from '../src/client/test/manage-fake.js';
import '../src/components/event-rules/define.js';
import { managedClient } from './managed.js';
import { dark, rightToLeft } from './states.js';

interface Args {
  client: EventsClient | null;
}

const meta: Meta<Args> = {
  title: 'Elements/event-rules',
  component: 'event-rules',
  args: { client: null },
  argTypes: { client: { control: false } },
  render: ({ client }) => html`<event-rules time-zone="UTC" .client=${client ?? managedClient()}></event-rules>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Rules and the transports they send through. */
export const Default: Story = {};

const press = async (canvas: HTMLElement, selector: string): Promise<void> => {
  const element = canvas.querySelector('event-rules')!;
  await element.updateComplete;
  let button: HTMLElement | null = null;
  for (let tries = 0; !button && tries < 100; tries += 1) {
    await new Promise(resolve => setTimeout(resolve, 10));
    button = element.shadowRoot!.querySelector<HTMLElement>(selector);
  }
  button?.click();
};

/** A rule being written, with a count of what it would have matched. */
export const Rule: Story = {
  parameters: { docs: { story: { inline: false, height: '640px' } } },
  play: ({ canvasElement }) => press(canvasElement, '.edit'),
};

export const Transport: Story = {
  parameters: { docs: { story: { inline: false, height: '480px' } } },
  play: ({ canvasElement }) => press(canvasElement, '.new-transport'),
};

/** authentik: policies decide which events, and people are told by group. */
export const Authentik: Story = {
  args: {
    client: (() => {
      const client = managedClient();
      client.level = 2;
      client.groups = [{ pk: 'g1', name: 'authentik Admins' }];
      client.stored.rules = [
        {
          pk: 'a',
          name: 'default-notify-update',
          severity: 'alert',
          transports: ['t1', 't4'],
          destination_group: 'g1',
          destination_group_obj: { pk: 'g1', name: 'authentik Admins' },
          matchers: [
            {
              pk: 'm',
              name: 'default-match-update',
              component: 'ak-policy-event-matcher-form',
              enabled: true,
              negate: false,
              match: { action: 'update_available' },
            },
            {
              pk: 'n',
              name: 'outside-office-hours',
              component: 'ak-policy-expression-form',
              enabled: true,
              negate: true,
            },
          ],
        },
      ];
      return client;
    })(),
  },
};

export const Loading: Story = {
  args: {
    client: Object.assign(managedClient(), {
      rules: {
        list: () => new Promise(() => {}),
        groups: () => new Promise(() => {}),
        transports: { list: () => new Promise(() => {}) },
      },
    }) as unknown as EventsClient,
  },
};

export const Empty: Story = {
  args: { client: Object.assign(managedClient(), { stored: { rules: [], transports: [] } }) },
};

/** Who may not see rules. */
export const Error: Story = {
  args: {
    client: Object.assign(managedClient(), {
      fail: { 'rules.list': refusal(403, 'You do not have permission to perform this action.') },
    }),
  },
};

export const LongContent: Story = {
  args: {
    client: (() => {
      const client = managedClient();
      client.stored.rules = client.stored.rules.map(rule => ({
        ...rule,
        name: `${rule.name}, `.repeat(20),
        query: `${rule.query} or `.repeat(20) + 'pk = 1',
      }));
      return client;
    })(),
  },
};

/** As many as one page of the server has. */
export const ManyRows: Story = {
  args: {
    client: (() => {
      const client = managedClient();
      const [first] = client.stored.rules;
      client.stored.rules = Array.from({ length: 100 }, (_, i) => ({
        ...first!,
        pk: String(i),
        name: `Rule ${i + 1}`,
      }));
      return client;
    })(),
  },
};

/** A source that notifies nobody. */
export const Disabled: Story = { render: () => html`<event-rules .events=${[]}></event-rules>` };

export const Dark: Story = { ...dark('640px') };
export const RightToLeft: Story = { ...rightToLeft('640px') };
