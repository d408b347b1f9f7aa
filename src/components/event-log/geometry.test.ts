import { expect } from '@open-wc/testing';
import { RowGeometry } from './geometry.js';

describe('RowGeometry', () => {
  let geometry: RowGeometry;
  beforeEach(() => {
    geometry = new RowGeometry();
    geometry.rowHeight = 40;
    geometry.count = 1000;
  });

  it('lays closed rows one below the other', () => {
    expect(geometry.total).to.equal(40_000);
    expect(geometry.top(25)).to.equal(1000);
    expect(geometry.rowAt(0)).to.equal(0);
    expect(geometry.rowAt(39.9)).to.equal(0);
    expect(geometry.rowAt(40)).to.equal(1);
  });

  it('gives opened rows their room', () => {
    geometry.setExtra(10, 300);
    geometry.setExtra(3, 100);
    expect(geometry.total).to.equal(40_400);
    expect(geometry.top(3)).to.equal(120);
    expect(geometry.top(4)).to.equal(260);
    expect(geometry.top(10)).to.equal(500);
    expect(geometry.top(11)).to.equal(840);
    expect(geometry.height(10)).to.equal(340);
  });

  it('finds the row of every offset, in opened rows too', () => {
    geometry.setExtra(0, 70);
    geometry.setExtra(3, 100);
    geometry.setExtra(4, 35);
    for (let index = 0; index < 20; index += 1) {
      expect(geometry.rowAt(geometry.top(index)), `top of ${index}`).to.equal(index);
      expect(geometry.rowAt(geometry.top(index) + geometry.height(index) - 0.5), `end of ${index}`).to.equal(index);
    }
  });

  it('answers for offsets outside with the nearest row', () => {
    expect(geometry.rowAt(-5)).to.equal(0);
    expect(geometry.rowAt(1e9)).to.equal(999);
  });

  it('has no row without rows, and none before heights are known', () => {
    geometry.count = 0;
    expect(geometry.rowAt(0)).to.equal(-1);
    geometry.count = 10;
    geometry.rowHeight = 0;
    expect(geometry.rowAt(0)).to.equal(-1);
  });

  it('changes and closes an opened row', () => {
    geometry.setExtra(5, 100);
    geometry.setExtra(5, 60);
    expect(geometry.total).to.equal(40_060);
    geometry.setExtra(5, 0);
    geometry.setExtra(7, 0);
    expect(geometry.total).to.equal(40_000);
    expect(geometry.extra(5)).to.equal(0);
  });

  it('leaves out opened rows beyond the end', () => {
    geometry.setExtra(900, 50);
    geometry.count = 500;
    expect(geometry.total).to.equal(20_000);
  });
});
