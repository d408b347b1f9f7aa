import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../src/components/event-detail/define.js';
import '../src/components/event-log/define.js';
import '../src/components/event-provider/define.js';
import type { EventLogOpenEvent } from '../src/components/event-log/index.js';
import type { EventProvider } from '../src/components/event-provider/index.js';
import { failingClient, pendingClient } from './clients.js';
import { events, hostileEvents, manyEvents } from './events.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<Pick<EventProvider, 'events' | 'client' | 'search' | 'ordering' | 'timeZone' | 'locale'>>;

const elsewhere = (event: EventLogOpenEvent): void => event.preventDefault();

/** List and detail share a view: what is chosen on one side shows on the other. Rows then need not open in place. */
const sideBySide = html`<div class="side-by-side">
  <event-log @event-log-open=${elsewhere}></event-log>
  <div class="scroll" tabindex="0" role="region" aria-label="Chosen event"><event-detail></event-detail></div>
</div>`;

const provide = (args: Args, content: TemplateResult): TemplateResult =>
  html`<event-provider
    .events=${args.events ?? null}
    .client=${args.client ?? null}
    search=${args.search ?? ''}
    ordering=${args.ordering ?? '-created'}
    time-zone=${args.timeZone ?? ''}
    locale=${args.locale ?? ''}
    >${content}</event-provider
  >`;

const meta: Meta<Args> = {
  title: 'Elements/event-provider',
  component: 'event-provider',
  tags: ['!autodocs'], // event-provider.mdx is its page
  args: { events, search: '', ordering: '-created', timeZone: 'UTC', locale: '' },
  argTypes: { events: { control: false }, client: { control: false } },
  render: args => provide(args, sideBySide),
};
export default meta;

type Story = StoryObj<Args>;

/** A list and a detail that know nothing of each other. */
export const Default: Story = {};

export const Loading: Story = { args: { client: pendingClient } };

export const Empty: Story = { args: { events: [] } };

export const Error: Story = { args: { client: failingClient } };

export const LongContent: Story = { args: { events: hostileEvents } };

const many = manyEvents(100_000);
export const ManyRows: Story = { render: args => provide({ ...args, events: many }, sideBySide) };

export const Dark: Story = dark('40rem');

export const RightToLeft: Story = rightToLeft('40rem');

/** Each provider has its own view: a search in one leaves the other alone. */
export const TwoProviders: Story = {
  render: args =>
    html`<div class="stacked">
      ${['login', 'model'].map(search =>
        provide(
          { ...args, search },
          html`<div class="tall"><event-log label=${`Events with ${search}`}></event-log></div>`,
        ),
      )}
    </div>`,
};
