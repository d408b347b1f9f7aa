import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isoMicros } from './time.js';
import { instant } from './instant.js';

/** A sequence that looks like chance and is the same on every run. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('instant', () => {
  it('reads every time exactly as isoMicros does', () => {
    const random = chance(7);
    for (let i = 0; i < 20_000; i += 1) {
      const ms = Math.floor((random() * 8000 - 1970) * 365.2425 * 86_400_000);
      const whole = new Date(ms).toISOString();
      const digits = String(Math.floor(random() * 1e7)).slice(0, i % 8);
      const text = `${whole.slice(0, 19)}${digits && '.'}${digits}${i % 11 === 0 ? '+02:00' : 'Z'}`;
      assert.ok(Object.is(instant(text), isoMicros(text)), text);
    }
  });

  it('and what only looks like a time, too', () => {
    const time = '2024-02-29T09:08:07.123Z';
    const odd = [
      '2024-02-30T00:00:00Z',
      '2023-02-29T00:00:00Z',
      '2024-04-31T00:00:00Z',
      '2024-12-31T23:59:60Z',
      '2024-01-01T24:00:00Z',
      '0000-01-01T00:00:00Z',
      '2024-01-30',
      '2024-01-30T09:00Z',
      '',
      'z',
      `${time}Z`,
      '2024-01-30T09:00:00.Z',
      '2024-01-30 09:00:00Z',
      '2024-01-30t09:00:00Z',
    ];
    for (let i = 0; i < time.length; i += 1) {
      for (const char of ['x', ' ', '-', ':', '9', '/', '٣', '\0'])
        odd.push(time.slice(0, i) + char + time.slice(i + 1));
    }
    for (const text of odd) assert.ok(Object.is(instant(text), isoMicros(text)), JSON.stringify(text));
  });

  it('reads no time of what is no text', () => {
    for (const value of [undefined, null, 1706605200000, new Date(), {}, ['2024-01-30T09:00:00Z']])
      assert.ok(Number.isNaN(instant(value)));
  });
});
