import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSearchTerms, searchTerms } from './search-terms.js';

describe('searchTerms', () => {
  const cases: [string, string[]][] = [
    ['', []],
    ['  ,, ', []],
    ['Grafana', ['grafana']],
    ['foo bar,baz', ['foo', 'bar', 'baz']],
    ['foo\u00a0bar\tbaz\u2028qux', ['foo', 'bar', 'baz', 'qux']],
    ['"reset your password" grafana', ['reset your password', 'grafana']],
    ["'a, b' c", ['a, b', 'c']],
    ['foo,"bar baz",qux', ['foo', 'bar baz', 'qux']],
    [`O'Brien "it's"`, ["o'brien", "it's"]],
    [String.raw`"say \"hi\" C:\\dir"`, [String.raw`say "hi" c:\dir`]],
    // A backslash before anything else is a backslash.
    [String.raw`"C:\new"`, [String.raw`c:\new`]],
    ['"reset your', ['"reset', 'your']],
    [`"never 'closed here'`, ['"never', 'closed here']],
    ['"a""b"', ['a', 'b']],
    ['"" x \'\'', ['x']],
    ['"', ['"']],
    ['a\0b', ['ab']],
    ['STRASSE Straße ΣΊΣΥΦΟΣ', ['strasse', 'straße', 'σίσυφοσ']],
    ['203.0.113', ['203.0.113']],
  ];
  for (const [text, terms] of cases) it(JSON.stringify(text), () => assert.deepEqual(searchTerms(text), terms));

  it('says where each term stands', () => {
    assert.deepEqual(readSearchTerms(' Ab "c d"'), [
      { text: 'Ab', from: 1, to: 3 },
      { text: 'c d', from: 4, to: 9 },
    ]);
  });

  it('takes time linear in the length', () => {
    // By the processor's time: a busy machine takes longer by the clock.
    const started = process.cpuUsage();
    for (const piece of ['"', "'", '" \\', 'x ', '"a" ']) readSearchTerms(piece.repeat(1_000_000 / piece.length));
    assert.ok(process.cpuUsage(started).user / 1_000 < 5_000);
  });
});
