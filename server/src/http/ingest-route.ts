import { randomUUID } from 'node:crypto';
import { isObject, parseJson, profiles, type Profile } from 'event-elements/model';
import { isRow, readEvent, type Rejection } from '../ingest/event-row.js';
import { ingest } from '../ingest/ingest.js';
import { namedProfile } from '../ingest/load-profile.js';
import { bodyOf, readText } from './body.js';
import { ApiError, invalid, refused } from './errors.js';
import type { EventsCall } from './events-routes.js';

/** A rejected line is told in the answer up to this many; the count is always of all. */
const MAX_REJECTS_TOLD = 100;

const JSON_LINES = ['application/x-ndjson', 'application/jsonl', 'application/x-jsonlines'];

/** `POST /events/events/`: one event as JSON, or many as JSON lines. */
export async function ingestRequest(call: EventsCall): Promise<Response> {
  const type = call.request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return addOne(call);
  if (JSON_LINES.includes(type)) return addMany(call);
  throw refused(415, `Send one event as application/json or many as ${JSON_LINES[0]}.`);
}

async function addOne({ store, log, request, query, maxEventBytes, geoip }: EventsCall): Promise<Response> {
  const profile = readProfile(query);
  const text = await readText(request, maxEventBytes);
  const row = readEvent(profile === profiles.authentik ? completed(text) : text, profile, geoip);
  if (!isRow(row)) throw rejected(row);
  await store.addLog({ name: log, title: titleOf(log), demo: false });
  const { inserted, refused: bad } = await store.insert(log, [row]);
  if (bad[0]) throw rejected(bad[0]);
  // What was there before stays; then the answer is that, and says so by its status.
  const body = inserted === 1 ? row.body : await store.get(log, row.pk);
  return new Response(body, { status: inserted === 1 ? 201 : 200, headers: { 'Content-Type': 'application/json' } });
}

/**
 * The text of an event with the `pk` and `created` that a new one gets from the server. They are put in front of what the
 * sender wrote, which stays as it is.
 */
function completed(text: string): string {
  let event: unknown;
  try {
    event = parseJson(text);
  } catch {
    return text; // readEvent says what is wrong with it
  }
  if (!isObject(event)) return text;
  const added: string[] = [];
  if (!Object.hasOwn(event, 'pk')) added.push(`"pk":"${randomUUID()}"`);
  if (!Object.hasOwn(event, 'created')) added.push(`"created":"${new Date().toISOString()}"`);
  if (added.length === 0) return text;
  const rest = text.slice(text.indexOf('{') + 1);
  return `{${added.join(',')}${Object.keys(event).length > 0 ? ',' : ''}${rest}`;
}

async function addMany({ store, log, request, query, maxEventBytes, geoip }: EventsCall): Promise<Response> {
  const told: ({ line: number; item?: number } & Rejection)[] = [];
  const tell = (line: number, { item, reason, path }: Rejection & { item?: number }) => {
    if (told.length < MAX_REJECTS_TOLD) told.push({ line, item, reason, path });
  };
  const { inserted, known, rejected, damage } = await ingest(bodyOf(request), {
    store,
    log,
    profile: readProfile(query),
    maxLineBytes: maxEventBytes,
    geoip,
    signal: request.signal,
    onFirst: () => store.addLog({ name: log, title: titleOf(log), demo: false }),
    onReject: tell,
    onRejectPiece: (line, why, _bytes, last) => (last ? tell(line, why) : undefined),
  });
  const counts = { inserted, known, rejected, rejects: told };
  if (damage) throw new ApiError(400, { detail: damage, ...counts });
  return Response.json(counts);
}

function readProfile(query: URLSearchParams): Profile {
  const name = query.get('profile') ?? 'authentik';
  const profile = namedProfile(name);
  if (!profile)
    throw invalid('profile', `There is no such profile. Choose from ${Object.keys(profiles).sort().join(', ')}.`);
  return profile;
}

function rejected({ reason, path }: Rejection): ApiError {
  return invalid(path ?? 'non_field_errors', reason);
}

function titleOf(log: string): string {
  return log === 'events' ? 'Events' : log;
}
