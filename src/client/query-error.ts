import { isObject } from '../model/record.js';
import type { Diagnostic } from '../query-lang/diagnostic.js';
import type { Comparison, Range } from '../query-lang/query.js';
import { EventsError, shorten } from './errors.js';
import { load } from './load.js';

/** As many problems as a reader looks at. */
const MAX_DIAGNOSTICS = 20;
const MESSAGE_MAX = 500;

/**
 * What a server finds wrong with a search, from the `diagnostics` of its 400: `[{from, to, message, severity?, code?}]`, offsets in
 * UTF-16 units of the search as it was sent. Entries without a range or a message are left out.
 */
export function readDiagnostics(value: unknown): Diagnostic[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[]).slice(0, MAX_DIAGNOSTICS).flatMap(entry => {
    if (!isObject(entry)) return [];
    const { from, to, message, severity, code } = entry;
    if (!isOffset(from) || !isOffset(to) || to < from || typeof message !== 'string' || message === '') return [];
    return [
      {
        from,
        to,
        message: shorten(message, MESSAGE_MAX),
        severity: severity === 'warning' || severity === 'info' ? severity : ('error' as const),
        code: typeof code === 'string' ? code : 'server',
        fixes: [],
      },
    ];
  });
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * The error of a server that cannot run a search, with its ranges in the search as it was typed. The server read another text:
 * queries are printed in its language, and a range of time is added to them. Any other error comes back as it is.
 */
export async function inTypedText(error: unknown, typed: string, sent: string): Promise<unknown> {
  if (!(error instanceof EventsError) || !error.diagnostics?.length || typed === sent) return error;
  const { parse, comparisons } = await load(import('../query-lang/index.js'), 'understands queries', error.url);
  const [there, here] = [sent, typed].map(text => {
    const { query } = parse(text);
    return query ? comparisons(query) : [];
  }) as [Comparison[], Comparison[]];
  const diagnostics = error.diagnostics.map(diagnostic => {
    // Printing keeps the comparisons in their order, and what is added comes last.
    const at = there.findIndex(({ from, to }) => diagnostic.from < to && diagnostic.to > from);
    const [sentOne, typedOne] = [there[at], here[at]];
    const place = sentOne && typedOne ? samePart(diagnostic, sentOne, typedOne) : { from: 0, to: typed.length };
    return { ...diagnostic, from: place.from, to: place.to };
  });
  const { kind, message, url, method, status, detail, code, fields, attempts, retryAfterMs, retryable, body } = error;
  return new EventsError({
    ...{ kind, message, url, method, attempts, retryable, diagnostics, cause: error },
    ...(status !== undefined && { status }),
    ...(detail !== undefined && { detail }),
    ...(code !== undefined && { code }),
    ...(fields !== undefined && { fields }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(body !== undefined && { body }),
  });
}

/** The part of a comparison that a range of its printed form is about. */
function samePart({ from, to }: Range, sent: Comparison, typed: Comparison): Range {
  const within = (part: Range): boolean => from >= part.from && to <= part.to;
  if (within(sent.value)) return typed.value;
  if (within(sent.field)) return typed.field;
  return within(sent.operatorRange) ? typed.operatorRange : typed;
}
