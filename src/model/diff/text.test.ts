import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diffText, type TextDiff } from './index.js';
import { random } from './test/values.js';

/** `[-gone-]` and `{+come+}` in the text. */
const marked = ({ runs }: TextDiff) =>
  runs.map(({ op, text }) => (op === 'same' ? text : op === 'delete' ? `[-${text}-]` : `{+${text}+}`)).join('');

function holds(before: string, after: string, result: TextDiff): void {
  const side = (op: string) =>
    result.runs
      .filter(run => run.op === 'same' || run.op === op)
      .map(run => run.text)
      .join('');
  assert.equal(side('delete'), before);
  assert.equal(side('insert'), after);
  for (const { text } of result.runs) assert.ok(text !== '' && !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text));
}

describe('diffText', () => {
  const cases: [before: string, after: string, marked: string][] = [
    ['', '', ''],
    ['a', 'a', 'a'],
    ['', 'new text', '{+new text+}'],
    ['minutes=10', 'minutes=5', 'minutes=[-10-]{+5+}'],
    [
      'Sessions last eight hours and are renewed silently. Ask',
      'Sessions last two hours and are renewed after a new sign-in. Ask',
      'Sessions last [-eight-]{+two+} hours and are renewed [-silently-]{+after a new sign-in+}. Ask',
    ],
    ['one two three', 'four five three', '[-one two-]{+four five+} three'],
    ['a\nb\nc\n', 'a\nc\n', 'a\n[-b\n-]c\n'],
    ['a\nlet x = 1;\nc', 'a\nlet x = 2;\nc', 'a\nlet x = [-1-]{+2+};\nc'],
    ['😀😁', '😀😂', '😀[-😁-]{+😂+}'],
    ['e\u0301t', 'e\u0300t', '[-e\u0301t-]{+e\u0300t+}'],
  ];
  for (const [before, after, expected] of cases) {
    it(JSON.stringify(expected), () => {
      const result = diffText(before, after);
      assert.equal(marked(result), expected);
      assert.equal(result.exact, true);
      holds(before, after, result);
    });
  }

  it('gives both texts back and cuts no character, for 1,000 pairs', () => {
    const next = random(3);
    const parts = ['a', 'word ', '\n', '😀', '👩‍👩‍👧', ', ', 'é', '\ud83d', 'line\n', '😁'];
    const text = () =>
      Array.from({ length: Math.floor(next() * 12) }, () => parts[Math.floor(next() * parts.length)]!).join('');
    for (let i = 0; i < 1_000; i += 1) {
      const [before, after] = [text(), text()];
      // A half that has no other half may end a run: it is a character of its own.
      const { runs } = diffText(before, after);
      assert.equal(
        runs
          .filter(run => run.op !== 'insert')
          .map(run => run.text)
          .join(''),
        before,
      );
      assert.equal(
        runs
          .filter(run => run.op !== 'delete')
          .map(run => run.text)
          .join(''),
        after,
      );
    }
  });

  it('tells long texts that have nothing in common as replaced, in time, and says so', () => {
    const words = (seed: number) => {
      const next = random(seed);
      return Array.from({ length: 20_000 }, () => Math.floor(next() * 1e9).toString(36)).join(' ');
    };
    const [before, after] = [words(1), words(2)];
    const result = diffText(before, after);
    assert.equal(result.exact, false);
    holds(before, after, result);
  });

  it('finds one word in a million characters', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i} of a long text that goes on\n`);
    const before = lines.join('');
    lines[10_000] = 'line 10000 of another text that goes on\n';
    const result = diffText(before, lines.join(''));
    assert.equal(result.exact, true);
    assert.deepEqual(
      result.runs.filter(run => run.op !== 'same').map(run => run.text),
      ['a long', 'another'],
    );
  });

  it('cuts no character when all there is time for are the ends', () => {
    const [before, after] = [`${'x\n'.repeat(5_000)}😀`, `${'y\n'.repeat(5_000)}😁`];
    holds(before, after, diffText(before, after, 0));
  });
});
