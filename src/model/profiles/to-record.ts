import { ACTION_GROUPS, SEVERITIES, type ActionGroup, type Severity } from '../actions.js';
import { countryCode } from '../countries.js';
import { ipAddressIn } from '../ip.js';
import { canonicalJson } from '../json.js';
import { getPath, ownValue, parsePath } from '../path.js';
import { isObject, type EventRecord, type JsonObject, type JsonValue } from '../record.js';
import { capText, scalarText } from '../text.js';
import { epochMicros, isoMicros, isoText, type EpochUnit } from '../time.js';
import { normalUuid, uuidOf } from '../uuid.js';
import { globMatcher } from './glob.js';
import { withPlainLists } from './key-values.js';
import type { GeoSource, ModelSource, Profile, Reject, Rule, Source, UserSource } from './profile.js';
import { alternatives, compileCondition, compileSource, compileText, isList, isMissing, type Read } from './source.js';

/** Turns one event into a record, or says why it cannot. Never throws. */
export type Mapper = (event: unknown) => EventRecord | Reject;

/** Compiles a profile once for many events. @throws ProfileError for a template that cannot be read. */
export function compileProfile(profile: Profile): Mapper {
  return profile.record ? event => ownRecord(profile, event) : compileFields(profile);
}

function compileFields(profile: Profile): Mapper {
  const lists = (profile.keyValueLists ?? []).map(path => parsePath(path));
  const id = compileText(profile.id, 'id');
  const time = compileTime(profile.time);
  const action = compileText(profile.action, 'action');
  const app = compileText(profile.app, 'app');
  const users = listOf(profile.user).map((user, i) => compileUser(user, `user.${i}`));
  const ip = compileIp(profile.client_ip);
  const geo = compileGeo(profile.geo);
  const models = listOf(profile.model).map((model, i) => compileModel(model, `model.${i}`));
  const request = compileTexts(profile.http_request, 'http_request');
  const values = (['before', 'after', 'diff'] as const).map(key => [key, compileValue(profile[key], key)] as const);
  const message = compileText(profile.message, 'message');
  const classify = compileRules(profile);
  const more = Object.entries(profile.context ?? {}).map(
    ([key, source]) => [key, compileSource(source, `context.${key}`)] as const,
  );

  return original => {
    if (!isObject(original)) return reject('This is not a JSON object.');
    const event = lists.length > 0 ? withPlainLists(original, lists) : original;
    const created = time(event);
    if (typeof created !== 'string') return created;
    const name = action(event);
    if (name === undefined) return reject('It has no action.', firstPath(profile.action));

    const user = namedUser(users, event);
    const { group, level } = classify(event, name);
    const context: [string, unknown][] = [
      ['model', first(models, event)],
      ['http_request', request(event)],
      ['geo', geo(event)],
      ...values.map(([key, read]): [string, unknown] => [key, read(event)]),
      ['level', level],
      ['group', group],
      ['message', message(event)],
      ...more.map(([key, read]): [string, unknown] => [key, read(event)]),
      ['raw', original],
    ];
    return {
      pk: pkOf(profile, id(event), original),
      action: name,
      app: app(event) ?? '',
      created,
      user: user ?? {},
      client_ip: ip(event),
      context: present(context),
    };
  };
}

/** authentik's own events: the very record, only that its id becomes a UUID if it is none. */
function ownRecord(profile: Profile, event: unknown): EventRecord | Reject {
  if (!isObject(event)) return reject('This is not a JSON object.');
  if (scalarText(ownValue(event, 'action')) === undefined) return reject('It has no action.', 'action');
  const created = ownValue(event, 'created');
  if (Number.isNaN(isoMicros(created))) return rejectTime(created, 'created');
  const pk = ownValue(event, 'pk');
  if (typeof pk === 'string' && pk === normalUuid(pk)) return event as unknown as EventRecord;
  return { ...event, pk: pkOf(profile, scalarText(pk), event) } as unknown as EventRecord;
}

/**
 * A UUID stays itself, in lower case with dashes. Any other id, or the whole event where there is no id, is hashed together with the
 * profile's name, for two systems may well use the same numbers.
 */
function pkOf(profile: Profile, id: string | undefined, event: unknown): string {
  if (id === undefined) return uuidOf(`${profile.name}\ncontent\n${canonicalJson(event)}`);
  return normalUuid(id) ?? uuidOf(`${profile.name}\nid\n${id}`);
}

function compileTime(source: Source | undefined): (event: unknown) => string | Reject {
  const candidates = alternatives(source).map((one, i) => ({
    read: compileSource(one, `time.${i}`),
    unit: unitOf(one),
    path: firstPath(one),
  }));
  return event => {
    let failed: Reject | undefined;
    for (const { read, unit, path } of candidates) {
      const value = read(event);
      if (isMissing(value)) continue;
      const micros = unit === undefined && typeof value === 'string' ? isoMicros(value) : NaN;
      const text = isoText(Number.isNaN(micros) ? epochMicros(value, unit) : micros);
      if (text !== null) return text;
      failed ??= rejectTime(value, path);
    }
    return failed ?? reject('It has no time.', firstPath(source));
  };
}

