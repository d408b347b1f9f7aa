import { expect } from '@open-wc/testing';
import { compile, parse, type Query } from '../../query-lang/index.js';
import { places } from '../../model/aggregates/index.js';
import type { PlaceCount } from '../../model/index.js';
import { hasArea, hasAnyArea, toggleCountry, withArea } from './filters.js';
import { marksOf, nextMark, placeMarks, radiusOf } from './marks.js';
import { cellArea, latitudeOf, mercatorY } from './mercator.js';
import { eventAt, placedEvents } from './test/placed-events.js';

const place = (lat: number, long: number, total: number): PlaceCount => ({
  lat,
  long,
  level: 'point',
  total,
  by: { 'sign-in': total },
});
const found = (search: string, events: readonly unknown[]) =>
  events.filter(compile(parse(search).query as Query)).length;

describe('marks of a map', () => {
  it('ask, when chosen, for just the events that they count', () => {
    // Points on the lines of the grid, at the ends of the world, and at random.
    const edges = [
      [0, 0],
      [0, 180],
      [0, -180],
      [89.9, 12],
      [-89.9, -12],
      [66.51326, 45],
      [40.979898, 22.5],
      [-40.979898, -11.25],
    ];
    const random = Array.from({ length: 400 }, (_, i) => [
      Math.round((((i * 0.618034) % 1) - 0.5) * 179 * 1e4) / 1e4,
      Math.round((((i * 0.414214) % 1) - 0.5) * 360 * 1e4) / 1e4,
    ]);
    const events = [...edges, ...random].map(([lat, long]) => eventAt({ lat, long }));
    for (const zoom of [0, 2, 5, 9]) {
      const counted = places(events, { zoom });
      for (const mark of marksOf(counted.places, counted.zoom)) {
        const search = withArea('', mark.area);
        expect(found(search, events), `${search} at ${zoom}`).to.equal(mark.place.total);
      }
    }
  });

  it('split a place by group in stacking order, and take a key that is none for the system', () => {
    const [mark] = marksOf([{ ...place(1, 1, 9), by: { 'sign-in': 3, failure: 4, odd: 1, system: 1 } }], 1);
    expect(mark!.parts).to.deep.equal([
      { group: 'failure', count: 4 },
      { group: 'sign-in', count: 3 },
      { group: 'system', count: 2 },
    ]);
  });

  it('put events with a country only into it, and leave out a country nobody knows', () => {
    const only = { lat: null, long: null, level: 'country' as const, total: 3, by: {} };
    const marks = marksOf([{ ...only, country: 'SG' }, { ...only, country: 'ZZ' }, only], 1);
    expect(marks.map(({ key, area }) => [key, area])).to.deep.equal([['SG', null]]);
    expect(marks[0]!.x).to.be.closeTo((103.8 + 180) / 360, 0.001);
  });

  it('stand clear of each other, and near their place', () => {
    const marks = marksOf([place(50, 8, 900), place(51, 9, 800), place(50, 8, 3)], 20);
    const [a, b, c] = placeMarks(marks, 700);
    expect(Math.hypot(a!.x - b!.x, a!.y - b!.y)).to.be.at.least(radiusOf(900) + radiusOf(800) - 0.5);
    expect(Math.hypot(a!.x - c!.x, a!.y - c!.y)).to.be.at.least(20);
    expect(Math.hypot(a!.x - marks[0]!.x * 700, a!.y - marks[0]!.y * 700)).to.be.at.most(26);
  });

  it('place thousands at once', () => {
    const many = Array.from({ length: 5_000 }, (_, i) =>
      place(((i * 7) % 160) - 80, ((i * 13) % 360) - 180, 1 + (i % 99)),
    );
    const started = performance.now();
    placeMarks(marksOf(many, 4), 4_096);
    expect(performance.now() - started).to.be.below(500);
  });

  it('lead by arrow keys to the nearest in that direction', () => {
    const placed = placeMarks(marksOf([place(50, 0, 5), place(50, 60, 5), place(0, 50, 5), place(52, 20, 5)], 3), 1000);
    expect(nextMark(placed, placed[0]!, 'right')).to.equal(placed[3]);
    expect(nextMark(placed, placed[3]!, 'right')).to.equal(placed[1]);
    expect(nextMark(placed, placed[1]!, 'down')).to.equal(placed[2]);
    expect(nextMark(placed, placed[0]!, 'left')).to.equal(null);
  });
});

describe('filters of a map', () => {
  const a = cellArea(52.5, 13.4, 3);
  const b = cellArea(6.4, 3.4, 3);

  it('have one area, which another takes the place of', () => {
    const first = withArea('action = "login"', a);
    expect(hasArea(first, a)).to.equal(true);
    const second = withArea(first, b);
    expect([hasArea(second, a), hasArea(second, b)]).to.deep.equal([false, true]);
    expect(withArea(second, null)).to.equal('action = "login"');
    expect(hasAnyArea('context.geo.lat = 3')).to.equal(false);
  });

  it('leave alone what stands inside an or', () => {
    const search = 'context.geo.lat > 10 or action = "login"';
    expect(withArea(withArea(search, a), null)).to.equal(search);
  });

  it('find by country what the map counts in it', () => {
    const events = placedEvents();
    expect(found(toggleCountry('', 'NG'), events)).to.equal(30);
    expect(found(toggleCountry(toggleCountry('', 'NG'), 'CA'), events)).to.equal(34);
  });

  it('turn latitudes round without loss', () => {
    for (const lat of [-85, -33.87, 0, 52.52, 85]) expect(latitudeOf(mercatorY(lat))).to.be.closeTo(lat, 1e-9);
  });
});
