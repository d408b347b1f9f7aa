import { defineElement } from '../../internal/define.js';
import { EventChart } from './event-chart.js';

defineElement(EventChart);

declare global {
  interface HTMLElementTagNameMap {
    'event-chart': EventChart;
  }
}
