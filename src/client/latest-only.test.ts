import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { HttpEventsClient } from './http-events-client.js';
import { LatestOnly } from './latest-only.js';
import { queryOf, serve } from './test/serve.js';

describe('LatestOnly', () => {
  it('never lets page 2 overwrite page 3, however slow it was', async () => {
    const held: ServerResponse[] = [];
    let arrived: (() => void) | undefined;
    const arrival = new Promise<void>(resolve => (arrived = resolve));
    const answer = (response: ServerResponse, page: number) =>
      response.end(JSON.stringify({ count: 3, results: [{ pk: `of page ${page}` }] }));
    const server = await serve((request, response) => {
      const page = Number(queryOf(request).get('page'));
      if (page === 3) return void answer(response, page);
      held.push(response);
      arrived!();
    });
    try {
      const client = new HttpEventsClient({ src: server.url });
      const latest = new LatestOnly();
      let shown = '';
      const show = async (page: number) => {
        const { results } = await latest.run(signal => client.list({}, { page, pageSize: 1 }, { signal }));
        shown = results[0]!.pk;
      };
      const second = assert.rejects(show(2), { name: 'AbortError' });
      await arrival;
      await show(3);
      await second;
      answer(held[0]!, 2);
      assert.equal(shown, 'of page 3');
    } finally {
      await server.close();
    }
  });

  it('turns an old answer away even when its call does not listen', async () => {
    const latest = new LatestOnly();
    let answerOld: ((value: string) => void) | undefined;
    const old = latest.run(() => new Promise<string>(resolve => (answerOld = resolve)));
    const turnedAway = assert.rejects(old, { name: 'AbortError' });
    assert.equal(await latest.run(() => Promise.resolve('new')), 'new');
    answerOld!('old');
    await turnedAway;
  });

  it('turns an old answer away that came in the same breath as the new call', async () => {
    const latest = new LatestOnly();
    const old = latest.run(() => Promise.resolve('old'));
    const current = latest.run(() => Promise.resolve('new'));
    await assert.rejects(old, { name: 'AbortError' });
    assert.equal(await current, 'new');
  });

  it('lets a failure of the newest call through, and knows when it is busy', async () => {
    const latest = new LatestOnly();
    const call = latest.run(() => {
      throw new Error('no');
    });
    assert.ok(latest.busy);
    await assert.rejects(call, { message: 'no' });
    assert.ok(!latest.busy);
  });

  it('can be told to end the call under way', async () => {
    const latest = new LatestOnly();
    let signal: AbortSignal | undefined;
    const call = latest.run(given => {
      signal = given;
      return new Promise(() => undefined);
    });
    latest.cancel();
    await assert.rejects(call, { name: 'AbortError' });
    assert.ok(signal?.aborted);
    assert.ok(!latest.busy);
  });
});
