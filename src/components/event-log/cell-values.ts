import { maskedIn } from '../../client/masking/masker.js';
import { filterValue, type FilterValue } from '../../internal/filter-actions.js';
import { addressOf, objectPath } from '../../model/facts.js';
import { formatPath, getPath } from '../../model/path.js';
import type { EventRecord } from '../../model/index.js';
import type { Column } from './columns.js';

/** Places of a record that a column shows something of, the most telling first. */
function pathsOf({ kind, path }: Column, record: EventRecord): string[] {
  switch (kind) {
    case 'action':
      return ['action'];
    case 'user':
      return [
        ...firstOf(record, ['user.username', 'user.email', 'user.pk']),
        ...firstOf(record, ['user.on_behalf_of.username', 'user.on_behalf_of.email']),
        ...firstOf(record, ['user.authenticated_as.username', 'user.authenticated_as.email']),
      ];
    case 'summary': {
      const object = objectPath(record)?.join('.');
      return [...(object ? [`${object}.name`, `${object}.model_name`, `${object}.pk`] : []), 'context.username'];
    }
    case 'client_ip':
      return [...(addressOf(record) ? ['client_ip'] : []), 'context.geo.city', 'context.geo.country'];
    case 'brand':
      return ['brand.name'];
    default:
      return [formatPath(path)];
  }
}

function firstOf(record: EventRecord, paths: readonly string[]): string[] {
  return paths.filter(path => filterValue(path, getPath(record, path)) !== null).slice(0, 1);
}

/** The values of an event in these columns that a reader can filter by. Never one behind a mask. */
export function cellValues(columns: readonly Column[], record: EventRecord): FilterValue[] {
  const masked = maskedIn(record);
  const paths = new Set(columns.filter(({ kind }) => kind !== 'created').flatMap(column => pathsOf(column, record)));
  return [...paths].flatMap(path => {
    const value: unknown = getPath(record, path);
    const filter = value === null || masked.has(path) ? null : filterValue(path, value);
    return filter ? [filter] : [];
  });
}
