/** ECharts: stacked bars on a canvas, no animation. */
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { COLOURS, countByHand } from './counts.js';
import type { Contestant, Counts } from './contestant.js';
import { start } from './page.js';

use([BarChart, GridComponent, CanvasRenderer]);
let chart: EChartsType;

function show({ starts, keys, counts }: Counts): void {
  chart.setOption({
    animation: false,
    grid: { left: 48, right: 4, top: 8, bottom: 24 },
    xAxis: { type: 'category', data: starts.map(at => new Date(at).toISOString().slice(5, 13)) },
    yAxis: { type: 'value' },
    series: keys.map((name, k) => ({
      type: 'bar',
      name,
      stack: 'all',
      silent: true,
      data: counts[k] as number[],
      itemStyle: { color: COLOURS[k % COLOURS.length]! },
    })),
  });
}

const contestant: Contestant = {
  mount(box) {
    chart = init(box, null, { renderer: 'canvas' });
  },
  show,
  load: events => show(countByHand(events)),
  canvas: box => box.querySelector('canvas'),
};
start(contestant);
