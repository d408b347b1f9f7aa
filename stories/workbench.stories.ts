import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-chart/define.js';
import '../src/components/event-facets/define.js';
import '../src/components/event-log/define.js';
import '../src/components/event-map/define.js';
import '../src/components/event-provider/define.js';
import '../src/components/event-time-range/define.js';
import '../src/components/event-views/define.js';
import { placedEvents } from './places.js';
import { dark, rightToLeft } from './states.js';
import './workbench.css';

const EVENTS = placedEvents(4_000);

const meta: Meta = {
  title: 'Workbench',
  parameters: { layout: 'fullscreen' },
  render: () =>
    html`<event-provider .events=${EVENTS} time-zone="UTC">
      <div class="workbench">
        <div class="workbench-range"><event-time-range></event-time-range> <event-views></event-views></div>
        <event-facets class="workbench-facets"></event-facets>
        <div class="workbench-pictures"><event-chart></event-chart><event-map></event-map></div>
        <event-log></event-log>
      </div>
    </event-provider>`,
};
export default meta;

type Story = StoryObj;

/** Every part looks at the same view, and each filters the others. No part knows another. */
export const Default: Story = {};

export const Dark: Story = dark('60rem');

export const RightToLeft: Story = rightToLeft('60rem');
