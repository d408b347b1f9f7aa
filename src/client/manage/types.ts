import type { EventRecord, ExportFormat, JsonObject, Severity } from '../../model/index.js';
import type { ListView, Pagination, RequestOptions } from '../types.js';

/**
 * What an operator does with a log besides reading it, as authentik's API has it. Fields marked "reference server" are an
 * addition of the server in this repository: another one leaves them out, and what they tell is then unknown.
 *
 * Every call fails with an `EventsError`, or with an `AbortError` when its signal says so. Of note: 400 with `detail`
 * "Enterprise is required …" for what an authentik without a licence refuses, 403 for what this user may not do, 404 for
 * what is not there (any more), or for a server that has no such calls at all.
 */

/** One page of a list that is no list of events. */
export interface ManagePage<T> {
  pagination: Pagination;
  results: T[];
}

export interface ManageListOptions extends RequestOptions {
  /** From 1, which is also what is read when none is given. */
  page?: number;
  /** Left to the server when not given. */
  pageSize?: number;
  /** A field of the entries, with `-` in front for descending. */
  ordering?: string;
  /** Plain text, in the fields the server chooses. */
  search?: string;
}

// ---------------------------------------------------------------------------------------------------------- exports

/**
 * Reference server: what has become of an export; `expired` is one whose file has been deleted in the course of time. On
 * another server only `completed` tells, and that knows no failures.
 */
