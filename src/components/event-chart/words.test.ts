import { expect } from '@open-wc/testing';
import { intervalText } from './words.js';

describe('words of the chart', () => {
  it('say how wide a bucket is as it follows "per"', () => {
    const said = (interval: string, locale = 'en'): string => intervalText(interval, locale);
    expect(['PT1M', 'PT1H', 'P1D', 'P1W', 'P1M', 'P1Y'].map(one => said(one))).to.deep.equal([
      'minute',
      'hour',
      'day',
      'week',
      'month',
      'year',
    ]);
    expect(said('PT30S')).to.equal('30 seconds');
    expect(said('PT3H')).to.equal('3 hours');
    expect(said('P1D', 'de')).to.equal('Tag');
    expect(said('now and then')).to.equal('now and then');
  });
});
