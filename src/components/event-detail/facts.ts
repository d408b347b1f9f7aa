import { countryName, formatExact, formatRelative, isTime, type FormatOptions } from '../../internal/format.js';
import type { DetailTexts } from '../../locales/en/detail.js';
import { capText, textOf } from '../../internal/text.js';
import { browserName } from '../../internal/user-agent.js';
import { actionInfo } from '../../model/actions.js';
import { addressOf, createdMs, objectOf, objectPath, placeOf } from '../../model/facts.js';
import { getPath } from '../../model/path.js';
import { isObject } from '../../model/record.js';
import { isoMs } from '../../model/time.js';
import { jsonPieces } from '../../model/json.js';
import type { Severity } from '../../model/index.js';

/** One fact of an event: what it is called, what it is, and what a copy of it is. */
export interface Fact {
  /** Stable name, for parts and events: `address`, `request-id`. */
  id: string;
  label: string;
  /** Of any length and content: hostile text. */
  value: string;
  /** The label is a key of the event and no word. */
  labelMono?: boolean;
  /** Where in the record: what a filter is about, and, by all of `parts`, whether it is masked. */
  path?: readonly string[];
  parts?: readonly string[];
  /** Written by a machine (an address, a path), and set in a monospaced face. */
  mono?: boolean;
  /** A name of somebody or something, which can be taken for another. */
  name?: boolean;
  /** An address to go to; the words of the link, or '' for the address itself. */
  link?: string;
  /** Stands for a value that was never recorded: there is nothing to copy or to look for. */
  secret?: boolean;
  /** Said after the value, fainter: an id after a name. */
  note?: string;
  noteKind?: 'mono' | 'time';
  /** A few words for a long value, which then is shown on demand. */
  short?: string;
  severity?: Severity;
  /** UTF-16 units shown at first, where a row of 200 is not the measure. */
  first?: number;
  /** What a copy is, where that is not the value as it is shown: any value, made text when it is copied. */
  copy?: unknown;
}

const HTTP = ['context', 'http_request'];
/** How much of an object is written where text was expected. */
const OBJECT_TEXT = 2_000;

/** How facts are worded: language, clock, and the time it is now. */
export interface FactContext extends FormatOptions {
  texts: DetailTexts['texts'];
  now: number;
}

/** The facts an event has, in the order they are shown. What is missing, or empty, is not among them. */
export function factsOf(record: unknown, context: FactContext): Fact[] {
  const { texts } = context;
  const request = [raw(record, 'context.http_request.method'), raw(record, 'context.http_request.path')];
  const info = actionInfo(getPath(record, 'action'), record);
  const action = raw(record, 'action');
  const object = objectOf(record);
  const objectName = object?.name ?? object?.pk ?? object?.type;
  const objectAt = objectPath(record);
  const agent = raw(record, 'context.http_request.user_agent');
  const network = networkOf(record);
  const brand = getPath(record, 'brand');

  const facts: (Fact | undefined)[] = [
    action === undefined
      ? undefined
      : info.known
        ? {
            id: 'action',
            label: texts.factAction,
            value: texts.actionLabels[action] ?? info.label,
            note: action,
            noteKind: 'mono',
            copy: action,
            path: ['action'],
          }
        : { id: 'action', label: texts.factAction, value: action, mono: true, path: ['action'] },
    info.severity && {
      id: 'severity',
      label: texts.factSeverity,
      value: { notice: texts.severityNotice, warning: texts.severityWarning, alert: texts.severityAlert }[
        info.severity
      ],
      severity: info.severity,
      copy: info.severity,
    },
    fact('app', texts.factApp, raw(record, 'app'), { mono: true, path: ['app'] }),
    userFact('user', texts.factUser, record, ['user']),
    fact(
      'email',
      texts.factEmail,
      raw(record, 'user.email') === raw(record, 'user.username') ? undefined : raw(record, 'user.email'),
      { name: true, path: ['user', 'email'] },
    ),
    userFact('acting-as', texts.factOnBehalfOf, record, ['user', 'on_behalf_of']),
    userFact('signed-in-as', texts.factAuthenticatedAs, record, ['user', 'authenticated_as']),
    fact('object', texts.factObject, objectName, {
      note: [object?.type, object?.pk].filter(text => text !== undefined && text !== objectName).join(' '),
      name: true,
      ...(objectAt !== null && {
        path: [...objectAt, object?.name !== undefined ? 'name' : object?.pk !== undefined ? 'pk' : 'model_name'],
      }),
    }),
    deviceFact(record, texts),
    fact('address', texts.factAddress, addressOf(record) === null ? undefined : raw(record, 'client_ip'), {
      mono: true,
      path: ['client_ip'],
    }),
    fact('place', texts.factPlace, placeText(record, context.locale) ?? undefined, {
      path: ['context', 'geo', raw(record, 'context.geo.city') === undefined ? 'country' : 'city'],
      parts: ['context.geo.city', 'context.geo.country', 'context.geo.continent'],
      ...coordinates(record),
    }),
    fact('network', texts.factNetwork, network, {
      path: ['context', 'asn', raw(record, 'context.asn.asn') === undefined ? 'as_org' : 'asn'],
      parts: ['context.asn.asn', 'context.asn.as_org'],
    }),
    fact('request', texts.factRequest, request.filter(Boolean).join(' '), {
      mono: true,
      path: [...HTTP, 'path'],
      parts: ['context.http_request.method', 'context.http_request.path'],
    }),
    fact('request-id', texts.factRequestId, raw(record, 'context.http_request.request_id'), {
      mono: true,
      path: [...HTTP, 'request_id'],
    }),
    fact('agent', texts.factAgent, agent, {
      short: (agent && browserName(agent)) ?? undefined,
      path: [...HTTP, 'user_agent'],
    }),
    fact('brand', texts.factBrand, raw(brand, 'name') ?? raw(brand, 'pk'), {
      path: ['brand', raw(brand, 'name') === undefined ? 'pk' : 'name'],
    }),
    fact('event-id', texts.factEventId, raw(record, 'pk'), { mono: true, path: ['pk'] }),
    timeFact('created', texts.factCreated, getPath(record, 'created'), createdMs(record), context),
    timeFact('kept-until', texts.factExpires, getPath(record, 'expires'), isoMs(getPath(record, 'expires')), context),
  ];
  return facts.filter(entry => entry !== undefined);
}

