import { parseJson, type JsonValue } from 'event-elements/model';

/** JSON texts of values that languages and databases like to disagree about. */
const ODD_VALUES = [
  '9007199254740993',
  '9007199254740992',
  '123456789012345678901234567890',
  '-9007199254740993',
  '0.1',
  '100',
  '-0.5',
  '1e21',
  '1e-7',
  '0',
  'true',
  'false',
  'null',
  '""',
  '"x"',
  '"100"',
  '"true"',
  '"null"',
  '"50% off"',
  '"a_\\\\"',
  '"STRASSE straße STRAẞE"',
  '"Σίσυφος ΣΊΣΥΦΟΣ"',
  '"İstanbul ıI"',
  '"\u212a \u017f"',
  '"\ufb01 ﬁ"',
  '"😀 astral"',
  '"quote \\" back \\\\ slash"',
  '"line\\nbreak"',
  '"\u202etxt.exe"',
  '[]',
  '["x", 1, null]',
  '{}',
  '{"deep": {"deeper": "found"}, "b": 1, "aa": [true]}',
  '[{"deep": "found"}]',
  '{"deep": ["found"]}',
];

export interface OddEvent {
  pk: string;
  odd: JsonValue;
  text: string;
}

/** Events in authentik's shape that hold an odd value each in `context.odd`, and some whose columns are odd. */
export const ODD_EVENTS: readonly OddEvent[] = ODD_VALUES.map((value, i) => {
  const pk = `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
  const user = i % 3 === 0 ? '{}' : `{"username": "odd${i}", "pk": ${i}}`;
  const ip = i % 4 === 0 ? 'null' : `"192.0.2.${i}"`;
  const created = `2026-11-${String((i % 28) + 1).padStart(2, '0')}T0${i % 10}:00:00.${String(i * 10_101).padStart(6, '0')}Z`;
  return {
    pk,
    odd: parseJson(value),
    text: `{"pk":"${pk}","user":${user},"action":"custom_odd","app":"odd","context":{"odd":${value},"__proto__":{"odd":1}},"client_ip":${ip},"created":"${created}"}`,
  };
});