export const EXPORT_STATUSES = ['queued', 'running', 'completed', 'failed', 'expired'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

export interface ExportRequester {
  pk?: number | string;
  username?: string;
  /** What people call them. */
  name?: string;
  email?: string;
}

/** One export that was asked for, and its file once it is there. */
export interface DataExport {
  id: string;
  requested_by?: ExportRequester;
  /** ISO 8601, UTC. */
  requested_on: string;
  /** What kind of data it is; `model` is `event` for events. */
  content_type?: { app_label?: string; model?: string; verbose_name_plural?: string; fully_qualified_model?: string };
  /** What was asked for: `search`, `ordering` and the filters, by the names the list has for them. */
  query_params: JsonObject;
  /** Where the file is: absolute, or relative to the API's origin. Empty as long as there is none. */
  file_url: string;
  completed: boolean;

  /** Reference server. */
  status?: ExportStatus;
  /** Reference server: why it failed, one sentence for a reader, and a word for programs. */
  error?: { code: 'disk' | 'rows' | 'time' | 'internal'; detail: string } | null;
  /** Reference server: format of the file. Any other server writes what it always writes (authentik: CSV). */
  format?: ExportFormat;
  /** Reference server: the columns that were asked for, as dotted paths into an event; empty for whole events. */
  columns?: string[];
  /** Reference server: IANA name of the zone that times are written in. */
  time_zone?: string;
  /** Reference server: events written so far. */
  rows?: number;
  /** Reference server: events there are to write. Null until they have been counted. */
  total?: number | null;
  /** Reference server: size of the file. */
  bytes?: number;
  /** Reference server: SHA-256 of the file, in hexadecimal. Null until it is there. */
  sha256?: string | null;
  /** Reference server: when the last row was written, or the failure happened. ISO 8601, UTC. */
  finished_on?: string | null;
  /** Reference server: until when the file is kept. ISO 8601, UTC. */
  expires_on?: string | null;
}

/** How the file is to be. A server other than the reference server does not know these, and leaves them out of its answer. */
export interface ExportOptions extends RequestOptions {
  /** `csv` unless told otherwise: a heading, then a row an event. `jsonl` has the events as they are stored, one a line. */
  format?: ExportFormat;
  /** Dotted paths into an event, in order; whole events (`ALL_COLUMNS` of the model in a CSV) unless told otherwise. */
  columns?: readonly string[];
  /** IANA name of the zone that times in columns are written in; UTC unless told otherwise. */
  timeZone?: string;
}

/** The bytes of an export's file, to be read once. */
export interface ExportFile {
  /** A name to save it under. Never holds a path. */
  name: string;
  type: string;
  /** In bytes; null when the server does not say. */
  size: number | null;
  stream: ReadableStream<Uint8Array>;
}

export interface DataExports {
  /** Asks for an export of the events in `view`, in its order. The answer is the export as it begins. */
  start(view: ListView, options?: ExportOptions): Promise<DataExport>;
  /** Newest first unless `ordering` says otherwise (`requested_on`, `completed`, `requested_by`). */
  list(options?: ManageListOptions): Promise<ManagePage<DataExport>>;
  get(id: string, options?: RequestOptions): Promise<DataExport>;
  /** Deletes it and its file; one that is being written is stopped. */
  remove(id: string, options?: RequestOptions): Promise<void>;
  /**
   * Where a browser downloads the file, absolute; null when there is none, or when the address is neither http nor https.
   * Enough for a link where a session cookie is sent along; where there is a token, read the file with {@link download}.
   */
  fileUrl(dataExport: DataExport): string | null;
  /** The file, as a stream; only the id is read. The token is sent to the API's own origin only. */
  download(dataExport: Pick<DataExport, 'id'>, options?: RequestOptions): Promise<ExportFile>;
}

// ---------------------------------------------------------------------------------------------------- notifications

export interface EventNotification {
  pk: string;
  severity: Severity;
  /** Plain text. */
  body: string;
  created: string;
  /** Missing counts as unseen. */
  seen?: boolean;
  /** Where it leads. Written by the server, so check it before it becomes a link: {@link Notifications.linkOf}. */
  hyperlink?: string | null;
  /** What the link says: "Download". */
  hyperlink_label?: string | null;
  /** The event it is about. */
  event?: EventRecord | null;
}

export interface NotificationListOptions extends ManageListOptions {
  /** Only those that have been seen, or only those that have not. */
  seen?: boolean;
  severity?: Severity;
}

export interface Notifications {
  /**
   * Newest first unless `ordering` says otherwise (`created`, `severity`, `seen`). On authentik those of the user who asks, also
   * where they may see everybody's.
   */
  list(options?: NotificationListOptions): Promise<ManagePage<EventNotification>>;
  /** How many have not been seen. */
  unseen(options?: RequestOptions): Promise<number>;
  get(id: string, options?: RequestOptions): Promise<EventNotification>;
  markSeen(id: string, seen?: boolean, options?: RequestOptions): Promise<EventNotification>;
  markAllSeen(options?: RequestOptions): Promise<void>;
  remove(id: string, options?: RequestOptions): Promise<void>;
  /** `hyperlink` as an absolute address; null when there is none, or when it is neither http nor https. */
  linkOf(notification: EventNotification): string | null;
  /**
   * Reads the file a notification leads to where its link would be refused: that of an export of this API, asked with a token or
   * headers, which no link carries. Null for anything else, for which {@link linkOf} is enough.
   */
  fileOf?(notification: EventNotification): ((options?: RequestOptions) => Promise<ExportFile>) | null;
}

// ------------------------------------------------------------------------------------------------- rules, transports

/** Which events notify whom. */
export interface NotificationRule {
  pk: string;
  name: string;
  /** Keys of the transports it sends through. */
  transports: string[];
  /** Of the notifications it makes. */
  severity: Severity;
  /** authentik: the group whose members are notified. */
  destination_group?: string | null;
  destination_group_obj?: { pk?: string; name?: string } | null;
  /** authentik: whether the user that the event is about is notified. */
  destination_event_user?: boolean;

  /**
   * The events it fires for, in the query language. On the reference server a field of the rule; on authentik that of the
   * rule's one event matcher policy, when that is all there is, and missing otherwise: see {@link matchers}.
   */
  query?: string;
  /** Whether it fires at all. On authentik, whether the policy is bound and enabled. */
  enabled?: boolean;
  /** What decides, where it is more than a query. authentik: the policies bound to the rule, in order. */
  matchers?: RuleMatcher[];
  /** Reference server: when it last fired, and how often; null and 0 before it first did. */
  last_fired?: string | null;
  fired?: number;
}

/** authentik: one policy, group or user bound to a rule. */
export interface RuleMatcher {
  /** Key of the binding. */
  pk: string;
  /** The policy's name, or the group's or user's. */
  name: string;
  /** authentik's word for the kind of policy: `ak-policy-event-matcher-form` for an event matcher. */
  component: string;
  enabled: boolean;
  /** True: what it matches does not fire. */
  negate: boolean;
  /** Of an event matcher: what it matches, each as it is written in the policy. */
  match?: {
    action?: string | null;
    client_ip?: string | null;
    app?: string | null;
    model?: string | null;
    query?: string | null;
  };
}

export interface NotificationRuleInput {
  name: string;
  transports?: readonly string[];
  severity?: Severity;
  destination_group?: string | null;
  destination_event_user?: boolean;
  /** On authentik it becomes an event matcher policy, bound to the rule. */
  query?: string;
  enabled?: boolean;
}

export const TRANSPORT_MODES = ['local', 'webhook', 'webhook_slack', 'email'] as const;
export type TransportMode = (typeof TRANSPORT_MODES)[number];

/** A way to tell somebody. */
export interface NotificationTransport {
  pk: string;
  name: string;
  mode: TransportMode;
  mode_verbose?: string;
  webhook_url?: string;
  email_subject_prefix?: string;
  email_template?: string;
  /** authentik: only once for all recipients. */
  send_once?: boolean;

  /** Reference server: who the mail goes to, separated by commas. */
  email_to?: string;
  /** Reference server: whether webhook bodies are signed. The secret itself is never given out. */
  signed?: boolean;
  /** Reference server: how its deliveries stand. */
  deliveries?: { waiting: number; delivered: number; failed: number; last_error: string | null };
}

export interface NotificationTransportInput {
  name: string;
  mode: TransportMode;
  webhook_url?: string;
  email_subject_prefix?: string;
  email_template?: string;
  send_once?: boolean;
  /** Reference server. */
  email_to?: string;
  /** Reference server: what bodies are signed with; empty for no signature, left out to keep what there is. */
  webhook_secret?: string;
}

export interface NotificationTransports {
  list(options?: ManageListOptions & { mode?: TransportMode }): Promise<ManagePage<NotificationTransport>>;
  get(id: string, options?: RequestOptions): Promise<NotificationTransport>;
  create(input: NotificationTransportInput, options?: RequestOptions): Promise<NotificationTransport>;
  update(
    id: string,
    changes: Partial<NotificationTransportInput>,
    options?: RequestOptions,
  ): Promise<NotificationTransport>;
  remove(id: string, options?: RequestOptions): Promise<void>;
  /** Sends a test message at once. The answer is what the receiver said; a failure is an `EventsError` with `detail`. */
  test(id: string, options?: RequestOptions): Promise<{ messages: string[] }>;
}

export interface NotificationRules {
  list(options?: ManageListOptions & { severity?: Severity }): Promise<ManagePage<NotificationRule>>;
  get(id: string, options?: RequestOptions): Promise<NotificationRule>;
  create(input: NotificationRuleInput, options?: RequestOptions): Promise<NotificationRule>;
  update(id: string, changes: Partial<NotificationRuleInput>, options?: RequestOptions): Promise<NotificationRule>;
  remove(id: string, options?: RequestOptions): Promise<void>;
  /** Groups that can be notified, by name; null where the server has none, as the reference server. */
  groups(options?: ManageListOptions): Promise<{ pk: string; name: string }[] | null>;
  readonly transports: NotificationTransports;
}

// -------------------------------------------------------------------------------------------------------- retention

export interface RetentionSettings {
  /** As the server writes it: `days=365`, `weeks=3;days=2`, or `forever`. `retentionMs` of the model reads it. */
  event_retention: string;
  /** Reference server: time of the oldest event that is kept; null when there is none. */
  oldest?: string | null;
}

/** Reference server: what expiry would delete at this moment. */
export interface RetentionPreview {
  event_retention: string;
  /** Events that are past their time. */
  count: number;
  /** Of those, how many are spared for now because an export is reading them. */
  spared: number;
  /** How many events there are in all. */
  total: number;
  /** Events without an `expires` of their own go when they were created before this; null: none go. ISO 8601, UTC. */
  before: string | null;
  /** Time of the oldest and the newest event that would go; null when none would. */
  oldest: string | null;
  newest: string | null;
}

export interface Retention {
  get(options?: RequestOptions): Promise<RetentionSettings>;
  /** @param duration as authentik writes it (`days=90`), a plain one (`90 days`, `P90D`), or `forever` */
  set(duration: string, options?: RequestOptions): Promise<RetentionSettings>;
  /** What would be deleted with this duration, or with the present one; null where the server cannot tell. */
  preview(duration?: string, options?: RequestOptions): Promise<RetentionPreview | null>;
}
