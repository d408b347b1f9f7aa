import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { MemoryEventsClient, type EventsClient } from '../src/client/index.js';
import '../src/components/event-chart/define.js';
import type { EventChart } from '../src/components/event-chart/index.js';
import { failingClient, pendingClient } from './clients.js';
import { events, hostileEvents, manyEvents } from './events.js';
import { placedEvents } from './places.js';
import { dark, rightToLeft } from './states.js';

type Args = Pick<Partial<EventChart>, 'events' | 'client' | 'search' | 'by' | 'kind' | 'scale' | 'form' | 'timeZone'>;

const EVENTS = placedEvents(4_000);

const meta: Meta<Args> = {
  title: 'Elements/event-chart',
  component: 'event-chart',
  args: { events: EVENTS, search: '', by: 'action', kind: 'bars', scale: 'linear', form: 'chart', timeZone: 'UTC' },
  argTypes: {
    kind: { control: 'inline-radio', options: ['bars', 'lines'] },
    scale: { control: 'inline-radio', options: ['linear', 'log'] },
    form: { control: 'inline-radio', options: ['chart', 'table'] },
    events: { control: false },
    client: { control: false },
  },
  render: args =>
    html`<event-chart
      .events=${args.events ?? null}
      .client=${args.client ?? null}
      search=${args.search ?? ''}
      by=${args.by ?? 'action'}
      kind=${args.kind ?? 'bars'}
      scale=${args.scale ?? 'linear'}
      form=${args.form ?? 'chart'}
      time-zone=${args.timeZone ?? ''}
    ></event-chart>`,
};
export default meta;

type Story = StoryObj<Args>;

/** Drag over it for a stretch of time, press a part of a bar or an entry of the legend for its value. */
export const Default: Story = {};

/** The same figures. */
export const Table: Story = { args: { form: 'table' } };

/** A line for each value, and powers of ten. */
export const Lines: Story = { args: { kind: 'lines', scale: 'log' } };

/** Split by any field: each value keeps its colour, with a pattern where hues run out. */
export const ByCountry: Story = { args: { by: 'context.geo.country' } };

/** By kind of action. */
export const ByGroup: Story = { args: { by: '@group' } };

export const Loading: Story = { args: { events: null, client: pendingClient } };

export const Empty: Story = { args: { events: [] } };

export const Error: Story = { args: { events: null, client: failingClient } };

const memory = new MemoryEventsClient(EVENTS);
const partial = Object.assign(Object.create(memory) as EventsClient, {
  histogram: async (...asked: Parameters<EventsClient['histogram']>) => ({
    ...(await memory.histogram(...asked)),
    covered: 2_000,
    total: 14_302,
    exact: false,
  }),
});

/** A server that cannot count was asked for pages, up to a cap. The chart says so. */
export const Partial: Story = { args: { events: null, client: partial } };

/** Actions and times that no system should have. */
export const LongContent: Story = { args: { events: hostileEvents } };

export const OneEvent: Story = { args: { events: events.slice(0, 1) } };

const many = manyEvents(200_000);
export const ManyEvents: Story = { args: { events: many } };

export const Dark: Story = dark('26rem');

export const RightToLeft: Story = rightToLeft('26rem');
