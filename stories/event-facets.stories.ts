import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-facets/define.js';
import type { EventFacets } from '../src/components/event-facets/index.js';
import { failingClient, pendingClient } from './clients.js';
import { hostileEvents } from './events.js';
import { placedEvents } from './places.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<Pick<EventFacets, 'events' | 'client' | 'search' | 'fields' | 'fold'>>;

const EVENTS = placedEvents(4_000);
const FIELDS = ['user.username', 'app', 'context.geo.country'];

const meta: Meta<Args> = {
  title: 'Elements/event-facets',
  component: 'event-facets',
  args: { events: EVENTS, search: '', fields: FIELDS, fold: false },
  render: ({ events = null, client = null, search = '', fields = FIELDS, fold = false }) =>
    html`<event-facets
      .events=${events}
      .client=${client}
      .fields=${fields}
      search=${search}
      ?fold=${fold}
    ></event-facets>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Default: Story = {};

/** One value is kept, another left out. What the query says is shown here, never kept here. */
export const Chosen: Story = { args: { search: 'context.geo.country = "DE" and app != "authentik.events.signals"' } };

/** Any path of an event. */
export const OtherFields: Story = { args: { fields: ['action', 'client_ip', 'context.geo.city'] } };

/** For narrow pages: a button that says how much is chosen, and opens the values. */
export const Folded: Story = { args: { fold: true, search: 'context.geo.country = "DE"' } };

export const Loading: Story = { args: { events: null, client: pendingClient } };

export const Empty: Story = { args: { events: [] } };

export const Error: Story = { args: { events: null, client: failingClient } };

export const LongContent: Story = {
  args: { events: hostileEvents as unknown as EventFacets['events'], fields: ['user.username', 'app', 'action'] },
};

/** Ten thousand values: the most frequent are shown, and there is a search for the others. */
export const ManyRows: Story = {
  args: {
    fields: ['user.username'],
    events: placedEvents(20_000).map((event, i) => ({ ...event, user: { username: `user-${i % 10_000}` } })),
  },
};

export const Dark: Story = dark('40rem');

export const RightToLeft: Story = rightToLeft('40rem');
