import { allFields } from './schema-names.js';
import type { Schema } from './schema.js';

/** What other logs call these; by letters alone they would be taken for something else. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  created: 'timestamp, time, ts, date, datetime, created_at, event_time, eventtime',
  client_ip: 'ip, ip_address, ipaddress, address, source_ip, src_ip, sourceipaddress, remote_addr, remote_ip, clientip',
  'user.username': 'actor, account, login_name, user_name, principal',
  action: 'event, event_type, eventtype, event_name, eventname, type, operation, activity',
  event_uuid: 'id, uuid, pk, event_id, eventid',
  'context.level': 'severity, loglevel, log_level',
  'context.http_request.path': 'url, uri',
};

const MEANT = new Map(
  Object.entries(OTHER_NAMES).flatMap(([name, others]) => others.split(', ').map(other => [other, name])),
);

/**
 * The field that a name which nothing has is meant for, by what other logs call it or by its last part: `timestamp` is `created`,
 * `country` is `context.geo.country`. Null when there is none, or more than one that is equally near.
 */
export function nameMeant(name: string, schema: Schema): string | null {
  const lower = name.toLowerCase();
  const other = MEANT.get(lower);
  const fields = allFields(schema);
  if (other !== undefined && fields.some(field => field.name === other)) return other;
  const same = fields.filter(field => field.name.endsWith(`.${lower}`));
  const [first, second] = same;
  return first && depthOf(first.name) !== (second && depthOf(second.name)) ? first.name : null;
}

function depthOf(name: string): number {
  return name.split('.').length;
}
