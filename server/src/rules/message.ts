import {
  actionInfo,
  actorOf,
  addressOf,
  getPath,
  stringifyJson,
  summarize,
  type EventRecord,
  type Severity,
} from 'event-elements/model';
import { plainText } from '../ingest/pg-text.js';

/** What a rule has to say, to whoever it says it. */
export interface Message {
  log: string;
  severity: Severity;
  rule: { pk: string; name: string };
  /** Plain text. */
  body: string;
  /** Events that matched, of those that came in together. */
  count: number;
  /** The last of them, in short. */
  event: {
    pk: string;
    action: string;
    created: string;
    actor: string | null;
    email: string | null;
    address: string | null;
  };
  /** Keys of the first of them. */
  events: string[];
}

const MAX_EVENTS = 20;
const MAX_TEXT = 500;

const number = new Intl.NumberFormat('en');

/** @param matched - At least one event, oldest first */
export function messageOf(
  rule: { pk: string; log: string; name: string; severity: Severity },
  matched: readonly { pk: string; record: EventRecord }[],
): Message {
  const last = matched.at(-1)!;
  const actor = actorOf(last.record);
  const what = [actor?.name, ...saidOf(last.record)]
    .filter(part => part !== undefined)
    .map(shorten)
    .join(': ');
  return {
    log: rule.log,
    severity: rule.severity,
    rule: { pk: rule.pk, name: rule.name },
    body:
      matched.length === 1
        ? `${rule.name}: ${what}`
        : `${rule.name}: ${number.format(matched.length)} events, the last one ${what}`,
    count: matched.length,
    event: {
      pk: last.pk,
      action: text(last.record, 'action') ?? '',
      created: text(last.record, 'created') ?? '',
      actor: actor ? shorten(actor.name) : null,
      email: actor?.email === undefined ? null : shorten(actor.email),
      address: addressOf(last.record),
    },
    events: matched.slice(0, MAX_EVENTS).map(({ pk }) => pk),
  };
}

/** What a test of a transport says. */
export function testMessage(log: string, transport: string): Message {
  const key = '00000000-0000-0000-0000-000000000000';
  return {
    log,
    severity: 'notice',
    rule: { pk: key, name: 'Test' },
    body: `This is a test of the transport ${transport}.`,
    count: 0,
    event: { pk: key, action: 'test', created: new Date().toISOString(), actor: null, email: null, address: null },
    events: [],
  };
}

const MODELS = new Set(['notification', 'notificationrule', 'notificationtransport', 'notificationwebhookmapping']);

/**
 * Whether an event tells about rules and what comes of them: a change of one, or what a receiver of ours wrote into the log with
 * the mark that every body carries (`context.notification_rule`). Were a rule to fire for it, it could go round in circles.
 */
export function isAboutRules(record: EventRecord): boolean {
  if (getPath(record, ['context', 'notification_rule']) !== undefined) return true;
  if (getPath(record, ['context', 'model', 'app']) !== 'authentik_events') return false;
  const name = getPath(record, ['context', 'model', 'model_name']);
  return typeof name === 'string' && MODELS.has(name);
}

function text(record: EventRecord, field: 'action' | 'created'): string | null {
  const value: unknown = record[field];
  return value === undefined || value === null
    ? null
    : shorten(typeof value === 'string' ? value : stringifyJson(value));
}

/** One line, and not a long one: values of an event may have any size. */
function shorten(value: string): string {
  const line = value
    .slice(0, MAX_TEXT * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return plainText(line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT - 1)}…` : line);
}

/** The action and what happened. Nothing stands beside a message, as the action does in a list, so the sentence alone may say too little. */
function saidOf(record: EventRecord): string[] {
  const { label } = actionInfo(record.action, record);
  const sentence = summarize(record);
  return sentence.includes(label) ? [sentence] : [label, sentence];
}
