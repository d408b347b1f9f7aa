import { ACTION_GROUPS } from '../../model/actions.js';
import type { ActionGroup, PlaceCount } from '../../model/index.js';
import { COUNTRY_POINTS } from './world/country-points.js';
import { cellArea, mercatorX, mercatorY, type Area } from './mercator.js';

/** A place as it is drawn: a ring for a point or the points of one square, a plate for events with a country only. */
export interface Mark {
  /** Stays the same when the places are counted again. */
  readonly key: string;
  readonly place: PlaceCount;
  /** Where it is, in the world as a square from 0 to 1. */
  readonly x: number;
  readonly y: number;
  /** Half its width, in CSS pixels. */
  readonly radius: number;
  /** What a choice of it asks for; null for a country. */
  readonly area: Area | null;
  readonly parts: readonly Part[];
}

/** A share of a mark, in the order in which stacks are drawn. */
export interface Part {
  group: ActionGroup;
  count: number;
}

const LEAST_RADIUS = 11;
/** Pixels for each power of ten: 8,952 events are a ring of 48. */
const RADIUS_STEP = 3.3;
const MOST_RADIUS = 28;

/** How far a mark, with the ring of its focus, reaches from its middle. */
export const MOST_REACH = MOST_RADIUS + 6;

/** Space between two marks, in CSS pixels. */
const GAP = 2;
/** A mark is never moved further than this to be clear of another: it would be at another place. */
const MOST_MOVE = 26;
const ROUNDS = 6;

export function radiusOf(total: number): number {
  return Math.min(MOST_RADIUS, LEAST_RADIUS + RADIUS_STEP * Math.log10(Math.max(1, total)));
}

/** Marks of what a client counted, biggest first. Countries that the map does not know, with no point, are left out. */
export function marksOf(places: readonly PlaceCount[], zoom: number): Mark[] {
  return places.flatMap(place => {
    const point =
      place.lat !== null && place.long !== null ? [place.lat, place.long] : COUNTRY_POINTS[place.country ?? ''];
    if (!point || !(place.total > 0)) return [];
    const [lat, long] = point as [number, number];
    const isPoint = place.level === 'point';
    const area = isPoint ? cellArea(lat, long, zoom) : null;
    return {
      key: area ? `${area.north} ${area.west} ${zoom}` : (place.country ?? ''),
      place,
      x: mercatorX(long),
      y: mercatorY(lat),
      radius: radiusOf(place.total),
      area,
      parts: partsOf(place.by),
    };
  });
}

/** Counts by group, in stacking order. What is no group (a client of a host's own) counts with the system. */
export function partsOf(by: Readonly<Record<string, number>>): Part[] {
  const counts = new Map<ActionGroup, number>();
  for (const [key, count] of Object.entries(by)) {
    const group = (ACTION_GROUPS as readonly string[]).includes(key) ? (key as ActionGroup) : 'system';
    if (count > 0) counts.set(group, (counts.get(group) ?? 0) + count);
  }
  return ACTION_GROUPS.filter(group => counts.has(group)).map(group => ({ group, count: counts.get(group)! }));
}

/** A mark with its middle on the map, in CSS pixels from the top left of the world. */
export interface PlacedMark {
  mark: Mark;
  x: number;
  y: number;
}

/**
 * Places marks on a world of that many pixels, and moves apart those that would cover each other: the small one more than
 * the big one, for it is the big one's place that a reader looks at.
 *
 * Only neighbours along x are compared, so that thousands of marks take a few milliseconds.
 */
export function placeMarks(marks: readonly Mark[], worldPx: number): PlacedMark[] {
  const placed = marks.map((mark): PlacedMark => ({ mark, x: mark.x * worldPx, y: mark.y * worldPx }));
  const byX = [...placed].sort((a, b) => a.x - b.x);
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (let i = 0; i < byX.length; i += 1) {
      for (let j = i + 1; j < byX.length && byX[j]!.x - byX[i]!.x < 2 * MOST_RADIUS + GAP; j += 1) {
        moved = separate(byX[i]!, byX[j]!) || moved;
      }
    }
    if (!moved) break;
  }
  for (const one of placed) stayNear(one, worldPx);
  return placed;
}

function separate(a: PlacedMark, b: PlacedMark): boolean {
  const wanted = a.mark.radius + b.mark.radius + GAP;
  let dx = b.x - a.x;
  let dy = b.y - a.y;
  let distance = Math.hypot(dx, dy);
  if (distance >= wanted) return false;
  // Two at the very same point go apart sideways.
  if (distance < 0.01) [dx, dy, distance] = [0.01, 0, 0.01];
  const push = (wanted - distance) / distance;
  const share = b.mark.place.total / (a.mark.place.total + b.mark.place.total);
  a.x -= dx * push * share;
  a.y -= dy * push * share;
  b.x += dx * push * (1 - share);
  b.y += dy * push * (1 - share);
  return true;
}

function stayNear(one: PlacedMark, worldPx: number): void {
  const dx = one.x - one.mark.x * worldPx;
  const dy = one.y - one.mark.y * worldPx;
  const moved = Math.hypot(dx, dy);
  if (moved <= MOST_MOVE) return;
  one.x -= dx * (1 - MOST_MOVE / moved);
  one.y -= dy * (1 - MOST_MOVE / moved);
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The next mark in a direction: the nearest in a quarter of the compass, with what is off to the side counting double; null
 * when there is none.
 */
export function nextMark(marks: readonly PlacedMark[], from: PlacedMark, direction: Direction): PlacedMark | null {
  let best: PlacedMark | null = null;
  let least = Infinity;
  for (const one of marks) {
    if (one === from) continue;
    const [dx, dy] = [one.x - from.x, one.y - from.y];
    const along = { left: -dx, right: dx, up: -dy, down: dy }[direction];
    const aside = direction === 'left' || direction === 'right' ? Math.abs(dy) : Math.abs(dx);
    if (along <= 0 || aside > along * 2) continue;
    const distance = along + 2 * aside;
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
}
