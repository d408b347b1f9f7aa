import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { MemoryEventsClient, type EventsClient, type ListView } from '../src/client/index.js';
import '../src/components/event-map/define.js';
import type { EventMap } from '../src/components/event-map/index.js';
import { failingClient, pendingClient } from './clients.js';
import { placedEvents } from './places.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<Pick<EventMap, 'events' | 'client' | 'search' | 'table'>>;

const EVENTS = placedEvents(4_000);

const meta: Meta<Args> = {
  title: 'Elements/event-map',
  component: 'event-map',
  args: { events: EVENTS, search: '', table: false },
  render: ({ events = null, client = null, search = '', table = false }) =>
    html`<event-map .events=${events} .client=${client} search=${search} ?table=${table}></event-map>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Default: Story = {};

/** The same figures, sorted by any column; a press on a name is a press on the place. */
export const Table: Story = { args: { table: true } };

/** A country is chosen. The query text says so, and nothing else does. */
export const Chosen: Story = { args: { search: 'context.geo.country in ("DE", "PL")' } };

export const Loading: Story = { args: { events: null, client: pendingClient } };

export const Empty: Story = { args: { events: [] } };

/** There are events, and none of them has a place. */
export const NoPlaces: Story = {
  args: { events: placedEvents(300).map(event => ({ ...event, context: {}, client_ip: '10.0.0.1' })) },
};

export const NoMatch: Story = { args: { search: 'action = "nothing_like_it"' } };

export const Error: Story = { args: { events: null, client: failingClient } };

const memory = new MemoryEventsClient(EVENTS);
const partly = Object.create(memory) as EventsClient;
partly.places = async (view: ListView, options) => ({
  ...(await memory.places(view, options)),
  covered: 4_000,
  total: 14_302,
  exact: false,
});

/** The source could look at a part of the events only, and the map says so. */
export const Partially: Story = { args: { events: null, client: partly } };

/** Names of any length and with any characters in them. */
export const LongContent: Story = {
  args: {
    events: [
      ...placedEvents(50),
      ...placedEvents(9).map(event => ({
        ...event,
        context: { geo: { city: `<b>${'Llanfair '.repeat(40)}\u202e</b>`, country: 'GB', lat: 53.2, long: -4.2 } },
      })),
    ],
  },
};

/** A hundred thousand events. */
export const ManyRows: Story = { render: () => html`<event-map .events=${placedEvents(100_000)}></event-map>` };

export const Dark: Story = dark('34rem');

export const RightToLeft: Story = rightToLeft('34rem');
