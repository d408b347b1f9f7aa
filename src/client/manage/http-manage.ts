import type { ListView } from '../types.js';
import { HttpExports } from './http-exports.js';
import { HttpNotifications } from './http-notifications.js';
import { HttpRetention } from './http-retention.js';
import { HttpRules } from './http-rules.js';
import type { Api, IsOurs } from './read.js';

/** Says a view in parameters the server reads. */
export type ViewParams = (view: ListView, signal: AbortSignal | undefined) => Promise<URLSearchParams>;

/** Everything that is managed beside the events of an API with authentik's shape. */
export class HttpManage {
  readonly exports: HttpExports;
  readonly notifications: HttpNotifications;
  readonly rules: HttpRules;
  readonly retention: HttpRetention;

  constructor(api: Api, viewParams: ViewParams, isOurs: IsOurs) {
    this.exports = new HttpExports(api, viewParams);
    this.notifications = new HttpNotifications(api, isOurs);
    this.rules = new HttpRules(
      api,
      async (search, signal) => (await viewParams({ search }, signal)).get('search') ?? '',
      isOurs,
    );
    this.retention = new HttpRetention(api);
  }
}
