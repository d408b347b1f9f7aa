import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-json-tree/define.js';

const meta: Meta = {
  title: 'Elements/event-json-tree',
  component: 'event-json-tree',
  args: { label: 'Context', value: { geo: { city: 'Vienna', country: 'AT' }, http_request: { path: '/if/flow/' } } },
  render: ({ value, label, nowrap }) =>
    html`<event-json-tree .value=${value} label=${label} ?nowrap=${nowrap}></event-json-tree>`,
};
export default meta;

export const Default: StoryObj = {};