function unitOf(source: Source): EpochUnit | undefined {
  return typeof source === 'object' && 'unit' in source ? source.unit : undefined;
}

function compileUser(source: UserSource, where: string): Read {
  const texts = compileTexts({ pk: source.pk, username: source.username, email: source.email }, where);
  const nested = (['on_behalf_of', 'authenticated_as'] as const).flatMap(key => {
    const user = source[key];
    return user ? [[key, compileUser(user, `${where}.${key}`)] as const] : [];
  });
  return event => {
    const user = texts(event);
    return user && { ...user, ...present(nested.map(([key, read]) => [key, read(event)])) };
  };
}

/** The first user with a name, else the first with anything. */
function namedUser(users: readonly Read[], event: unknown): unknown {
  let nameless: unknown;
  for (const read of users) {
    const user = read(event);
    if (getPath(user, 'username') !== undefined) return user;
    nameless ??= user;
  }
  return nameless;
}

function compileModel(source: ModelSource, where: string): Read {
  const { pk, app, name, model_name } = source;
  const texts = compileTexts({ pk, app, name, model_name }, where);
  return event => {
    const model = texts(event);
    return model && ('name' in model || 'pk' in model) ? model : undefined;
  };
}

function compileIp(source: Source | undefined): (event: unknown) => string | null {
  const reads = alternatives(source).map((one, i) => compileText(one, `client_ip.${i}`));
  return event => {
    for (const read of reads) {
      const text = read(event);
      const address = text === undefined ? null : ipAddressIn(text);
      if (address !== null) return address;
    }
    return null;
  };
}

function compileGeo(source: GeoSource | undefined): Read {
  if (!source) return () => undefined;
  const { continent, country, city, lat, long } = source;
  const texts = compileTexts({ continent, country, city }, 'geo');
  const degrees = [compileText(lat, 'geo.lat'), compileText(long, 'geo.long')] as const;
  return event => {
    const place: JsonObject = { ...texts(event) };
    if (typeof place.country === 'string') place.country = countryCode(place.country) ?? place.country;
    const [north, east] = degrees.map(read => Number(read(event)));
    // Both or none, and on the globe: half a pair of coordinates is a place that nobody was at.
    if (Math.abs(north!) <= 90 && Math.abs(east!) <= 180) Object.assign(place, { lat: north, long: east });
    return Object.keys(place).length > 0 ? place : undefined;
  };
}

function compileRules(profile: Profile): (event: unknown, action: string) => { group?: ActionGroup; level?: Severity } {
  const rules = (profile.rules ?? []).map(({ action, when, group, level }: Rule) => ({
    fits: action === undefined ? undefined : globMatcher(action),
    holds: when === undefined ? undefined : compileCondition(when),
    group,
    level,
  }));
  const groupSource = compileText(profile.group, 'group');
  const levelSource = compileText(profile.level, 'level');
  return (event, action) => {
    let group: ActionGroup | undefined;
    let level: Severity | undefined;
    for (const rule of rules) {
      if ((group !== undefined || !rule.group) && (level !== undefined || !rule.level)) continue;
      if (rule.fits && !rule.fits(action)) continue;
      if (rule.holds && !rule.holds(event)) continue;
      group ??= rule.group;
      level ??= rule.level;
    }
    group ??= ACTION_GROUPS.find(word => word === groupSource(event));
    level ??= SEVERITIES.find(word => word === levelSource(event));
    return { group, level };
  };
}

/** Reader for an object of texts; without any there is no object. */
function compileTexts(
  sources: object | undefined,
  where: string,
): (event: unknown) => Record<string, string> | undefined {
  const reads = Object.entries((sources ?? {}) as Record<string, Source | undefined>)
    .filter(([, source]) => source !== undefined)
    .map(([key, source]) => [key, compileText(source, `${where}.${key}`)] as const);
  return event => {
    const texts = present(reads.map(([key, read]) => [key, read(event)]));
    return Object.keys(texts).length > 0 ? (texts as Record<string, string>) : undefined;
  };
}

function compileValue(source: Source | undefined, where: string): Read {
  return source === undefined ? () => undefined : compileSource(source, where);
}

function first(reads: readonly Read[], event: unknown): unknown {
  for (const read of reads) {
    const value = read(event);
    if (value !== undefined) return value;
  }
  return undefined;
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function present(pairs: readonly (readonly [string, unknown])[]): Record<string, JsonValue> {
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as Record<string, JsonValue>;
}

/** The path a reader of a reject should look at: that of the first source that is one. */
function firstPath(source: Source | undefined): string | undefined {
  if (source === undefined || typeof source === 'string') return source;
  if (isList(source)) return source.map(firstPath).find(path => path !== undefined);
  return 'from' in source ? firstPath(source.from) : undefined;
}

function reject(reason: string, path?: string): Reject {
  return path === undefined ? { rejected: true, reason } : { rejected: true, reason, path };
}

function rejectTime(value: unknown, path: string | undefined): Reject {
  if (isMissing(value)) return reject('It has no time.', path);
  return reject(`This is not a time: ${capText(scalarText(value) ?? canonicalJson(value), 60)}`, path);
}
