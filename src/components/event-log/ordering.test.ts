import { expect } from '@open-wc/testing';
import { nextOrdering } from './ordering.js';

describe('nextOrdering', () => {
  it('sorts by a field one way, the other, then as usual', () => {
    expect(nextOrdering('action', '-created')).to.equal('action');
    expect(nextOrdering('action', 'action')).to.equal('-action');
    expect(nextOrdering('action', '-action')).to.equal('-created');
  });

  it('has only two states for the field of the usual order', () => {
    expect(nextOrdering('created', '-created')).to.equal('created');
    expect(nextOrdering('created', 'created')).to.equal('-created');
    expect(nextOrdering('created', 'action')).to.equal('created');
  });
});
