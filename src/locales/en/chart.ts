import type { Localize } from '../../internal/localize.js';
import { count } from './count.js';
import { commonEn } from './common.js';
import { actionsEn } from './actions.js';

/** What `<event-chart>` says. */
export const chartEn = {
  ...commonEn,
  ...actionsEn,

  chartLabel: 'Volume',
  chartPer: (interval: string) => `events per ${interval}`,
  chartForm: 'Show as',
  chartFormChart: 'Chart',
  chartFormTable: 'Table',
  chartTable: (name: string) => `${name}, figures`,
  chartBars: 'Bars',
  chartLines: 'Lines',
  chartKind: 'Drawn as',
  chartLog: 'Log',
  chartLogHint: 'Logarithmic scale: the height is a power of ten, parts are shares of it',
  chartSummary: (counted: string) => `${counted}.`,
  chartSummaryPeak: (counted: string, when: string, n: string) => `${counted}, most on ${when}: ${n}.`,
  chartLegend: 'Values',
  chartMissing: 'No value',
  chartOthers: 'Others',
  chartAll: 'All',
  chartUntil: 'Until',
  chartUndated: (n: number) =>
    count(n, {
      one: '# event without a time is not in the chart',
      other: '# events without a time are not in the chart',
    }),
  chartPartialEnd: 'Not over yet',
  chartPartialStart: 'Begins before the range',
  chartCopy: 'Copy table',
  chartCopied: 'Table copied',
  chartPlot: 'Events over time',
  chartKeys: 'Arrow keys walk over the chart, with Shift they mark a stretch of time, Enter shows it.',
  chartAt: (when: string, counted: string) => `${when}: ${counted}`,
  chartPart: (name: string, n: string) => `${name} ${n}`,
  chartLoading: 'Counting events…',
  chartFailed: 'The events could not be counted',
  chartStale: 'The figures are those from before.',
  chartNotLoaded: 'The chart could not be loaded. The table has the same figures.',
  chartEmpty: 'No events to chart',
  chartEmptyHint: 'Nothing in this range matches.',
};

export type ChartTexts = Localize<keyof typeof chartEn>;
