import type { DetailTexts } from '../../locales/en/detail.js';
import { capText, textOf } from '../../internal/text.js';
import { formatPath, getPath } from '../../model/path.js';
import { isObject } from '../../model/record.js';
import { jsonPieces } from '../../model/json.js';
import { parseStackTrace, readStackTrace } from '../../model/stack-trace.js';
import type { StackTrace } from '../../model/index.js';
import type { Fact } from './facts.js';

/*
 * What an event says beside its facts, ready to be drawn: for each of authentik's actions what matters first, then everything
 * else the context holds, by the shape it has. Nothing is dropped, nothing throws, and no DOM is needed.
 */

/** One part of what an event says. Paths are from the record on. */
export type Section =
  | { kind: 'message'; path: string; text: string }
  | { kind: 'verdict'; passing: boolean; messages: string[] }
  | { kind: 'fields'; facts: Fact[] }
  | { kind: 'mail'; path: string; body: string }
  | { kind: 'changes' }
  | { kind: 'trace'; path: string; traces: StackTrace[] }
  | { kind: 'code'; path: string; label: string; labelMono?: boolean; text: string }
  | { kind: 'json'; path: string; label: string; labelMono?: boolean; value: unknown };

/** What the sections are about, for the name of their tab. */
export type SectionsTopic = 'changes' | 'mail' | 'trace' | 'details';

/** The order of these, each path from the record on; what is not named follows. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  login: ['auth_method', 'auth_method_args.mfa_devices', 'auth_method_args.known_device', 'using_source', 'device'],
  login_failed: ['username', 'password', 'stage'],
  user_write: ['created', 'username', 'name', 'email'],
  user_offboarded: ['username', 'model'],
  suspicious_request: ['message', 'cause'],
  password_set: ['flow'],
  secret_view: ['secret'],
  secret_rotate: ['secret'],
  invitation_used: ['invitation'],
  authorize_application: ['authorized_application', 'scopes', 'flow'],
  source_linked: ['source'],
  impersonation_started: ['/user.username', '/user.on_behalf_of.username', 'reason'],
  impersonation_ended: ['/user.username', '/user.on_behalf_of.username'],
  flow_execution: ['flow', 'stage'],
  policy_execution: ['result', 'binding', 'request.obj', 'request.user', 'dry_run'],
  policy_exception: ['binding', 'request.obj', 'request.user'],
  property_mapping_exception: ['mapping', 'expression'],
  system_task_execution: ['task', 'source'],
  system_task_exception: ['task', 'source'],
  configuration_error: ['message', 'cause', 'deprecation', 'flow'],
  configuration_warning: ['message', 'cause', 'deprecation', 'flow'],
  email_sent: ['subject', 'from_email', 'to_email', 'body'],
  update_available: ['new_version', 'hyperlink', 'changelog'],
  export_ready: ['export', 'hyperlink'],
  review_initiated: ['model', 'review'],
  review_overdue: ['model', 'review'],
  review_attested: ['model', 'review'],
  review_completed: ['model', 'review'],
  access_request_created: ['request'],
  access_request_approved: ['request'],
  access_request_denied: ['request'],
  access_request_revoked: ['request'],
  next_action_set: ['model'],
  next_action_removed: ['model'],
  next_action_completed: ['model'],
};

/** Shown among the facts, or by the difference; `raw` is the original of a source, for the views of the whole event. */
const ELSEWHERE = new Set(['http_request', 'geo', 'asn', 'group', 'level', 'raw', 'hyperlink_label']);
const CHANGES = new Set(['diff', 'before', 'after', 'model_state']);
/** Objects that are only a bag: what is in them is shown as if it stood beside them. */
const BAGS = new Set(['auth_method_args', 'request', 'result']);
const TRACES = new Set(['exception', 'error', 'message', 'traceback', 'stack', 'stack_trace']);
const CODE = new Set(['expression']);
const ADDRESSES = new Set(['hyperlink', 'changelog', 'url', 'link', 'href']);

/** More rows than this are looked up in the tree. */
const ROWS_MAX = 60;
/** Items of a list named in its row, and how much of an object. */
const LIST_MAX = 50;
const OBJECT_TEXT = 2_000;
/** Text with line ends, or longer than this, is no row. */
const PROSE = 300;

/** What an event says beside its facts, in the order it is drawn. Empty when it says nothing more. */
export function sectionsOf(record: unknown, texts: DetailTexts['texts']): Section[] {
  return new SectionReader(record, texts).read();
}

