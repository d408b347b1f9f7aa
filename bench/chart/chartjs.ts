/** Chart.js, which authentik's chart is made with: stacked bars, no animation, as its documentation advises for many bars. */
import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import { COLOURS, countByHand } from './counts.js';
import type { Contestant, Counts } from './contestant.js';
import { start } from './page.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);
let canvas: HTMLCanvasElement | null = null;
let chart: Chart<'bar'> | undefined;

function show({ starts, keys, counts }: Counts): void {
  const data = {
    labels: starts.map(at => new Date(at).toISOString().slice(5, 13)),
    datasets: keys.map((label, k) => ({ label, data: [...counts[k]!], backgroundColor: COLOURS[k % COLOURS.length]! })),
  };
  if (chart) {
    chart.data.datasets.forEach((set, k) => (set.data = data.datasets[k]!.data));
    chart.update('none');
    return;
  }
  chart = new Chart(canvas!, {
    type: 'bar',
    data,
    options: {
      animation: false,
      responsive: false,
      scales: { x: { stacked: true, grid: { display: false } }, y: { stacked: true } },
    },
  });
}

const contestant: Contestant = {
  mount(box) {
    canvas = document.createElement('canvas');
    canvas.width = box.clientWidth;
    canvas.height = box.clientHeight;
    box.append(canvas);
  },
  show,
  load: events => show(countByHand(events)),
  canvas: () => canvas,
};
start(contestant);
