import { feature } from 'topojson-client';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };

/** The countries of the world as GeoJSON: what a page that draws them with a library would hand to it. */
export const land = feature(world, world.objects.countries);
