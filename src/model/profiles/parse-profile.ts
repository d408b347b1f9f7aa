import { ACTION_GROUPS, SEVERITIES } from '../actions.js';
import { formatPath } from '../path.js';
import { isObject } from '../record.js';
import { capText } from '../text.js';
import { EPOCH_UNITS } from '../time.js';
import { profiles } from './builtin/index.js';
import { ProfileError, type Profile } from './profile.js';
import { compileProfile } from './to-record.js';

/** Checks a value at a place of the profile, and throws a ProfileError that names the place. */
type Check = (value: unknown, where: readonly string[]) => void;

function fail(where: readonly string[], message: string): never {
  throw new ProfileError(message, formatPath(where));
}

const text: Check = (value, where) => {
  if (typeof value !== 'string' || value.trim() === '') fail(where, 'This must be text.');
};

const path: Check = (value, where) => {
  if (typeof value !== 'string') fail(where, 'This must be a path, as text.');
};

const anything: Check = () => undefined;

const word =
  (words: readonly string[]): Check =>
  (value, where) => {
    if (typeof value !== 'string' || !words.includes(value)) fail(where, `This must be one of ${words.join(', ')}.`);
  };

const list =
  (item: Check): Check =>
  (value, where) => {
    if (!Array.isArray(value)) fail(where, 'This must be a list.');
    value.forEach((one, i) => item(one, [...where, String(i)]));
  };

const table =
  (item: Check): Check =>
  (value, where) => {
    if (!isObject(value)) fail(where, 'This must be an object.');
    for (const [key, one] of Object.entries(value)) item(one, [...where, key]);
  };

const either =
  (whether: (value: unknown) => boolean, yes: Check, no: Check): Check =>
  (value, where) =>
    (whether(value) ? yes : no)(value, where);

const oneOrList = (item: Check): Check => either(Array.isArray, list(item), item);

/** An object with these keys and no others; those named `required` must be there. */
const shape =
  (keys: () => Record<string, Check>, ...required: string[]): Check =>
  (value, where) => {
    if (!isObject(value)) fail(where, 'This must be an object.');
    const known = keys();
    for (const [key, one] of Object.entries(value)) {
      if (!Object.hasOwn(known, key))
        fail([...where, capText(key)], `There is no such key here; there are ${Object.keys(known).join(', ')}.`);
      known[key]!(one, [...where, key]);
    }
    for (const key of required) if (!Object.hasOwn(value, key)) fail(where, `"${key}" is missing.`);
  };

/** Deeper than anybody writes by hand; guards the recursion below. */
const DEPTH = 50;

const globs = oneOrList(text);

const condition: Check = table((value, where) => {
  if (typeof value === 'boolean') return;
  if (isObject(value)) shape(() => ({ not: globs }), 'not')(value, where);
  else globs(value, where);
});

/** Which form of a source an object is, by the key only that form has. */
const SOURCE_FORMS: Record<string, Check> = {
  const: shape(() => ({ const: anything })),
  template: shape(() => ({ template: text })),
  from: shape(() => ({ from: source, lookup: table(text), except: globs, unit: word(EPOCH_UNITS) })),
  if: shape(() => ({ if: condition, then: source, else: source }), 'then'),
  entries: shape(() => ({ entries: path, key: path, value: oneOrList(path), in: list(path) })),
};

const source: Check = (value, where) => {
  if (where.length > DEPTH) fail(where, 'This is nested too deeply.');
  if (typeof value === 'string') return;
  if (Array.isArray(value)) return list(source)(value, where);
  const form = isObject(value) ? Object.keys(SOURCE_FORMS).find(key => Object.hasOwn(value, key)) : undefined;
  if (form === undefined)
    fail(where, `This must be a path, a list, or an object with one of ${Object.keys(SOURCE_FORMS).join(', ')}.`);
  SOURCE_FORMS[form]!(value, where);
};

const user: Check = (value, where) => {
  if (where.length > DEPTH) fail(where, 'This is nested too deeply.');
  shape(() => ({ pk: source, username: source, email: source, on_behalf_of: user, authenticated_as: user }))(
    value,
    where,
  );
};

const rule = shape(() => ({ action: globs, when: condition, group: word(ACTION_GROUPS), level: word(SEVERITIES) }));

const PROFILE: Record<keyof Profile, Check> = {
  name: text,
  title: text,
  record: (value, where) => value === true || fail(where, 'This must be true.'),
  detect: list(condition),
  batches: list(shape(() => ({ each: list(path), keep: list(path) }), 'each')),
  keyValueLists: list(path),
  id: source,
  time: source,
  action: source,
  app: source,
  user: oneOrList(user),
  client_ip: source,
  geo: shape(() => ({ continent: source, country: source, city: source, lat: source, long: source })),
  model: oneOrList(shape(() => ({ pk: source, app: source, name: source, model_name: source }))),
  http_request: shape(() => ({ method: source, path: source, user_agent: source, request_id: source })),
  before: source,
  after: source,
  diff: source,
  message: source,
  rules: list(rule),
  group: source,
  level: source,
  context: table(source),
};

/**
 * Reads a profile of a user's own from parsed JSON. The format is that of {@link Profile}, and `"extends": "okta"` takes
 * over everything from a profile of this kit that the file does not say itself; `null` there takes a key away.
 *
 * @throws ProfileError that names what is wrong and where. Unknown keys are wrong too, for they would do nothing.
 */
export function parseProfile(json: unknown): Profile {
  if (!isObject(json)) fail([], 'A profile must be an object.');
  const { extends: base, ...own } = json;
  if (base !== undefined) word(Object.keys(profiles))(base, ['extends']);
  const merged = { ...(base === undefined ? {} : profiles[base as string]), ...own };
  const profile =
    base === undefined ? merged : Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  const required = profile.record === true ? ['name'] : ['name', 'time', 'action'];
  shape(() => PROFILE, ...required)(profile, []);
  const checked = profile as unknown as Profile;
  compileProfile(checked); // finds templates with a stray brace
  return checked;
}
