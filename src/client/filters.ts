import { foldCase } from '../model/fold.js';
import { getPath } from '../model/path.js';
import type { EventRecord } from '../model/index.js';
import { EventsError, shorten } from './errors.js';
import type { EventFilters } from './types.js';

type Test = (record: EventRecord) => boolean;

const equals =
  (path: string) =>
  ([value]: readonly string[]): Test => {
    const segments = path.split('.');
    return record => getPath(record, segments) === value;
  };

/** What each filter means: the same as on authentik's server. Given the values, at least one. */
const FILTERS: Record<keyof EventFilters, (values: readonly string[]) => Test> = {
  action: ([value]) => {
    const part = foldCase(value!);
    return record => {
      const action = getPath(record, ACTION);
      return typeof action === 'string' && foldCase(action).includes(part);
    };
  },
  actions: values => {
    const wanted = new Set<unknown>(values);
    return record => wanted.has(getPath(record, ACTION));
  },
  username: values => {
    const actor = equals('user.username')(values);
    const named = equals('context.username')(values);
    return record => actor(record) || named(record);
  },
  client_ip: equals('client_ip'),
  brand_name: equals('brand.name'),
  context_model_app: equals('context.model.app'),
  context_model_name: equals('context.model.model_name'),
  context_model_pk: ([value]) => {
    // Events hold UUIDs without dashes, and the keys of some objects are numbers.
    const bare = value!.replaceAll('-', '');
    const spellings = new Set<unknown>([value, bare]);
    if (/^\d{1,15}$/.test(bare)) spellings.add(Number(bare));
    return record => spellings.has(getPath(record, MODEL_PK));
  },
  context_authorized_app: equals('context.authorized_application.pk'),
  context_device: equals('context.device.pk'),
};

const ACTION = ['action'];
const MODEL_PK = ['context', 'model', 'pk'];

/** The filters that say something, as they are sent: name and value, repeated where there are several values. */
export function filterEntries(filters: EventFilters | undefined): [name: string, value: string][] {
  return Object.entries(filters ?? {}).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value])
      .filter(one => one !== undefined && one !== null && one !== '')
      .map((one): [string, string] => [name, String(one)]),
  );
}

/**
 * Tests a record against all filters; `null` when there are none.
 *
 * @throws EventsError of kind `query` for a filter that is none: leaving it out would show too much
 */
export function filterTest(entries: readonly [name: string, value: string][], url: string): Test | null {
  const values = new Map<string, string[]>();
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value]);
  const tests = [...values].map(([name, given]) => {
    if (!Object.hasOwn(FILTERS, name)) {
      throw new EventsError({
        kind: 'query',
        url,
        message: `Events cannot be filtered by ${JSON.stringify(shorten(name, 40))}.`,
      });
    }
    return FILTERS[name as keyof EventFilters](given);
  });
  if (tests.length === 0) return null;
  return record => tests.every(test => test(record));
}
