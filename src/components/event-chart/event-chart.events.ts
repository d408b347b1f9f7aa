import type { ChartForm, ChartKind, ChartScale } from './event-chart.types.js';

/** A reader chose another form of the chart, to remember for the next time. Does not bubble. */
export class EventChartLayoutEvent extends CustomEvent<{ kind: ChartKind; scale: ChartScale; form: ChartForm }> {
  static readonly type = 'event-chart-layout';
  constructor(layout: { kind: ChartKind; scale: ChartScale; form: ChartForm }) {
    super(EventChartLayoutEvent.type, { detail: layout });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-chart-layout': EventChartLayoutEvent;
  }
}
