import type { Diagnostic } from '../query-lang/diagnostic.js';

/**
 * - `query`: the view asks for something that cannot be asked; nothing was sent
 * - `network`: no answer came
 * - `timeout`: no whole answer came in time
 * - `http`: the server answered with a status that is no success
 * - `format`: the answer is not what the API says it is
 */
export type EventsErrorKind = 'query' | 'network' | 'timeout' | 'http' | 'format';

export interface EventsErrorInit {
  kind: EventsErrorKind;
  message: string;
  url: string;
  method?: string;
  status?: number;
  detail?: string;
  code?: string;
  fields?: Record<string, string[]>;
  attempts?: number;
  retryAfterMs?: number;
  retryable?: boolean;
  body?: string;
  diagnostics?: readonly Diagnostic[];
  cause?: unknown;
}

/** Why events could not be had. `message` is one sentence for a reader; the fields are for programs. */
export class EventsError extends Error {
  override readonly name = 'EventsError';
  readonly kind: EventsErrorKind;
  /** Of the last answer, if there was one. */
  readonly status: number | undefined;
  readonly url: string;
  readonly method: string;
  /** The server's own words: `detail` of its JSON, or the first of `non_field_errors`. */
  readonly detail: string | undefined;
  /** The server's machine-readable word for it, if it has one. */
  readonly code: string | undefined;
  /** What is wrong with each field, from a 400; deeper ones are joined by dots (`count_steps.0`). */
  readonly fields: Record<string, string[]> | undefined;
  /** How often the call was sent; 0 when it never was. */
  readonly attempts: number;
  /** How long the server asked to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** Whether the same call may well succeed later, with nothing changed. */
  readonly retryable: boolean;
  /** The first 2 KB of the last answer's text. */
  readonly body: string | undefined;
  /** What is wrong with the search text, where (UTF-16 offsets), and what would put it right: from us, or from a server's 400. */
  readonly diagnostics: readonly Diagnostic[] | undefined;

  constructor(init: EventsErrorInit) {
    super(init.message, 'cause' in init ? { cause: init.cause } : undefined);
    this.kind = init.kind;
    this.status = init.status;
    this.url = init.url;
    this.method = init.method ?? 'GET';
    this.detail = init.detail;
    this.code = init.code;
    this.fields = init.fields;
    this.attempts = init.attempts ?? 0;
    this.retryAfterMs = init.retryAfterMs;
    this.retryable = init.retryable ?? false;
    this.body = init.body;
    this.diagnostics = init.diagnostics;
  }
}

/** Text of a stranger's, short enough to stand in a sentence. */
export function shorten(text: string, max = 200): string {
  const line = text
    .slice(0, max * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
