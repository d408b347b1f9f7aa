import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-time-range/define.js';
import type { EventTimeRange } from '../src/components/event-time-range/index.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<Pick<EventTimeRange, 'from' | 'to' | 'timeZone' | 'locale' | 'presets'>>;

const meta: Meta<Args> = {
  title: 'Elements/event-time-range',
  component: 'event-time-range',
  args: { from: '2026-11-15', to: '2026-11-23', timeZone: 'UTC', locale: '', presets: null },
  argTypes: { presets: { control: false } },
  render: ({ from = '', to = '', timeZone = '', locale = '', presets = null }) =>
    html`<event-time-range
      from=${from}
      to=${to}
      time-zone=${timeZone}
      locale=${locale}
      .presets=${presets}
    ></event-time-range>`,
};
export default meta;

type Story = StoryObj<Args>;

/** Whole days, shown with the last one that is inside. */
export const Default: Story = {};

/** Nothing is left out. */
export const AllEvents: Story = { args: { from: '', to: '' } };

/** Down to the second, in a zone with an odd offset. */
export const Exact: Story = {
  args: { from: '2026-11-22T09:15:07Z', to: '2026-11-22T09:15:42Z', timeZone: 'Asia/Kathmandu' },
};

/** A range of the page's own, by name. */
export const OwnPresets: Story = {
  args: {
    from: '2026-11-20T03:00:00Z',
    to: '2026-11-20T06:00:00Z',
    presets: [
      { label: 'The outage', from: '2026-11-20T03:00:00Z', to: '2026-11-20T06:00:00Z' },
      { label: 'Everything' },
    ],
  },
};

/** Little room: what the range is called stays, and what it is in figures is cut. */
export const LongContent: Story = {
  args: { from: '1999-12-31T23:59:58Z', to: '2026-11-20T06:00:01Z', timeZone: 'America/Argentina/Buenos_Aires' },
};

export const Dark: Story = dark('12rem');

export const RightToLeft: Story = rightToLeft('12rem');
