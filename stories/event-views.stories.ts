import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-log/define.js';
import '../src/components/event-provider/define.js';
import '../src/components/event-views/define.js';
import type { SavedView, ViewStorage } from '../src/components/event-views/index.js';
import { events } from './events.js';
import { dark, rightToLeft } from './states.js';

type Args = { views: unknown };

const view = (name: string, search: string, ordering = '-created'): SavedView => ({
  name,
  search,
  from: null,
  to: null,
  ordering,
  timeZone: 'UTC',
  layout: {},
});

const VIEWS = [
  view('Acme, without routine', 'action != "logout"'),
  view('Failed sign-ins', 'action = "login_failed"'),
  view('Changes, oldest first', 'action startswith "model_"', 'created'),
];

/** Keeps views for as long as the page is open, as a page might keep them on its server. */
function keep(first: unknown): ViewStorage {
  let views = first;
  return {
    read: () => Promise.resolve(views),
    write: next => {
      views = next;
    },
  };
}

const meta: Meta<Args> = {
  title: 'Elements/event-views',
  component: 'event-views',
  args: { views: VIEWS },
  argTypes: { views: { control: false } },
  render: ({ views }) =>
    html`<event-provider .events=${events} time-zone="UTC">
      <event-views .storage=${keep(views)}></event-views>
      <event-log></event-log>
    </event-provider>`,
};
export default meta;

type Story = StoryObj<Args>;

/** A view is search, range, order, zone and layout. Change one of them, and it can be saved again. */
export const Default: Story = {};

export const Empty: Story = { args: { views: [] } };

/** The storage cannot be read. */
export const Error: Story = {
  render: () =>
    html`<event-provider .events=${events}>
      <event-views
        .storage=${{ read: () => Promise.reject(new TypeError('no')), write: () => undefined }}
      ></event-views>
    </event-provider>`,
};

export const LongContent: Story = { args: { views: [view('a very long name that goes on and on '.repeat(8), '')] } };

export const Dark: Story = dark('24rem');

export const RightToLeft: Story = rightToLeft('24rem');
