import { EventsError } from '../../client/errors.js';
import type { Localize } from '../../internal/localize.js';

/** What a failure is called. */
export function failureTitle(error: unknown, texts: Localize): string {
  if (!(error instanceof EventsError)) return texts.text('logFailedOther');
  switch (error.kind) {
    case 'network':
    case 'timeout':
      return texts.text('logFailedNoAnswer');
    case 'http':
      return texts.text('logFailedHttp');
    case 'format':
      return texts.text('logFailedFormat');
    case 'query':
      return texts.text('logFailedQuery');
    default:
      return texts.text('logFailedOther');
  }
}

/** The sentence that says what is wrong: for a reader, in the words of the client. */
export function failureMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Everything that is known of a failure, for a bug report. */
export function failureDetails(error: unknown, at: Date): string {
  const lines = [['time', at.toISOString()]];
  if (error instanceof EventsError) {
    const { kind, method, url, status, code, detail, attempts, message, fields, body } = error;
    lines.push(['what', message], ['kind', kind], ['call', `${method} ${url}`], ['attempts', String(attempts)]);
    if (status !== undefined) lines.push(['status', String(status)]);
    if (code !== undefined) lines.push(['code', code]);
    if (detail !== undefined) lines.push(['detail', detail]);
    if (fields !== undefined) lines.push(['fields', JSON.stringify(fields)]);
    if (body !== undefined) lines.push(['answer', `\n${body}`]);
  } else lines.push(['what', failureMessage(error)]);
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n');
}
