/** Words that cannot begin a name. A later part of a name may be any of them: `a.in`. */
export const RESERVED = new Set(['or', 'and', 'not', 'in', 'startswith', 'endswith', 'True', 'False', 'None']);

const NAME = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** Whether a path of an event can be named in a query: `context.http-request` and `context.args.0` cannot. */
export function isFieldName(path: string): boolean {
  return NAME.test(path) && !RESERVED.has(path.split('.')[0]!);
}

/** What can be asked of a record by the name it has there. Any other root would be looked up under `context`. */
const COLUMNS = new Set(['action', 'app', 'client_ip', 'created']);
const OBJECTS = new Set(['user', 'context', 'brand']);

/**
 * The name that a query has for a place in an event record: `['pk']` is `event_uuid`, `['context', 'geo', 'city']` is
 * `context.geo.city`. Null for what no query can name: `expires`, an item of an array, a key such as `http-request`.
 */
export function fieldOfPath(path: readonly string[]): string | null {
  const root = path[0] ?? '';
  if (path.length === 1) return root === 'pk' ? 'event_uuid' : COLUMNS.has(root) ? root : null;
  const name = path.join('.');
  // A key with a dot in it would be read as two.
  return OBJECTS.has(root) && isFieldName(name) && !path.some(key => key.includes('.')) ? name : null;
}
