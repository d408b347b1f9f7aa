import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { EventsError, MemoryEventsClient, type DataExport, type EventsClient } from '../src/client/index.js';
import { refusal } from '../src/client/test/manage-fake.js';
import '../src/components/event-exports/define.js';
import type { EventExports } from '../src/components/event-exports/index.js';
import { pendingClient } from './clients.js';
import { manyEvents } from './events.js';
import { managedClient } from './managed.js';
import { dark, rightToLeft } from './states.js';

interface Args {
  client: EventsClient | null;
  search: string;
  columns: EventExports['columns'];
}

const meta: Meta<Args> = {
  title: 'Elements/event-exports',
  component: 'event-exports',
  args: { client: null, search: 'action = "login_failed" or action = "login"', columns: null },
  argTypes: { client: { control: false }, columns: { control: false } },
  render: ({ client, search, columns }) =>
    html`<event-exports
      time-zone="UTC"
      .client=${client ?? managedClient()}
      .columns=${columns}
      search=${search}
    ></event-exports>`,
};
export default meta;
type Story = StoryObj<Args>;

const open = async (canvas: HTMLElement): Promise<EventExports> => {
  const element = canvas.querySelector('event-exports')!;
  await element.updateComplete;
  element.start();
  await element.updateComplete;
  return element;
};

const press = async (canvas: HTMLElement, selector: string): Promise<void> => {
  const element = canvas.querySelector('event-exports')!;
  let button: HTMLElement | null = null;
  for (let tries = 0; !button && tries < 100; tries += 1) {
    await new Promise(resolve => setTimeout(resolve, 10));
    button = element.shadowRoot!.querySelector<HTMLElement>(selector);
  }
  button?.click();
};

/** Exports of a server: under way, ready, failed, expired. */
export const Default: Story = {};

/** What is asked before anything is exported. */
export const Confirmation: Story = {
  parameters: { docs: { story: { inline: false, height: '520px' } } },
  play: async ({ canvasElement }) => void (await open(canvasElement)),
};

/** A server without a licence answers 400. The same events can be exported in the page. */
export const NoLicence: Story = {
  parameters: { docs: { story: { inline: false, height: '620px' } } },
  args: {
    client: Object.assign(managedClient(), {
      level: 2,
      fail: { 'exports.start': refusal(400, 'Enterprise is required to create/update this object.') },
    }),
  },
  play: async ({ canvasElement }) => {
    const element = await open(canvasElement);
    element.shadowRoot!.querySelector<HTMLElement>('.start')!.click();
  },
};

/** An export that somebody else has deleted meanwhile. */
export const Gone: Story = {
  args: {
    client: Object.assign(managedClient(), { fail: { 'exports.download': refusal(404, 'Not found.') } }),
  },
  play: ({ canvasElement }) => press(canvasElement, '.download'),
};

/** A file at an address that lets no script read it: its link is offered. */
export const Unreachable: Story = {
  args: {
    client: Object.assign(managedClient(), {
      fail: {
        'exports.download': new EventsError({
          kind: 'network',
          url: 'https://files.example.com/0d6c3b1e.csv',
          message: 'GET https://files.example.com/0d6c3b1e.csv got no answer.',
        }),
      },
    }),
  },
  play: ({ canvasElement }) => press(canvasElement, '.download'),
};

/** Several are deleted at once, after a question. */
export const Deleting: Story = {
  parameters: { docs: { story: { inline: false, height: '420px' } } },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.choose');
    await press(canvasElement, '.head .danger');
  },
};

/** No server that makes exports: they are made in the page. */
export const InThisPage: Story = { args: { client: new MemoryEventsClient(manyEvents(2_000)), search: '' } };

export const Loading: Story = {
  args: {
    client: Object.assign(Object.create(pendingClient), {
      exports: { list: () => new Promise(() => {}) },
    }) as EventsClient,
  },
};

export const Empty: Story = { args: { client: Object.assign(managedClient(), { stored: { exports: [] } }) } };

/** Who may not see exports. */
export const Error: Story = {
  args: {
    client: Object.assign(managedClient(), {
      fail: { 'exports.list': refusal(403, 'You do not have permission to perform this action.') },
    }),
  },
};

const LONG = 'user.username ~ "a very long name that goes on and on" and '.repeat(30) + 'pk = 1';

/** Queries of any length, names of any kind. */
export const LongContent: Story = {
  args: {
    search: LONG,
    columns: [
      'created',
      'context.http_request.path',
      ...Array.from({ length: 40 }, (_, i) => `context.extra_field_${i}`),
    ],
    client: (() => {
      const client = managedClient();
      for (const item of client.stored.exports as { -readonly [K in keyof DataExport]: DataExport[K] }[]) {
        item.query_params = { search: LONG };
        item.requested_by = { name: '\u202Egpj.exe '.repeat(20) };
      }
      return client;
    })(),
  },
};

/** Many exports come a page at a time. */
export const ManyRows: Story = {
  args: {
    client: (() => {
      const client = managedClient();
      const [, ready] = client.stored.exports;
      client.stored.exports = Array.from({ length: 120 }, (_, i) => ({ ...ready!, id: String(i) }));
      return client;
    })(),
  },
};

/** Without a source of events there is nothing to export. */
export const Disabled: Story = { render: () => html`<event-exports></event-exports>` };

export const Dark: Story = { ...dark('340px') };
export const RightToLeft: Story = { ...rightToLeft('340px') };
