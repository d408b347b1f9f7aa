import { retentionMs, retentionText } from '../../model/retention.js';
import { EventsError } from '../errors.js';
import type { RequestOptions } from '../types.js';
import { readEntry, signalOf, type Api, type Entry } from './read.js';
import type { Retention, RetentionPreview, RetentionSettings } from './types.js';

const SETTINGS = 'admin/settings/';
const PREVIEW = 'events/retention/preview/';

/** Retention of an API with authentik's shape: a setting of the tenant. */
export class HttpRetention implements Retention {
  readonly #api: Api;
  constructor(api: Api) {
    this.#api = api;
  }

  async get(options: RequestOptions = {}): Promise<RetentionSettings> {
    return readEntry(await this.#api.send({ path: SETTINGS, ...signalOf(options) }), settings);
  }

  async set(duration: string, options: RequestOptions = {}): Promise<RetentionSettings> {
    const body = JSON.stringify({ event_retention: written(duration) });
    return readEntry(await this.#api.send({ method: 'PATCH', path: SETTINGS, body, ...signalOf(options) }), settings);
  }

  async preview(duration?: string, options: RequestOptions = {}): Promise<RetentionPreview | null> {
    const query = new URLSearchParams(duration === undefined ? {} : { event_retention: written(duration) });
    try {
      return readEntry(await this.#api.send({ path: PREVIEW, query, ...signalOf(options) }), preview);
    } catch (error) {
      // To a server that knows no such call it is an address it knows nothing of.
      if (error instanceof EventsError && error.kind === 'http' && [404, 405, 501].includes(error.status!)) return null;
      throw error;
    }
  }
}

/** As every server reads it. @throws EventsError of kind `query` for what is no duration */
function written(duration: string): string {
  const ms = retentionMs(duration);
  if (ms === null)
    throw new EventsError({
      kind: 'query',
      url: SETTINGS,
      message: `${JSON.stringify(duration.slice(0, 40))} is no duration.`,
    });
  return retentionText(ms);
}

function settings(entry: Entry): RetentionSettings {
  return {
    event_retention: entry.text('event_retention'),
    ...(entry.has('oldest') && { oldest: entry.textOr('oldest', null) }),
  };
}

function preview(entry: Entry): RetentionPreview {
  return {
    event_retention: entry.text('event_retention'),
    count: entry.number('count') ?? 0,
    spared: entry.number('spared') ?? 0,
    total: entry.number('total') ?? 0,
    before: entry.textOr('before', null),
    oldest: entry.textOr('oldest', null),
    newest: entry.textOr('newest', null),
  };
}
