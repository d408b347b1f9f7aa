import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-json-tree/define.js';
import type { EventJsonTree } from '../src/components/event-json-tree/index.js';
import { eventOf, hostileEvents } from './events.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<Pick<EventJsonTree, 'value' | 'label' | 'nowrap'>>;

const meta: Meta<Args> = {
  title: 'Elements/event-json-tree',
  component: 'event-json-tree',
  args: { label: 'Context', value: eventOf('model_updated').context, nowrap: false },
  render: ({ value, label, nowrap }) =>
    html`<event-json-tree .value=${value} label=${label ?? ''} ?nowrap=${nowrap ?? false}></event-json-tree>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Default: Story = {};

/** There is nothing in it. */
export const Empty: Story = { args: { value: {} } };

/** Names and values of any length, and text that pretends to be other text. */
export const LongContent: Story = { args: { value: hostileEvents } };

/** A hundred thousand entries; they open in stretches. */
export const ManyRows: Story = {
  args: { value: { entries: Array.from({ length: 100_000 }, (_, i) => `entry ${i}`) } },
};

/** Integers are shown as they are, of any size. */
export const BigIntegers: Story = { args: { value: { exact: 2n ** 63n, rounded: Number(2n ** 53n) } } };

export const Dark: Story = dark('24rem');

export const RightToLeft: Story = rightToLeft('24rem');