/** What the tab of these sections is called after. */
export function topicOf(sections: readonly Section[]): SectionsTopic {
  for (const topic of ['changes', 'mail', 'trace'] as const) {
    if (sections.some(({ kind }) => kind === topic)) return topic;
  }
  return 'details';
}

class SectionReader {
  readonly #record: unknown;
  readonly #texts: DetailTexts['texts'];
  readonly #action: string;
  readonly #lead: Section[] = [];
  readonly #facts: Fact[] = [];
  readonly #blocks: Section[] = [];
  readonly #done = new Set<string>();
  #left = ROWS_MAX;

  constructor(record: unknown, texts: DetailTexts['texts']) {
    this.#record = record;
    this.#texts = texts;
    const action = getPath(record, 'action');
    this.#action = typeof action === 'string' ? action : '';
  }

  read(): Section[] {
    const context = getPath(this.#record, 'context');
    const model = this.#action.startsWith('model_');
    if (model || keysOf(context).some(key => CHANGES.has(key))) this.#blocks.push({ kind: 'changes' });
    for (const name of (Object.hasOwn(FIRST, this.#action) && FIRST[this.#action]) || []) {
      this.#add(name.startsWith('/') ? name.slice(1).split('.') : ['context', ...name.split('.')]);
    }
    if (isObject(context)) {
      for (const key of keysOf(context)) {
        if (ELSEWHERE.has(key) || CHANGES.has(key) || (model && key === 'model')) continue;
        this.#add(['context', key]);
      }
    } else this.#add(['context']);
    const fields: Section[] = this.#facts.length > 0 ? [{ kind: 'fields', facts: this.#facts }] : [];
    return [...this.#lead, ...fields, ...this.#blocks];
  }

  /** Puts what stands at a path where it belongs by what it is. Each path once; missing and empty values nowhere. */
  #add(path: readonly string[]): void {
    const name = formatPath(path);
    if (this.#done.has(name)) return;
    this.#done.add(name);
    const value = getPath(this.#record, path);
    if (value === undefined || value === null || value === '' || this.#left <= 0) return;
    const key = path.at(-1) ?? '';
    const inContext = path[0] === 'context' && path.length === 2;
    if (inContext && TRACES.has(key) && this.#addTrace(name, value)) return;
    if (inContext && BAGS.has(key) && isObject(value) && !isNamed(value)) {
      if (key === 'result' && this.#addVerdict(value)) return;
      for (const child of keysOf(value)) this.#add([...path, child]);
      return;
    }
    this.#left -= 1;
    if (typeof value === 'string') this.#addText(path, name, key, value);
    else if (Array.isArray(value) || isObject(value)) this.#addObject(path, name, value);
    else this.#facts.push(this.#fact(path, textOf(value)));
  }

  #addText(path: readonly string[], name: string, key: string, text: string): void {
    if (
      key === 'body' &&
      (this.#action === 'email_sent' || /<(?:html|body|p|div|table|br|a)\b/i.test(text.slice(0, 2_000)))
    ) {
      this.#blocks.unshift({ kind: 'mail', path: name, body: text });
    } else if (CODE.has(key)) {
      this.#blocks.push({ kind: 'code', path: name, ...this.#label(path), text });
    } else if ((key === 'message' && this.#action !== 'email_sent') || text.length > PROSE || text.includes('\n')) {
      if (key === 'message' && path.length === 2 && this.#action !== 'email_sent')
        this.#lead.push({ kind: 'message', path: name, text });
      else this.#blocks.push({ kind: 'code', path: name, ...this.#label(path), text });
    } else this.#facts.push(this.#fact(path, text));
  }

  #addObject(path: readonly string[], name: string, value: object): void {
    if (Array.isArray(value)) {
      const items = (value as unknown[])
        .slice(0, LIST_MAX)
        .map(item => (isNamed(item) ? objectName(item) : scalar(item)));
      if (value.length > 0 && items.every(item => item !== undefined)) {
        const more = value.length - items.length;
        const text = items.join(', ');
        this.#facts.push({ ...this.#fact(path, text), ...(more > 0 && { note: this.#texts.treeMore(more) }) });
        return;
      }
    } else if (isNamed(value)) {
      this.#facts.push(this.#named(path, value));
      const rest = keysOf(value).filter(key => !NAMING.has(key) && getPath(value, [key]) !== null);
      for (const key of rest) this.#add([...path, key]);
      return;
    }
    if (Array.isArray(value) ? value.length === 0 : keysOf(value).length === 0) return;
    this.#blocks.push({ kind: 'json', path: name, ...this.#label(path), value });
  }

  /** An object in authentik's form `{pk, app, name, model_name}`: its name, and then what tells it from others. */
  #named(path: readonly string[], value: Record<string, unknown>): Fact {
    const shown = NAMES.find(key => scalar(getPath(value, [key])) !== undefined)!;
    const rest = ['model_name', 'pk'].filter(key => key !== shown).map(key => scalar(getPath(value, [key])));
    return {
      ...this.#fact([...path, shown], scalar(getPath(value, [shown]))!),
      labelMono: false,
      ...this.#label(path),
      note: rest.filter(text => text !== undefined).join(' '),
      name: true,
    };
  }

  #addVerdict(result: Record<string, unknown>): boolean {
    const passing = getPath(result, 'passing');
    if (typeof passing !== 'boolean') return false;
    const messages = getPath(result, 'messages');
    const list = Array.isArray(messages) ? (messages as unknown[]) : [messages];
    const said = list
      .slice(0, LIST_MAX)
      .flatMap(item => (item === undefined || item === null ? [] : [scalar(item) ?? jsonBeginning(item)]));
    this.#lead.push({ kind: 'verdict', passing, messages: said });
    this.#done.add('context.result.passing').add('context.result.messages');
    for (const key of keysOf(result)) this.#add(['context', 'result', key]);
    return true;
  }

  #addTrace(name: string, value: unknown): boolean {
    const traces = typeof value === 'string' ? parseStackTrace(value) : readStackTrace(value);
    if (traces.length === 0) return false;
    this.#blocks.push({ kind: 'trace', path: name, traces });
    return true;
  }

  #fact(path: readonly string[], value: string): Fact {
    const key = path.at(-1) ?? '';
    const secret = value !== '' && /^\*+$/.test(value);
    return {
      id: formatPath(path),
      ...this.#label(path),
      value: secret ? '••••••••' : value,
      path,
      ...(secret && { note: this.#texts.factNotRecorded, secret: true }),
      ...(ADDRESSES.has(key) && { link: this.#linkLabel(key) }),
      ...(NAME_KEYS.has(key) && { name: true }),
    };
  }

  #linkLabel(key: string): string {
    return key === 'hyperlink' ? (scalar(getPath(this.#record, 'context.hyperlink_label')) ?? '') : '';
  }

  /** The name of a field: the kit's word for it, else its own key, set as what a machine wrote. */
  #label(path: readonly string[]): { label: string; labelMono?: boolean } {
    const words = this.#texts.contextLabels;
    const name = path[0] === 'context' ? path.slice(1).join('.') : path.join('.');
    const known = [`${this.#action}:${name}`, name].find(candidate => Object.hasOwn(words, candidate));
    if (known !== undefined) return { label: words[known]! };
    return name === ''
      ? { label: this.#texts.factContext }
      : { label: formatPath(path.slice(path[0] === 'context' ? 1 : 0)), labelMono: true };
  }
}

const NAMES = ['name', 'username', 'email', 'pk', 'model_name'];
const NAMING = new Set([...NAMES, 'app']);
const NAME_KEYS = new Set(['name', 'username', 'email', 'from_email', 'to_email']);

/** Whether an object says which object it means. */
function isNamed(value: unknown): value is Record<string, unknown> {
  return (
    isObject(value) && ['name', 'username', 'pk', 'email'].some(key => scalar(getPath(value, [key])) !== undefined)
  );
}

function objectName(value: unknown): string | undefined {
  return NAMES.map(key => scalar(getPath(value, [key]))).find(text => text !== undefined);
}

function scalar(value: unknown): string | undefined {
  if (value === null || value === undefined || value === '' || typeof value === 'object') return undefined;
  return typeof value === 'function' || typeof value === 'symbol' ? undefined : textOf(value);
}

function keysOf(value: unknown): string[] {
  try {
    return isObject(value) ? Object.keys(value) : [];
  } catch {
    return []; // a proxy of the host's own making
  }
}

function jsonBeginning(value: unknown): string {
  const text = jsonPieces(value, 0, OBJECT_TEXT).next().value ?? '';
  return text.length > OBJECT_TEXT ? `${capText(text, OBJECT_TEXT)}…` : text;
}
