import { expect } from '@open-wc/testing';
import { MAX_SPACE, ScrollSpace } from './scroll-space.js';

const VIEW = 600;

/** A list of that height, scrolled to its start. */
function space(total: number): ScrollSpace {
  const made = new ScrollSpace();
  made.resize(total, VIEW);
  return made;
}

describe('ScrollSpace', () => {
  it('is the list itself while that fits', () => {
    const list = space(100_000);
    expect(list.space).to.equal(100_000);
    expect(list.scrolled(1234.5)).to.equal(false);
    expect(list.offset).to.equal(1234.5);
    expect(list.shift).to.equal(0);
    expect(list.settle()).to.equal(false);
  });

  describe('of a list higher than a box can be', () => {
    const total = 40_000_000;
    const end = total - VIEW;
    let list: ScrollSpace;
    beforeEach(() => {
      list = space(total);
    });

    it('asks for no more than is safe', () => {
      expect(list.space).to.equal(MAX_SPACE);
      expect(MAX_SPACE).to.be.lessThan(17_895_698);
    });

    it('takes a jump to the same part of the whole', () => {
      list.scrolled((MAX_SPACE - VIEW) / 2);
      expect(list.offset / end).to.be.closeTo(0.5, 0.001);
      list.scrolled(MAX_SPACE - VIEW);
      expect(list.offset).to.equal(end);
      list.scrolled(0);
      expect(list.offset).to.equal(0);
    });

    it('moves by just as many pixels on a step, anywhere', () => {
      for (const start of [0, 50_000, 500_000, 1_500_000, 2_900_000]) {
        list.scrolled(start);
        const { offset } = list;
        for (let step = 1; step <= 20; step += 1) list.scrolled(start + step * 53);
        expect(list.offset, `from ${start}`).to.equal(offset + 20 * 53);
      }
    });

    it('keeps the picture still when it puts the position back', () => {
      list.scrolled(1_000_000);
      for (let step = 1; step <= 100; step += 1) list.scrolled(1_000_000 + step * 100);
      const { offset } = list;
      expect(list.settle()).to.equal(true);
      expect(list.offset).to.equal(offset);
      expect(list.position).to.be.lessThan(1_010_000);
      expect(list.settle()).to.equal(false);
    });

    it('reaches the first row by steps from anywhere, and the last', () => {
      const walk = (from: number, by: number): void => {
        list.scrolled(from);
        for (let guard = 0; guard < 200_000; guard += 1) {
          const wanted = Math.min(MAX_SPACE - VIEW, Math.max(0, list.position + by));
          if (wanted === list.position) return;
          list.scrolled(wanted);
        }
        throw new Error('never arrived');
      };
      walk(120_000, -1200);
      expect(list.offset).to.equal(0);
      walk(MAX_SPACE - VIEW - 120_000, 1200);
      expect(list.offset).to.equal(end);
    });

    it('comes back from an offset to the same offset', () => {
      for (const offset of [0, 17, 99_999, 100_001, 5_000_000, 20_000_000, end - 100_001, end - 3, end]) {
        list.moveTo(offset);
        const { position } = list;
        expect(position).to.be.within(0, MAX_SPACE - VIEW);
        const other = space(total);
        other.scrolled(position);
        expect(Math.abs(other.offset - offset), `at ${offset}`).to.be.lessThan(14); // one pixel of the box
      }
    });

    it('keeps the offset when the list grows', () => {
      list.moveTo(20_000_000);
      list.resize(total + 4000, VIEW);
      expect(list.offset).to.equal(20_000_000);
    });

    it('stays inside when the list shrinks, to fitting size too', () => {
      list.moveTo(20_000_000);
      list.resize(10_000, VIEW);
      expect(list.offset).to.equal(10_000 - VIEW);
      expect(list.position).to.equal(list.offset);
    });
  });

  it('stands still when there is less than a view', () => {
    const list = space(100);
    list.moveTo(50);
    expect(list.offset).to.equal(0);
    expect(list.position).to.equal(0);
  });
});
