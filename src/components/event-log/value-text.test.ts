import { expect } from '@open-wc/testing';
import { VALUE_MAX, valueText } from './value-text.js';

describe('valueText', () => {
  it('leaves nothing where there is nothing', () => {
    expect(valueText(undefined)).to.equal('');
    expect(valueText(null)).to.equal('');
  });

  it('shows scalars as they print', () => {
    expect(valueText('a')).to.equal('a');
    expect(valueText(0)).to.equal('0');
    expect(valueText(false)).to.equal('false');
    expect(valueText(9223372036854775808n)).to.equal('9223372036854775808');
  });

  it('shows objects as JSON', () => {
    expect(valueText({ a: [1, 'x', null], __proto__: { no: 1 } })).to.equal('{"a": [1, "x", null]}');
  });

  it('cuts at the cost of the cut, whatever the size', () => {
    const huge = Array.from({ length: 200_000 }, () => 'x'.repeat(100));
    const started = performance.now();
    const text = valueText({ huge, text: 'y'.repeat(10_000_000) });
    expect(performance.now() - started).to.be.lessThan(50);
    expect(text.length).to.equal(VALUE_MAX + 1);
    expect(valueText('y'.repeat(10_000_000)).length).to.equal(VALUE_MAX + 1);
  });

  it('ends on cycles and survives getters that throw', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(valueText(cycle)).to.match(/^\[+…?$/);
    const trap = Object.defineProperty({ a: 1 }, 'b', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(valueText(trap)).to.contain('"a": 1');
  });
});
