import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { formatWithOptions } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { isReject, parseJson, toRecord, type EventRecord } from '../../model/index.js';
import * as queryLang from '../index.js';

const ROOT = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/query-language.md', ROOT), 'utf8');

const logs = new Map<string, EventRecord[]>();
function events(name: string): EventRecord[] {
  let records = logs.get(name);
  if (!records) {
    const lines = gunzipSync(readFileSync(new URL(`demo/data/${name}.jsonl.gz`, ROOT)))
      .toString()
      .trim()
      .split('\n');
    records = lines
      .map(line => toRecord(name, parseJson(line)))
      .filter((record): record is EventRecord => !isReject(record));
    logs.set(name, records);
  }
  return records;
}

const EXAMPLE =
  /```query\n((?:(?!```)[^])*)\n```\n\n→ ([\d,]+) of ([\d,]+) events of ([a-z]+)(?:, finding: ([a-z-]+))?/g;

describe('docs/query-language.md', () => {
  const examples = [...page.matchAll(EXAMPLE)];
  it('has examples, and each block is one', () => {
    assert.ok(examples.length >= 12);
    assert.equal(examples.length, page.match(/```query/g)?.length);
  });

  for (const [, text, count, total, log, finding] of examples) {
    it(text, () => {
      const { query } = queryLang.parse(text!);
      assert.ok(query);
      const found = events(log!).filter(queryLang.compile(query));
      assert.deepEqual(
        [found.length, events(log!).length],
        [Number(count!.replace(',', '')), Number(total!.replace(',', ''))],
      );
      assert.deepEqual(
        queryLang.check(text!, queryLang.eventSchema).map(each => each.code),
        finding ? [finding] : [],
      );
    });
  }

  it('shows code that prints what the page says', () => {
    const [, code, output] = /```ts\n([^]*?)```\n\n```text\n([^]*?)```/.exec(page)!;
    const printed: string[] = [];
    const body = code!.replace(/^import \{([^}]*)\} from 'event-elements\/query-lang';$/m, 'const {$1} = queryLang;');
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const run = new Function('queryLang', 'console', body) as (lang: typeof queryLang, console: unknown) => void;
    run(queryLang, { log: (...values: unknown[]) => printed.push(formatWithOptions({ colors: false }, ...values)) });
    assert.equal(`${printed.join('\n')}\n`, output);
  });

  it('lists every code that a finding can have', () => {
    const folder = new URL('src/query-lang/', ROOT);
    const sources = readdirSync(folder)
      .filter(file => file.endsWith('.ts'))
      .map(file => readFileSync(new URL(file, folder), 'utf8'))
      .join('\n');
    const codes = new Set(
      [
        ...sources.matchAll(
          /'((?:missing|wrong|bad|extra|empty|trailing|needs|not|too|smart|quoted|reserved|operand|unknown|date|value|list|text|mixed|near|other)-[a-z-]+|unexpected|label|never|wildcard)'/g,
        ),
      ].map(match => match[1]!),
    );
    assert.ok(codes.size > 30);
    for (const code of codes) assert.ok(page.includes(`\`${code}\``), code);
  });
});

describe("the examples of authentik's documentation", () => {
  const place = (country: string) => ({ geo: { country } });
  const event = (more: object) => ({
    pk: 'x',
    action: 'logout',
    app: 'authentik.core',
    created: '2024-01-30T09:00:00Z',
    client_ip: '192.0.2.1',
    user: { username: 'bob' },
    brand: { name: 'other' },
    context: {},
    ...more,
  });
  const cases: [string, object, object][] = [
    ['app startswith "N"', { app: 'nextcloud.sync' }, { app: 'authentik.N' }],
    ['action = "login"', { action: 'login' }, { action: 'login_failed' }],
    [
      'authorized_application.name = "My app"',
      { context: { authorized_application: { name: 'My app' } } },
      { context: { authorized_application: { name: 'my app' } } },
    ],
    ['context.geo.country = "Germany"', { context: place('Germany') }, { context: place('DE') }],
    ['client_ip = "10.0.0.1"', { client_ip: '10.0.0.1' }, { client_ip: '10.0.0.10' }],
    ['brand.name = "my brand"', { brand: { name: 'my brand' } }, { brand: {} }],
    ['user.username in ["ana", "akadmin"]', { user: { username: 'akadmin' } }, { user: { username: 'anna' } }],
  ];
  for (const [text, hit, miss] of cases) {
    it(text, () => {
      const { query, kind } = queryLang.parse(text);
      assert.equal(kind, 'query');
      const test = queryLang.compile(query!);
      assert.deepEqual([test(event(hit)), test(event(miss)), test(event({}))], [true, false, false]);
      const findings = queryLang.check(text, queryLang.eventSchema);
      assert.deepEqual(
        findings.map(({ code, severity }) => `${severity} ${code}`),
        text.includes('Germany') ? ['warning label'] : [],
      );
      if (findings[0]) assert.equal(queryLang.applyFix(text, findings[0].fixes[0]!), 'context.geo.country = "DE"');
      assert.equal(queryLang.parse(queryLang.print(query!, { dialect: 'djangoql' })).kind, 'query');
    });
  }
});
