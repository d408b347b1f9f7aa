/** `<event-chart>` as it stands on a page, legend, sentence and all. */
import '../../src/components/event-chart/define.js';
import '../../src/components/event-provider/define.js';
import { MemoryEventsClient } from '../../src/client/index.js';
import type { EventProvider } from '../../src/components/event-provider/index.js';
import type { Histogram } from '../../src/model/index.js';
import type { Contestant, Counts } from './contestant.js';
import { start } from './page.js';

const HOUR = 3_600_000;

/** Answers as a server does: with what it has counted. */
class CountsClient extends MemoryEventsClient {
  answer: Histogram | undefined;
  override histogram(): Promise<Histogram> {
    return Promise.resolve(this.answer!);
  }
}

function histogramOf({ starts, keys, counts }: Counts): Histogram {
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    buckets: starts.map((at, b) => ({
      start: iso(at),
      end: iso(at + HOUR),
      total: counts.reduce((sum, row) => sum + row[b]!, 0),
      by: Object.fromEntries(keys.map((key, k) => [key, counts[k]![b]!])),
    })),
    interval: 'PT1H',
    range: { from: null, to: null },
    keys: [...keys],
    other: false,
    undated: 0,
    covered: 1,
    total: 1,
    exact: true,
  };
}

const answers = new Map<Counts, Histogram>();
const client = new CountsClient([]);
let provider: EventProvider;

const contestant: Contestant = {
  mount(box) {
    provider = document.createElement('event-provider');
    provider.timeZone = 'UTC';
    const chart = document.createElement('event-chart');
    chart.style.setProperty('--event-chart-height', `${box.clientHeight}px`);
    chart.style.setProperty('--event-kit-inset', '0px');
    provider.append(chart);
    box.append(provider);
  },
  ready(counts) {
    answers.clear();
    for (const one of counts) answers.set(one, histogramOf(one));
  },
  show(counts) {
    client.answer = answers.get(counts);
    if (provider.client === client) provider.refresh();
    else provider.client = client;
  },
  load(events) {
    provider.events = events;
  },
  canvas: box => box.querySelector('event-chart')?.shadowRoot?.querySelector('canvas') ?? null,
};
start(contestant);
