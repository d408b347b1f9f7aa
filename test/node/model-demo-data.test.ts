// The made-up log of the demo: whether it is what its script makes, and holds what the demo is to show.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeEvents, toJson } from '../../demo/data/make-authentik.mjs';
import {
  ACTIONS,
  actionInfo,
  actorOf,
  createdMs,
  isIpAddress,
  isUuid,
  parseJson,
  placeOf,
  stringifyJson,
  summarize,
  toRecord,
  type EventRecord,
} from '../../src/model/index.js';
import { readLines } from './fixtures.js';

const lines = readLines('demo/data/authentik.jsonl.gz');
const records = lines.map(line => parseJson(line) as unknown as EventRecord);
const some = (holds: (record: EventRecord) => unknown) => assert.ok(records.some(holds));

describe('the authentik-shaped demo log', () => {
  it('is what its script makes, every time', () => {
    assert.deepEqual(makeEvents().map(toJson), lines);
  });

  it('holds every action of the catalogue, custom ones, and one nobody knows', () => {
    const actions = new Set(records.map(({ action }) => action));
    assert.deepEqual(
      ACTIONS.filter(({ action }) => !actions.has(action)),
      [],
    );
    some(({ action }) => action.startsWith('custom_') && action !== 'custom_');
    some(({ action }) => !actionInfo(action).known && !action.startsWith('custom_'));
  });

  it('is in order of time, within a week, and each event has an id of its own', () => {
    const times = records.map(createdMs);
    assert.deepEqual(
      [...times].sort((a, b) => a - b),
      times,
    );
    assert.ok(times[0]! > Date.parse('2026-11-15T14:00:00Z') && times.at(-1)! <= Date.parse('2026-11-22T15:00:00Z'));
    assert.equal(new Set(records.map(({ pk }) => pk)).size, records.length);
    for (const record of records) {
      assert.ok(isUuid(record.pk));
      assert.equal(toRecord('authentik', record), record);
      assert.ok(summarize(record).length > 0);
      assert.ok(record.client_ip == null || isIpAddress(record.client_ip), String(record.client_ip));
    }
  });

  it('holds the shapes that authentik writes', () => {
    const diffOf = ({ context }: EventRecord) => stringifyJson(context?.diff ?? null);
    some(record => /"previous_value":null,"new_value"/.test(diffOf(record)));
    some(record => /"add":\[[^\]]+\],"remove":\[/.test(diffOf(record)));
    some(record => /"clear":true/.test(diffOf(record)));
    some(record => /"add":\[\{/.test(diffOf(record)));
    some(record => actorOf(record)?.onBehalfOf);
    some(record => actorOf(record)?.authenticatedAs);
    some(record => actorOf(record)?.anonymous);
    some(record => placeOf(record)?.city);
    some(record => record.client_ip?.includes(':'));
    some(record => record.client_ip === null);
    some(record => record.client_ip === '255.255.255.255');
    some(record => record.client_ip === undefined);
    some(record => record.user && Object.keys(record.user).length === 0);
    some(record => record.user === undefined);
    some(record => record.context === undefined);
    some(({ context }) => typeof context?.body === 'string' && context.body.length > 20_000);
    some(({ context }) => typeof context?.message === 'string' && context.message.includes('Traceback'));
  });

  it('holds what a hostile sender may send', () => {
    const text = lines.join('\n');
    for (const hostile of ['<script>', '\u202e', '\u200b', '9007199254740993', '"__proto__"', '=HYPERLINK']) {
      assert.ok(text.includes(hostile), hostile);
    }
    // Integers come through to the last digit.
    for (const [i, record] of records.entries()) assert.equal(stringifyJson(record), lines[i]!);
  });

  it('names no address of anybody: documentation, private and test ranges only', () => {
    const allowed =
      /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|10\.|2001:db8:|::1$|255\.255\.255\.255$|89\.160\.20\.|2\.125\.160\.)/;
    for (const { client_ip } of records) if (client_ip) assert.match(client_ip, allowed);
  });
});
