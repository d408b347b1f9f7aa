import { expect } from '@open-wc/testing';
import { filterState, filterValue, toggleFilter, type FilterView } from './filter-actions.js';

/** A search that grants every wish. */
function view(search = ''): FilterView & { wishes: string[] } {
  const wishes: string[] = [];
  return {
    wishes,
    search: () => wishes.at(-1) ?? search,
    request: wish => {
      wishes.push(wish);
    },
  };
}

describe('filters by click', () => {
  it('know what a query calls the places of a record', () => {
    expect(filterValue('user.username', 'ana')).to.deep.equal({ field: 'user.username', value: 'ana' });
    expect(filterValue('pk', 'f0')!.field).to.equal('event_uuid');
    expect(filterValue(['context', 'geo', 'city'], 'Kraków')!.field).to.equal('context.geo.city');
  });

  it('leave alone what no query can ask for', () => {
    for (const path of [
      'expires',
      'user',
      'context',
      'rest.x',
      'context.to.0',
      'context.http-request',
      'context."a.b"',
      '',
    ]) {
      expect(filterValue(path, 'x'), path).to.equal(null);
    }
    for (const value of [undefined, '', {}, [], NaN, Infinity, 'x'.repeat(501), () => 1, Symbol('x')]) {
      expect(filterValue('context.x', value)).to.equal(null);
    }
  });

  it('write what a person would have written, and take it away again', async () => {
    const log = view('app = "a"');
    const ana = filterValue('user.username', 'ana')!;
    await toggleFilter(log, ana, '=');
    await toggleFilter(log, filterValue('user.username', 'b"o\nb')!, '=');
    await toggleFilter(log, ana, '=');
    await toggleFilter(log, ana, '!=');
    expect(log.wishes).to.deep.equal([
      'app = "a" and user.username = "ana"',
      String.raw`app = "a" and user.username in ("ana", "b\"o\nb")`,
      String.raw`app = "a" and user.username = "b\"o\nb"`,
      String.raw`app = "a" and user.username = "b\"o\nb" and user.username != "ana"`,
    ]);
  });

  it('change the search as it is by then', async () => {
    const log = view('');
    const first = toggleFilter(log, { field: 'app', value: 'a' }, '=');
    const second = toggleFilter(log, { field: 'action', value: 'login' }, '!=');
    await Promise.all([first, second]);
    expect(log.wishes.at(-1)).to.equal('app = "a" and action != "login"');
  });

  it('say which of them stands in a search', async () => {
    expect(await filterState('app in ("a", "b")', { field: 'app', value: 'a' })).to.equal('=');
    expect(await filterState('app != "a"', { field: 'app', value: 'a' })).to.equal('!=');
    expect(await filterState('a word', { field: 'app', value: 'a' })).to.equal(null);
  });
});
