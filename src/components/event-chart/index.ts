export { EventChart } from './event-chart.js';
export { EventChartLayoutEvent } from './event-chart.events.js';
export type { ChartForm, ChartKind, ChartScale } from './event-chart.types.js';
