import { isObject } from '../model/record.js';
import { parseJson } from '../model/parse-json.js';
import type { Diagnostic } from '../query-lang/diagnostic.js';
import { shorten } from './errors.js';
import { readDiagnostics } from './query-error.js';

/** What a server's error says, as far as it can be told. */
export interface Problem {
  detail?: string;
  code?: string;
  fields?: Record<string, string[]>;
  diagnostics?: readonly Diagnostic[];
}

/** How deep a validation error is looked into. DRF nests one level for each serializer inside another. */
const MAX_DEPTH = 5;
/** How many messages are kept of it. */
const MAX_FIELDS = 100;

/**
 * Reads the body of an error: authentik's GenericError `{detail, code?}` and ValidationError
 * `{non_field_errors?, code?, <field>: [...]}`. Anything else, HTML included, says nothing.
 */
export function readProblem(text: string): Problem {
  let json: unknown;
  try {
    json = parseJson(text);
  } catch {
    return {};
  }
  if (Array.isArray(json)) json = { non_field_errors: json };
  if (!isObject(json)) return {};
  const problem: Problem = {};
  const fields = new Map<string, string[]>();
  for (const [key, value] of Object.entries(json)) {
    if (key === 'detail' && isScalar(value)) problem.detail = String(value);
    else if (key === 'code' && isScalar(value)) problem.code = String(value);
    else if (key === 'diagnostics' && Array.isArray(value)) problem.diagnostics = readDiagnostics(value);
    else collect(key, value, fields, 0);
  }
  if (fields.size > 0) {
    // fromEntries, unlike an assignment, makes "__proto__" a key like any other.
    problem.fields = Object.fromEntries(fields);
    const general = fields.get('non_field_errors')?.[0];
    if (general !== undefined) problem.detail ??= general;
  }
  return problem;
}

function collect(path: string, value: unknown, fields: Map<string, string[]>, depth: number): void {
  if (fields.size >= MAX_FIELDS || depth > MAX_DEPTH) return;
  if (isScalar(value)) {
    const list = fields.get(path);
    if (!list) fields.set(path, [String(value)]);
    else if (list.length < MAX_FIELDS) list.push(String(value));
  } else if (Array.isArray(value)) {
    // A list of messages belongs to the field; a list of objects has one entry an item.
    value.forEach((item, index) => collect(isScalar(item) ? path : `${path}.${index}`, item, fields, depth + 1));
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) collect(`${path}.${key}`, item, fields, depth + 1);
  }
}

function isScalar(value: unknown): value is string | number | bigint | boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

/** Names of the statuses that a reader meets; HTTP/2 sends none. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  414: 'URI Too Long',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** `403 Forbidden (Authentication credentials were not provided.)`, for a sentence. */
export function answerMessage(status: number, statusText: string, problem: Problem): string {
  const name = shorten(STATUS_NAMES[status] ?? statusText, 60);
  const fields = Object.entries(problem.fields ?? {})
    .filter(([field]) => field !== 'non_field_errors')
    .slice(0, 3)
    .map(([field, messages]) => `${shorten(field, 60)}: ${shorten(messages.join(' '))}`);
  const words = [problem.detail === undefined ? '' : shorten(problem.detail), ...fields].filter(Boolean).join('; ');
  return `${status}${name && ` ${name}`}${words && ` (${words})`}`;
}