/** Where it came from in words, `Kraków, Poland`, or `null`. */
export function placeText(record: unknown, locale: string): string | null {
  const place = placeOf(record);
  if (!place) return null;
  const country = place.countryCode ? countryName(place.countryCode, locale) : place.country;
  return [place.city, country].filter(Boolean).join(', ') || place.continent || null;
}

/** A value as text, or undefined where there is nothing to show. Of an object, where text should be, the beginning as JSON. */
function raw(value: unknown, path: string): string | undefined {
  const found = getPath(value, path);
  if (found === undefined || found === null) return undefined;
  const text = typeof found === 'object' ? jsonBeginning(found) : textOf(found);
  return text === '' ? undefined : text;
}

function jsonBeginning(value: object): string {
  const text = jsonPieces(value, 0, OBJECT_TEXT).next().value ?? '';
  return text.length > OBJECT_TEXT ? `${capText(text, OBJECT_TEXT)}…` : text;
}

function fact(id: string, label: string, value: string | undefined, more: Partial<Fact> = {}): Fact | undefined {
  return value === undefined || value === '' ? undefined : { id, label, value, ...more };
}

function userFact(id: string, label: string, record: unknown, path: readonly string[]): Fact | undefined {
  const user = getPath(record, path);
  if (!isObject(user)) return undefined;
  const key = ['username', 'email', 'pk'].find(name => raw(user, name) !== undefined);
  if (key === undefined) return undefined;
  const pk = key === 'pk' ? undefined : raw(user, 'pk');
  return fact(id, label, raw(user, key), { path: [...path, key], name: true, ...(pk !== undefined && { note: pk }) });
}

/** The device it was done from, where another thing is what it was done to. */
function deviceFact(record: unknown, texts: DetailTexts['texts']): Fact | undefined {
  const path = ['context', 'device'];
  if (objectPath(record)?.[1] === 'device') return undefined;
  const key = ['name', 'pk'].find(name => raw(getPath(record, path), name) !== undefined);
  if (key === undefined) return undefined;
  return fact('device', texts.factDevice, raw(getPath(record, path), key), { path: [...path, key], name: true });
}

/** Where on earth, as far as the event says. */
function coordinates(record: unknown): Partial<Fact> {
  const place = placeOf(record);
  if (place?.lat === undefined || place.long === undefined) return {};
  return { note: `${place.lat.toFixed(2)}, ${place.long.toFixed(2)}` };
}

function networkOf(record: unknown): string | undefined {
  const asn = getPath(record, 'context.asn');
  const number = raw(asn, 'asn');
  return [number && (/^\d+$/.test(number) ? `AS${number}` : number), raw(asn, 'as_org')].filter(Boolean).join(' ');
}

/** Exact and relative; a value that is no time is shown as it is, because something was recorded. */
function timeFact(id: string, label: string, value: unknown, ms: number, context: FactContext): Fact | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'object' ? jsonBeginning(value) : textOf(value);
  if (!isTime(ms)) return { id, label, value: text, mono: true };
  return {
    id,
    label,
    value: formatExact(ms, context),
    note: formatRelative(ms, context.now, context.locale),
    noteKind: 'time',
    copy: text,
  };
}
