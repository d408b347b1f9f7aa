import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { EXPORT_FORMATS } from 'event-elements/model';
import { ApiError, invalid, notFound, refused } from '../http/errors.js';
import { readFilter, readOrdering, readPage, readPageSize, readRange } from '../http/list-params.js';
import {
  ensureLog,
  gone,
  isoTime,
  json,
  keyOf,
  readObject,
  readOrder,
  readWords,
  type ManageCall,
  type ManageRoute,
} from '../http/manage-call.js';
import { pagination } from '../http/pagination.js';
import { fileUrl } from './export-jobs.js';
import { EXPORT_ORDERING, type ExportRecord } from './export-store.js';

const MAX_COLUMNS = 200;
const MAX_COLUMN = 1000;
const MAX_QUERY = 40_000;

/** Parameters that say what the file is like. All others say which events are in it. */
const FILE_PARAMS = new Set(['file_format', 'column', 'time_zone']);
const NO_PARAMS = new Set(['page', 'page_size']);

const WHO = { token: 'API token', session: 'Browser session', nothing: 'Anyone: this server asks for no token' };

export const EXPORT_ROUTES: readonly ManageRoute[] = [
  { method: 'POST', path: '/events/events/export/', run: startExport },
  { method: 'GET', path: '/reports/exports/', run: listExports },
  { method: 'GET', path: '/reports/exports/:id/', run: retrieveExport },
  { method: 'DELETE', path: '/reports/exports/:id/', run: deleteExport },
  { method: 'GET', path: '/reports/exports/:id/file/', run: exportFile },
];

async function startExport(call: ManageCall): Promise<Response> {
  const { query, log, base, exportJobs, via } = call;
  // Who says there what to export would be given everything.
  if (Object.keys(await readObject(call.request)).length > 0)
    throw invalid('non_field_errors', 'What to export stands in the address, as for the list. Leave the body out.');
  // What the job could not read later is refused now.
  readFilter(query);
  readRange(query);
  readOrdering(query);
  const request = {
    log,
    requestedBy: { pk: 1, username: via, name: WHO[via], uid: via },
    requestedOn: Date.now(),
    query: asked(query).toString(),
    format: readFormat(query),
    columns: readColumns(query),
    timeZone: readTimeZone(query),
  };
  if (request.query.length > MAX_QUERY)
    throw invalid('non_field_errors', `The parameters are longer than ${MAX_QUERY} characters.`);
  await ensureLog(call);
  const record = await exportJobs.request(request);
  if (!record)
    throw new ApiError(429, { detail: 'Too many exports are waiting to be written.' }, { 'Retry-After': '30' });
  return json(exportJson(call, record), 201, { Location: `${base}/reports/exports/${record.id}/` });
}

async function listExports(call: ManageCall): Promise<Response> {
  const { query, log, exports } = call;
  const page = readPage(query);
  const size = readPageSize(query);
  const ordering = readOrder(query, EXPORT_ORDERING, { field: 'requested_on', descending: true });
  const found = await exports.list(log, readWords(query), ordering, size, (page - 1) * size);
  return json({
    pagination: pagination(page, size, found.count),
    results: found.exports.map(record => exportJson(call, record)),
  });
}

async function retrieveExport(call: ManageCall): Promise<Response> {
  return json(exportJson(call, await find(call)));
}

async function deleteExport(call: ManageCall): Promise<Response> {
  await call.exportJobs.remove((await find(call)).id);
  return gone();
}

async function exportFile(call: ManageCall): Promise<Response> {
  const record = await find(call);
  if (record.status === 'expired') throw refused(410, 'The file was kept for a time, which is over.');
  const path = call.exportJobs.pathOf(record.id);
  if (record.status !== 'completed') throw notFound();
  const file = await open(path).catch(() => {
    throw notFound();
  });
  const { size } = await file.stat();
  const stream = file.createReadStream();
  // Somebody who deletes it now takes nothing from a download that has begun: the file is open.
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type':
        record.format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson; charset=utf-8',
      'Content-Length': String(size),
      'Content-Disposition': `attachment; filename="${fileName(record)}"`,
      ...(record.sha256 && { ETag: `"${record.sha256}"` }),
    },
  });
}

async function find(call: ManageCall): Promise<ExportRecord> {
  const record = await call.exports.get(keyOf(call));
  if (!record || record.log !== call.log) throw notFound();
  return record;
}

/** authentik's `DataExport`, and what this server knows besides. */
function exportJson({ base, exportJobs }: ManageCall, stored: ExportRecord): Record<string, unknown> {
  const record = exportJobs.withProgress(stored);
  const completed = record.status === 'completed';
  return {
    id: record.id,
    requested_by: record.requestedBy,
    requested_on: isoTime(record.requestedOn),
    content_type: {
      id: 1,
      app_label: 'authentik_events',
      model: 'event',
      verbose_name_plural: 'Events',
      fully_qualified_model: 'authentik_events.event',
    },
    query_params: paramsJson(new URLSearchParams(record.query)),
    file_url: completed ? fileUrl(base, record.id) : '',
    completed,
    status: record.status,
    error: record.error,
    format: record.format,
    columns: record.columns,
    time_zone: record.timeZone,
    rows: record.rows,
    total: record.total,
    bytes: record.bytes,
    sha256: record.sha256,
    finished_on: record.finishedOn === null ? null : isoTime(record.finishedOn),
    expires_on:
      record.finishedOn === null || record.status === 'failed' ? null : isoTime(exportJobs.expiryOf(record.finishedOn)),
  };
}

/** Which events: everything that is asked, but the page and what the file is like. */
function asked(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...query].filter(([name, value]) => value !== '' && !FILE_PARAMS.has(name) && !NO_PARAMS.has(name)),
  );
}

/** A parameter that is given more than once is a list. */
function paramsJson(params: URLSearchParams): Record<string, string | string[]> {
  const all = Object.create(null) as Record<string, string | string[]>;
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    all[name] = values.length === 1 ? values[0]! : values;
  }
  return all;
}

export function readFormat(query: URLSearchParams) {
  const name = query.get('file_format') || 'csv';
  const format = EXPORT_FORMATS.find(one => one === name);
  if (!format) throw invalid('file_format', `Choose from ${EXPORT_FORMATS.join(', ')}.`);
  return format;
}

export function readColumns(query: URLSearchParams): string[] {
  const columns = query.getAll('column').filter(column => column !== '');
  if (columns.length > MAX_COLUMNS) throw invalid('column', `At most ${MAX_COLUMNS} columns can be asked for.`);
  if (columns.some(column => column.length > MAX_COLUMN || column.includes('\0')))
    throw invalid('column', `Ensure each has no more than ${MAX_COLUMN} characters, and none that is null.`);
  return columns;
}

export function readTimeZone(query: URLSearchParams): string {
  const name = query.get('time_zone') || 'UTC';
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    throw invalid('time_zone', 'That is no time zone. An example of one is Europe/Berlin.');
  }
  return name; // as it was asked for: what Intl makes of it may be an older name, as Asia/Calcutta of Asia/Kolkata
}

function fileName({ log, requestedOn, format }: ExportRecord): string {
  return `${log}-${isoTime(requestedOn).slice(0, 19).replaceAll(':', '')}Z.${format}`;
}
