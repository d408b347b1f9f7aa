/** What may stand anywhere in an event, as JSON text: it must come back as it is, and harm nobody. */
const VALUES: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '1.0',
  '1.10',
  '1e2',
  '1E400',
  '-1e-400',
  '9007199254740993',
  '-9223372036854775809',
  '123456789012345678901234567890',
  '""',
  '" "',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00x\\ud83d"',
  '"\\ud83d\\ude00"',
  '"\u202eevil\u2066"',
  '"\\ufffd"',
  '"<script>alert(1)</script>"',
  '"</title><img src=x onerror=alert(1)>"',
  '"\'; drop table events; --"',
  '"100%_\\\\"',
  '"$1 {\\"a\\":1} \\\\N"',
  '"Stra\u00dfe STRASSE \u1e9e"',
  '"\u03a3\u038a\u03a3\u03a5\u03a6\u039f\u03a3"',
  '"\u0130stanbul \u0131"',
  '"O\'Brien"',
  '"2024-01-01T00:00:00Z"',
  `"${'x'.repeat(300)}"`,
  `"${'\u{1f600}'.repeat(300)}"`,
  `"${'long '.repeat(20_000)}"`,
  '[]',
  '{}',
  '[1,[2,[3,{"deep":[]}]]]',
  '{"__proto__":{"polluted":true},"constructor":1,"toString":null}',
  '{"":"empty key","a.b":"dotted","\\u0000":"nul key","\\ud800":"half key"}',
  '{"2":"two","1":"one","b":"b","a":"a"}',
  '{"a":1,"a":2}',
  '{ "spaced" :  [ 1 ,2 ] }',
  '['.repeat(2000) + ']'.repeat(2000),
  '{"a":'.repeat(2000) + '1' + '}'.repeat(2000),
  '{"username":{"nested":1},"name":["x"]}',
  '{"username":5,"name":true}',
  '{"username":null,"name":null}',
];

/** The fields of a record, besides the three an event cannot do without. */
const FIELDS = ['app', 'user', 'client_ip', 'context', 'expires', 'brand', '__proto__'];

const CREATED = [
  '"2024-01-30T09:00:00.123456Z"',
  '"2024-01-30T09:00:00.123457Z"',
  '"2024-01-30T09:00:00Z"',
  '"2024-01-30T11:00:00+02:00"',
  '"2024-01-30"',
  '"0001-01-01T00:00:00Z"',
  '"1969-12-31T23:59:59.999999Z"',
  '"9999-12-31T23:59:59.999999Z"',
];

/** One authentik event for every value in every field, as JSON lines; every one of them can be stored. */
export function hostileLines(): string[] {
  const lines = FIELDS.flatMap(field => VALUES.map(value => [`"${field}":${value}`, '"login"'] as const));
  // Actions are words, mostly.
  const scalars = VALUES.filter(value => /^(?:"(?! *"$)|-?\d|true|false)/.test(value));
  const events = [...lines, ...scalars.map(value => ['"context":{}', value] as const)];
  return events.map(([field, action], i) => {
    const pk = `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
    return `{"pk":"${pk}","created":${CREATED[i % CREATED.length]},${field},"action":${action}}`;
  });
}
