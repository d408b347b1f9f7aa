import type { Profile } from '../profile.js';

/** The paths of an attribute in the forms OpenTelemetry logs come in: the protocol's JSON, and flat ones of exporters. */
const attribute = (name: string) => [`attributes."${name}"`, `Attributes."${name}"`, `LogAttributes."${name}"`];
const resource = (name: string) => [
  `resource.attributes."${name}"`,
  `Resource."${name}"`,
  `ResourceAttributes."${name}"`,
  `resource."${name}"`,
];
const attributes = (...names: string[]) => names.flatMap(attribute);

/** Severity numbers go by fours: trace, debug, info, warn, error, fatal. */
const LEVELS = {
  13: 'warning',
  14: 'warning',
  15: 'warning',
  16: 'warning',
  17: 'alert',
  18: 'alert',
  19: 'alert',
  20: 'alert',
  21: 'alert',
  22: 'alert',
  23: 'alert',
  24: 'alert',
  'WARN*': 'warning',
  'Warn*': 'warning',
  'warn*': 'warning',
  'ERROR*': 'alert',
  'Error*': 'alert',
  'error*': 'alert',
  'FATAL*': 'alert',
  'Fatal*': 'alert',
  'fatal*': 'alert',
};

/**
 * OpenTelemetry log records: OTLP's JSON (`resourceLogs`, or single `logRecords` with their `resource` beside them) and
 * flat forms as of the data model or of database exporters. Names of attributes are those of the semantic conventions.
 * https://opentelemetry.io/docs/specs/otel/logs/data-model/
 */
export const otel: Profile = {
  name: 'otel',
  title: 'OpenTelemetry logs',
  detect: [
    { timeUnixNano: true, body: true },
    { timeUnixNano: true, attributes: true },
    { observedTimeUnixNano: true },
    { Timestamp: true, Body: true },
    { Timestamp: true, SeverityText: true },
    { timestamp: true, severityNumber: true },
  ],
  batches: [
    { each: ['resourceLogs', 'scopeLogs', 'logRecords'], keep: ['resource', 'scope'] },
    { each: ['scopeLogs', 'logRecords'], keep: ['resource', 'scope'] },
    { each: ['logRecords'], keep: ['resource', 'scope'] },
  ],
  keyValueLists: ['attributes', 'resource.attributes', 'scope.attributes'],
  id: attributes('log.record.uid'),
  time: [
    // 0 says that the time is not known; then the time at which it was seen counts.
    { from: 'timeUnixNano', unit: 'ns', except: '0' },
    { from: 'observedTimeUnixNano', unit: 'ns', except: '0' },
    'Timestamp',
    'timestamp',
    '"@timestamp"',
    'ObservedTimestamp',
    'observedTimestamp',
    'time',
  ],
  action: ['eventName', 'EventName', ...attributes('event.name', 'event.action'), { const: 'log' }],
  app: [...resource('service.name'), 'ServiceName', 'scope.name', 'ScopeName', { const: 'otel' }],
  user: {
    pk: attributes('user.id', 'enduser.id'),
    username: attributes('user.name', 'enduser.id', 'user.email', 'user.id'),
    email: attributes('user.email'),
  },
  client_ip: attributes('client.address', 'source.address', 'network.peer.address', 'http.client_ip', 'net.peer.ip'),
  geo: {
    continent: attributes('geo.continent.code'),
    country: attributes('geo.country.iso_code'),
    city: attributes('geo.locality.name'),
    lat: attributes('geo.location.lat'),
    long: attributes('geo.location.lon'),
  },
  http_request: {
    method: attributes('http.request.method', 'http.method'),
    path: attributes('url.path', 'http.route', 'http.target'),
    user_agent: attributes('user_agent.original', 'http.user_agent'),
    request_id: ['traceId', 'TraceId', 'trace_id'],
  },
  message: [...attributes('exception.message'), 'body.stringValue', 'body', 'Body'],
  rules: [
    { when: { 'attributes."event.outcome"': 'failure' }, group: 'failure', level: 'warning' },
    { when: { 'attributes."exception.type"': true }, group: 'failure' },
    { action: ['*login*fail*', '*auth*fail*', '*denied*', 'exception'], group: 'failure', level: 'warning' },
    { action: ['*login*', '*sign_in*', '*signin*', '*session.start'], group: 'sign-in' },
    { action: ['*logout*', '*sign_out*', '*signout*', '*session.end'], group: 'sign-out' },
    { action: ['*.delete*', '*.remove*'], group: 'delete' },
    { action: ['*.create*', '*.add*'], group: 'create' },
    { action: ['*.update*', '*.change*'], group: 'update' },
  ],
  group: { const: 'system' },
  level: { from: ['severityNumber', 'SeverityNumber', 'severityText', 'SeverityText'], lookup: LEVELS },
  context: {
    severity: ['severityText', 'SeverityText', 'severityNumber', 'SeverityNumber'],
    span_id: ['spanId', 'SpanId', 'span_id'],
  },
};
