import { expect, fixture, html } from '@open-wc/testing';
import { ManagedClient } from '../../client/test/manage-fake.js';
import type { Retention } from '../../client/index.js';
import { isoMs, type EventRecord } from '../../model/index.js';
import type { EventLog } from './index.js';
import { all, drawn, events, expectWhole, has, inside, list, scrollTo, until, viewport } from './test/support.js';

const DAY = 86_400_000;
/** A time so many days ago, at noon in UTC. */
const ago = (days: number): string => `${new Date(Date.now() - days * DAY).toISOString().slice(0, 10)}T12:00:00Z`;
const dayOf = (time: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(isoMs(time));

/** A server that keeps events for 90 days, and has one of each of so many days. */
function keeping(days: number, settings: unknown = { event_retention: 'days=90', oldest: ago(days - 1) }) {
  const records = events(days).map((event, i): EventRecord => ({ ...event, created: ago(i) }));
  const client = new ManagedClient(records);
  const asked = { times: 0 };
  const get = (): Promise<never> => {
    asked.times += 1;
    return Promise.resolve(settings as never);
  };
  Object.assign(client, { retention: { ...client.retention, get } satisfies Retention });
  return { client, asked };
}

const told = (log: EventLog): string => (inside(log, '.foot [role="status"]').textContent ?? '').trim();
const tells = (log: EventLog): Promise<void> => until(() => told(log) !== '', 'what is not kept');

describe('event-log and what is no longer kept', () => {
  it('tells that the range begins before, by the day in the zone of the view, and moves no row', async () => {
    const { client, asked } = keeping(60);
    const log = await list({ client, from: ago(200), withoutQuery: true });
    await until(() => asked.times === 1, 'the question');
    const top = viewport(log).getBoundingClientRect().top;
    await tells(log);
    expect(told(log)).to.equal(
      `Events from before ${dayOf(ago(90))} are no longer kept: they are deleted after 90 days.`,
    );
    expect(viewport(log).getBoundingClientRect().top).to.equal(top);
    expectWhole(log);
    await expect(log).to.be.accessible();
  });

  it('tells nothing of a range that is kept, the last 90 days of 90 days among them, and asks once', async () => {
    const { client, asked } = keeping(60);
    const log = await list({ client, from: ago(200), withoutQuery: true });
    await tells(log);
    for (const from of ['now-90d', 'now-7d', 'today']) {
      log.from = from;
      await drawn(log);
      expect(told(log), from).to.equal('');
    }
    log.from = 'now-92d';
    await tells(log);
    const other = await list({ client, from: 'now-365d', withoutQuery: true });
    await tells(other);
    expect(asked.times).to.equal(1);
  });

  it('asks again with a refresh, for how long events are kept may have been set anew', async () => {
    const settings = { event_retention: 'forever', oldest: null as string | null };
    const { client, asked } = keeping(5, settings);
    const log = await list({ client, from: ago(200), withoutQuery: true });
    await until(() => asked.times === 1, 'the question');
    await drawn(log);
    expect(told(log)).to.equal('');
    settings.event_retention = 'days=90';
    log.refresh();
    await tells(log);
    expect(asked.times).to.equal(2);
  });

  it('is careful where older events are there, or may be', async () => {
    for (const settings of [{ event_retention: 'days=90', oldest: ago(150) }, { event_retention: 'days=90' }]) {
      const log = await list({ client: keeping(5, settings).client, from: ago(200), withoutQuery: true });
      await tells(log);
      expect(told(log)).to.equal(`Events are kept for 90 days: those from before ${dayOf(ago(90))} may be gone.`);
    }
  });

  it('tells it by the hour where events are kept for hours', async () => {
    const { client } = keeping(1, { event_retention: 'hours=12', oldest: null });
    const log = await list({ client, from: 'now-1d', withoutQuery: true });
    await tells(log);
    expect(told(log)).to.match(
      /^Events from before \w+ \d+, \d\d:00 are no longer kept: they are deleted after 12 hours\.$/,
    );
  });

  it('asks of a list with no beginning once the reader comes to its end', async () => {
    const { client, asked } = keeping(60);
    const log = await list({ client, withoutQuery: true });
    expect(asked.times).to.equal(0);
    await scrollTo(log, viewport(log).scrollHeight);
    await tells(log);
    expect(told(log)).to.match(/^Events from before .* are no longer kept/);
    log.search = 'user-1';
    await until(() => told(log) === '', 'another list');
  });

  it('says it where nothing matches, below the ways out', async () => {
    const { client } = keeping(5);
    const log = await list({ client, from: ago(300), to: ago(200), withoutQuery: true });
    await until(() => has(log, '.ways + p'), 'what is not kept');
    expect(inside(log, '.ways + p').textContent).to.match(/^Events from before .* are no longer kept/);
    expect(all(log, '.ways button').length).to.be.above(0);
    expect(inside(log, '.foot [role="status"]').className).to.equal('sr');
  });

  it('says nothing where the source keeps events for ever, tells no duration, refuses, fails, or has none to ask', async () => {
    for (const answer of [
      { event_retention: 'forever', oldest: null },
      { event_retention: 'some day' },
      { event_retention: 'days=3650000' },
      null,
      7,
    ]) {
      const { client, asked } = keeping(3, answer);
      const log = await list({ client, from: ago(300), withoutQuery: true });
      await until(() => asked.times === 1, 'the question');
      await drawn(log);
      expect(told(log), JSON.stringify(answer)).to.equal('');
    }
    const { client } = keeping(3);
    const refusing = [() => Promise.reject(new Error('403')), () => { throw new Error('at once'); }]; // prettier-ignore
    for (const get of refusing) {
      Object.assign(client, { retention: { ...client.retention, get } });
      const log = await list({ client, from: ago(300), withoutQuery: true });
      await drawn(log);
      expect(told(log)).to.equal('');
    }
    const log = await fixture<EventLog>(
      html`<event-log without-query .events=${events(3)} from="2000-01-01"></event-log>`,
    );
    await drawn(log);
    expect(told(log)).to.equal('');
  });
});
