import { EXPORT_FORMATS } from '../../model/export/event-writer.js';
import { isObject } from '../../model/record.js';
import { EventsError } from '../errors.js';
import type { ListView, RequestOptions } from '../types.js';
import type { LateExports } from './late-manage.js';
import { listParams, onePath, readEntry, readManagePage, signalOf, type Api, type Entry } from './read.js';
import {
  EXPORT_STATUSES,
  type DataExport,
  type ExportFile,
  type ExportOptions,
  type ManageListOptions,
  type ManagePage,
} from './types.js';

const LIST = 'reports/exports/';
const FAULTS = ['disk', 'rows', 'time', 'internal'] as const;

/** Exports of an API with authentik's shape. */
export class HttpExports implements LateExports {
  readonly #api: Api;
  readonly #viewParams: (view: ListView, signal: AbortSignal | undefined) => Promise<URLSearchParams>;

  constructor(api: Api, viewParams: (view: ListView, signal: AbortSignal | undefined) => Promise<URLSearchParams>) {
    this.#api = api;
    this.#viewParams = viewParams;
  }

  async start(view: ListView, options: ExportOptions = {}): Promise<DataExport> {
    const { format, columns = [], timeZone, signal } = options;
    const query = await this.#viewParams(view, signal);
    if (view.ordering) query.set('ordering', view.ordering);
    // Not `format`, by which Django REST framework chooses how it answers.
    if (format) query.set('file_format', format);
    for (const column of columns) query.append('column', column);
    if (timeZone) query.set('time_zone', timeZone);
    return readEntry(
      await this.#api.send({ method: 'POST', path: 'events/events/export/', query, signal }),
      dataExport,
    );
  }

  async list(options: ManageListOptions = {}): Promise<ManagePage<DataExport>> {
    const query = listParams({ ...options, ordering: options.ordering ?? '-requested_on' });
    return readManagePage(await this.#api.send({ path: LIST, query, ...signalOf(options) }), options, dataExport);
  }

  async get(id: string, options: RequestOptions = {}): Promise<DataExport> {
    return readEntry(await this.#api.send({ path: onePath(LIST, id), ...signalOf(options) }), dataExport);
  }

  async remove(id: string, options: RequestOptions = {}): Promise<void> {
    await this.#api.send({ method: 'DELETE', path: onePath(LIST, id), ...signalOf(options) });
  }

  async download(asked: Pick<DataExport, 'id'>, options: RequestOptions = {}): Promise<ExportFile> {
    // The address may be one that is only good for a time: the export is asked for anew.
    const current = await this.get(asked.id, options);
    const url = current.file_url ? this.#api.resolve(current.file_url) : null;
    if (url === null) throw noFile(current);
    const response = await this.#api.open(url, options.signal);
    const length = response.headers.get('content-length');
    const encoded = response.headers.get('content-encoding') !== null; // the length is then of something else
    return {
      name: fileName(response.headers.get('content-disposition'), url, current),
      type: response.headers.get('content-type') ?? 'application/octet-stream',
      size: length !== null && /^\d+$/.test(length) && !encoded ? Number(length) : null,
      stream: response.body ?? new Blob([]).stream(),
    };
  }
}

function noFile({ id, status, completed, error }: DataExport): EventsError {
  const message = error
    ? `The export has failed: ${error.detail}`
    : status === 'expired'
      ? "The export's file was kept for a time, which is over."
      : completed
        ? 'The server does not say where the file of this export is.'
        : 'The export is not finished yet.';
  return new EventsError({ kind: 'query', url: onePath(LIST, id), message });
}

function dataExport(entry: Entry): DataExport {
  const requester = entry.object('requested_by');
  const type = entry.object('content_type');
  const result: DataExport = {
    id: entry.key('id'),
    requested_on: entry.text('requested_on'),
    query_params: entry.object('query_params') ?? {},
    file_url: entry.text('file_url'),
    completed: entry.flag('completed'),
    ...(requester && { requested_by: requester }),
    ...(type && { content_type: type }),
  };
  const own = entry.json;
  if (typeof own['status'] === 'string')
    result.status = entry.oneOf('status', EXPORT_STATUSES, result.completed ? 'completed' : 'running');
  const format = EXPORT_FORMATS.find(one => one === own['format']);
  if (format) result.format = format;
  if (Array.isArray(own['columns'])) result.columns = entry.texts('columns');
  if (typeof own['time_zone'] === 'string') result.time_zone = own['time_zone'];
  const rows = entry.number('rows');
  if (rows !== null) result.rows = rows;
  if (entry.has('total')) result.total = entry.number('total');
  const bytes = entry.number('bytes');
  if (bytes !== null) result.bytes = bytes;
  if (entry.has('sha256')) result.sha256 = entry.textOr('sha256', null);
  if (entry.has('finished_on')) result.finished_on = entry.textOr('finished_on', null);
  if (entry.has('expires_on')) result.expires_on = entry.textOr('expires_on', null);
  const error = entry.object('error');
  if (error && isObject(error) && typeof error['detail'] === 'string')
    result.error = { code: FAULTS.find(code => code === error['code']) ?? 'internal', detail: error['detail'] };
  else if (entry.has('error')) result.error = null;
  return result;
}

/** The name the server gives, or the last part of the address: never with a path, a control character or a leading dot. */
function fileName(disposition: string | null, url: string, { id, format = 'csv' }: DataExport): string {
  const fallback = `events-${id}.${format}`;
  const named = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
  const last = new URL(url).pathname.split('/').filter(Boolean).at(-1);
  const name = decoded(named) ?? plain ?? (last?.includes('.') ? decoded(last) : undefined) ?? fallback;

  const safe = name
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/^.*[\\/]/, '')
    .replace(/^\.+/, '')
    .slice(0, 200);
  return safe || fallback;
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
