import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseStackTrace, readStackTrace } from './stack-trace.js';

describe('parseStackTrace', () => {
  it('reads Python, innermost first', () => {
    const [trace] = parseStackTrace(
      'Traceback (most recent call last):\n  File "/a/views.py", line 12, in get\n    return run(x)\n           ^^^^^^\n  File "/a/run.py", line 3, in run\n    raise KeyError("geoip")\nKeyError: \'geoip\'\n',
    );
    assert.deepEqual(trace, {
      type: 'KeyError',
      message: "'geoip'",
      frames: [
        { file: '/a/run.py', line: 3, name: 'run', code: 'raise KeyError("geoip")' },
        { file: '/a/views.py', line: 12, name: 'get', code: 'return run(x)' },
      ],
    });
  });

  it('puts the exception that was reported first, and what is behind it after it', () => {
    const traces = parseStackTrace(
      'Traceback (most recent call last):\n  File "a.py", line 1, in a\nKeyError: 1\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "b.py", line 2, in b\nx.y.Outer: two\nlines\n',
    );
    assert.deepEqual(
      traces.map(({ type, message, relation }) => [type, message, relation]),
      [
        ['x.y.Outer', 'two\nlines', undefined],
        ['KeyError', '1', 'cause'],
      ],
    );
  });

  it('reads JavaScript of V8, Firefox and Safari', () => {
    const [v8] = parseStackTrace(
      'TypeError: Cannot read properties of null\n    at Object.run (file:///srv/app.js:10:15)\n    at async /srv/lib/x.js:3:1\n    at node:internal/main:1:2',
    );
    assert.equal(v8?.type, 'TypeError');
    assert.deepEqual(v8?.frames, [
      { name: 'Object.run', file: 'file:///srv/app.js', line: 10, column: 15 },
      { file: '/srv/lib/x.js', line: 3, column: 1 },
      { file: 'node:internal/main', line: 1, column: 2 },
    ]);
    const [firefox] = parseStackTrace('run@https://a.example/x.js:3:14\n@https://a.example/x.js:9:1');
    assert.deepEqual(firefox?.frames, [
      { name: 'run', file: 'https://a.example/x.js', line: 3, column: 14 },
      { file: 'https://a.example/x.js', line: 9, column: 1 },
    ]);
  });

  it('reads Java with its causes', () => {
    const traces = parseStackTrace(
      'Exception in thread "main" java.lang.IllegalStateException: A book\n\tat com.example.Book.title(Book.java:22)\n\tat com.example.Main.main(Native Method)\nCaused by: java.lang.NullPointerException\n\tat com.example.Book.id(Book.java:16)\n\t... 1 more\n',
    );
    assert.deepEqual(traces, [
      {
        type: 'java.lang.IllegalStateException',
        message: 'A book',
        frames: [
          { name: 'com.example.Book.title', file: 'Book.java', line: 22 },
          { name: 'com.example.Main.main', file: 'Native Method' },
        ],
      },
      {
        type: 'java.lang.NullPointerException',
        frames: [{ name: 'com.example.Book.id', file: 'Book.java', line: 16 }],
        relation: 'cause',
      },
    ]);
  });

  it('finds none in other text, and reads any size in no time', () => {
    const started = performance.now();
    for (const text of [
      '',
      'something went wrong',
      'at noon: 12:30',
      12,
      null,
      `at ${'('.repeat(1_000_000)}`,
      'at a.'.repeat(500_000),
      `x@${'a:1'.repeat(300_000)}`,
    ]) {
      assert.deepEqual(parseStackTrace(text), []);
    }
    assert.equal(parseStackTrace(`Error\n${'    at a (/x.js:1:1)\n'.repeat(100_000)}`)[0]?.frames.length, 1_000);
    assert.ok(performance.now() - started < 1_000);
  });
});

describe('readStackTrace', () => {
  it("reads authentik's exceptions, outermost call first there and last here", () => {
    assert.deepEqual(
      readStackTrace([
        {
          type: 'NameError',
          value: "name 'gropus' is not defined",
          frames: [
            { filename: 'a.py', lineno: 1, name: 'outer', line: '' },
            { filename: 'scope-groups', lineno: 3, line: '  return gropus' },
          ],
        },
        { type: 'KeyError', value: 'x', is_cause: true, frames: 'none' },
      ]),
      [
        {
          type: 'NameError',
          message: "name 'gropus' is not defined",
          frames: [
            { file: 'scope-groups', line: 3, code: 'return gropus' },
            { file: 'a.py', line: 1, name: 'outer' },
          ],
        },
        { type: 'KeyError', message: 'x', frames: [], relation: 'cause' },
      ],
    );
  });

  it('takes anything', () => {
    for (const value of [null, 1, 'x', [], {}, [null, 1], { frames: 'x' }]) assert.deepEqual(readStackTrace(value), []);
    assert.deepEqual(readStackTrace({ frames: [null, 5, { lineno: 'x', filename: {} }] }), [{ frames: [{}, {}, {}] }]);
  });
});
