import { FOREVER, retentionMs, retentionText } from 'event-elements/model';
import { invalid } from '../http/errors.js';
import {
  ensureLog,
  Fields,
  isoTime,
  json,
  readObject,
  type ManageCall,
  type ManageRoute,
} from '../http/manage-call.js';
import { keptSince } from './retention-store.js';

export const RETENTION_ROUTES: readonly ManageRoute[] = [
  { method: 'GET', path: '/admin/settings/', run: getSettings },
  { method: 'PUT', path: '/admin/settings/', run: setSettings },
  { method: 'PATCH', path: '/admin/settings/', run: setSettings },
  { method: 'GET', path: '/events/retention/preview/', run: preview },
];

async function getSettings({ log, retention }: ManageCall): Promise<Response> {
  return json({ event_retention: (await retention.get(log)) ?? FOREVER, oldest: await retention.oldest(log) });
}

async function setSettings(call: ManageCall): Promise<Response> {
  const text = new Fields(await readObject(call.request)).text('event_retention');
  if (text !== undefined) {
    const ms = readDuration(text);
    await ensureLog(call);
    await call.retention.set(call.log, ms === Infinity ? null : retentionText(ms));
  }
  return getSettings(call);
}

async function preview({ log, query, retention }: ManageCall): Promise<Response> {
  const asked = query.get('event_retention');
  const text = asked || ((await retention.get(log)) ?? FOREVER);
  const ms = readDuration(text);
  const now = Date.now();
  if (ms === Infinity) {
    // For ever is for ever: what an event says of itself does not count either.
    const { total } = await retention.preview(log, 0, 0);
    return json({ event_retention: FOREVER, count: 0, spared: 0, total, before: null, oldest: null, newest: null });
  }
  const before = keptSince(now, ms);
  const found = await retention.preview(log, now, before);
  return json({ event_retention: retentionText(ms), ...found, before: isoTime(before) });
}

function readDuration(text: string): number {
  const ms = retentionMs(text);
  if (ms === null)
    throw invalid(
      'event_retention',
      `"${text.slice(0, 40)}" is no duration. Write it like days=365, 90 days, P90D, or ${FOREVER}.`,
    );
  return ms;
}
