import type { ActionGroup, Severity } from '../actions.js';
import { isObject, type JsonValue } from '../record.js';
import type { EpochUnit } from '../time.js';

/**
 * Where a value comes from: what a profile is made of. All of it is JSON, so that the very same can stand in a file.
 *
 * | form | value |
 * |---|---|
 * | `"userIdentity.userName"` | what stands at this path of the event (`getPath`; keys with dots in quotes) |
 * | `["a", "b", …]` | the first of these that has a value |
 * | `{"const": v}` | `v` |
 * | `{"template": "{errorCode}: {errorMessage}"}` | the text with the paths filled in; no value if one is missing. `{{`, `}}`: braces |
 * | `{"from": s, "lookup": {…}}` | what the table says for the text of `s`; keys may hold `*`. Not in the table: no value |
 * | `{"from": s, "except": ["-", "unknown"]}` | `s`, unless its text matches one of these |
 * | `{"from": s, "unit": "ms"}` | (of a time) a number of `s`, `ms`, `us` or `ns` since 1970 |
 * | `{"if": condition, "then": s, "else": s}` | one of two, or none |
 * | `{"entries": "changes", "value": "from"}` | an object made of a list or an object, see {@link EntriesSource} |
 *
 * `null`, blank text and nothing at all are no value. Where a text is wanted, a number or boolean becomes one, and an
 * object or array is no value.
 */
export type Source = string | readonly Source[] | ConstSource | TemplateSource | FromSource | IfSource | EntriesSource;

export interface ConstSource {
  const: JsonValue;
}

export interface TemplateSource {
  template: string;
}

export interface FromSource {
  from: Source;
  lookup?: Record<string, string>;
  except?: string | readonly string[];
  unit?: EpochUnit;
}

export interface IfSource {
  if: Condition;
  then: Source;
  else?: Source;
}

/**
 * Makes one object out of the entries at a path. Of a list, `key` is the path of the name within an item; of an object, its
 * own keys are the names. `value` is a path within the entry (or several, first wins); `in` takes the value instead from
 * the key of that name in the first of these objects that has it (the new state beside a list of old values).
 */
export interface EntriesSource {
  entries: string;
  key?: string;
  value?: string | readonly string[];
  in?: readonly string[];
}

/**
 * What must hold of an event, path by path; all of it. `true`: there is a value; `false`: there is none; text or a list of
 * texts: the value as text is one of these, where `*` stands for anything; `{"not": …}`: there is a value and it is none of
 * these. A list in the event fits when one of its items does.
 */
export type Condition = Record<string, boolean | string | readonly string[] | { not: string | readonly string[] }>;

/** Puts events into a group or gives them a severity: if the action is one of `action` and `when` holds. */
export interface Rule {
  action?: string | readonly string[];
  when?: Condition;
  group?: ActionGroup;
  level?: Severity;
}

export interface UserSource {
  pk?: Source;
  username?: Source;
  email?: Source;
  on_behalf_of?: UserSource;
  authenticated_as?: UserSource;
}

export interface ModelSource {
  pk?: Source;
  app?: Source;
  name?: Source;
  model_name?: Source;
}

export interface GeoSource {
  continent?: Source;
  /** A code of ISO 3166, or a name in English, which becomes the code if it is known. */
  country?: Source;
  city?: Source;
  lat?: Source;
  long?: Source;
}

export interface RequestSource {
  method?: Source;
  path?: Source;
  user_agent?: Source;
  request_id?: Source;
}

/** A document that holds several events: `Records` of CloudTrail, `resourceLogs` of OpenTelemetry. */
export interface Batch {
  /** Lists to go down through, outermost first; the items of the last are the events. */
  each: readonly string[];
  /** Keys of the outer objects that are copied into each event that has none of that name. */
  keep?: readonly string[];
}

/**
 * How events of one source become records: data only, the same in code and in a file. The keys are those of the record the
 * values end up in. `id`, `time`, `action` make up the event: without a time or an action there is none. Everything else
 * may be missing, from the profile and from the event.
 */
export interface Profile {
  /** Short name, also part of ids derived from events: renaming a profile makes all its events new ones. */
  name: string;
  /** What people see when they choose. */
  title?: string;
  /** The events are authentik's own and stay as they are; then no other key below counts but `detect` and `batches`. */
  record?: true;
  /** Any of these holding marks an event as this profile's, for `guessProfile`. */
  detect?: readonly Condition[];
  batches?: readonly Batch[];
  /** Paths of lists in OpenTelemetry's form `[{"key": "a", "value": {"stringValue": "b"}}]`; read as `{"a": "b"}`. */
  keyValueLists?: readonly string[];
  /** The source's id. Without one it is made of the whole event, so that taking the same event in twice makes one. */
  id?: Source;
  /** ISO 8601 text, or a number since 1970 (by `unit`, else by its size). The first that is a time. */
  time?: Source;
  action?: Source;
  app?: Source;
  /** Who; of several the first with a username, else the first with anything. */
  user?: UserSource | readonly UserSource[];
  /** The first that is an IP address, a port taken off. */
  client_ip?: Source;
  geo?: GeoSource;
  /** What it was done to; of several the first with a name or pk. */
  model?: ModelSource | readonly ModelSource[];
  http_request?: RequestSource;
  before?: Source;
  after?: Source;
  /** A diff in authentik's form `{field: {previous_value, new_value}}`. */
  diff?: Source;
  /** What the source itself says happened, or why it failed: plain text. */
  message?: Source;
  /** The first rule with a group decides the group, the first with a level the level. */
  rules?: readonly Rule[];
  /** Group and level where no rule decides. Words that are none are left out. */
  group?: Source;
  level?: Source;
  /** More facts, by the key they get in `context`. */
  context?: Record<string, Source>;
}

/** Why an event could not be made a record: kept with the event, never dropped in silence. */
export interface Reject {
  rejected: true;
  reason: string;
  /** Where in the event it failed, if one place can be named. */
  path?: string;
}

/** Tells a reject from a record. Every record has a `pk`, and an event may well have a key `rejected` of its own. */
export function isReject(value: unknown): value is Reject {
  return isObject(value) && value.rejected === true && !Object.hasOwn(value, 'pk');
}

/** A profile that says something it cannot mean. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  /** Where in the profile, as a path: `rules.3.group`. Empty for the profile itself. */
  readonly path: string;

  constructor(message: string, path = '') {
    super(path === '' ? message : `${path}: ${message}`);
    this.path = path;
  }
}
