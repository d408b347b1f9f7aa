import { html, type TemplateResult } from 'lit';

/*
 * Drawn for this kit: 16 px box, 1.5 px stroke (1.75 at 12 px), round ends, no fills, corners on quarter pixels.
 * Colour and stroke come from the shared stylesheet (class "i"). Each is one path, so that an element that shows one icon after
 * another changes an attribute and no nodes.
 */
const paths = {
  // Action groups, as the catalogue of actions names them.
  'sign-in': 'M9 2.5h3.5a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H9M2.5 8h7M7 5.5 9.5 8 7 10.5',
  'sign-out': 'M7 2.5H3.5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1H7M6.5 8h7M11 5.5 13.5 8 11 10.5',
  failure: 'M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0zM6 6l4 4M10 6l-4 4',
  authorization: 'M8 1.75 13 3.5v4c0 3.2-2.1 5.6-5 6.75C5.1 13.1 3 10.7 3 7.5v-4zM5.75 8l1.6 1.6L10.5 6.4',
  create: 'M4.5 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-7a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM8 5.25v5.5M5.25 8h5.5',
  update: 'M10.75 2.75l2.5 2.5-7.5 7.5-3.25.75.75-3.25zM9 4.5 11.5 7',
  delete:
    'M2.75 4.25h10.5M6 4.25v-1.5h4v1.5M4 4.25l.6 8.25a1 1 0 0 0 1 1h4.8a1 1 0 0 0 1-1L12 4.25M6.75 7v3.75M9.25 7v3.75',
  secrets: 'M2.5 10.75a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0 -5.5 0zM7.25 8.75l6-6M10.5 5.5l2 2M12.25 3.75l1 1',
  mail: 'M3.25 3.5h9.5a1.25 1.25 0 0 1 1.25 1.25v6.5a1.25 1.25 0 0 1 -1.25 1.25h-9.5a1.25 1.25 0 0 1 -1.25 -1.25v-6.5a1.25 1.25 0 0 1 1.25 -1.25zM2.5 4.5l5.5 4.25L13.5 4.5',
  system:
    'M3.5 2.75h9a1 1 0 0 1 1 1v2.25a1 1 0 0 1 -1 1h-9a1 1 0 0 1 -1 -1v-2.25a1 1 0 0 1 1 -1zM3.5 9h9a1 1 0 0 1 1 1v2.25a1 1 0 0 1 -1 1h-9a1 1 0 0 1 -1 -1v-2.25a1 1 0 0 1 1 -1zM5 4.9h.01M5 11.1h.01',

  // Actions with a picture of their own.
  person: 'M5.5 5.25a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0zM3 13.5c.4-2.7 2.3-4 5-4s4.6 1.3 5 4',
  cube: 'M8 2 13.5 5v6L8 14 2.5 11V5zM2.5 5 8 8l5.5-3M8 8v6',

  // Severity: circle, triangle, octagon.
  notice: 'M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0zM8 7.5v3M8 5.25h.01',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.25h.01',
  alert: 'M5.6 2.25h4.8l3.35 3.35v4.8l-3.35 3.35H5.6L2.25 10.4V5.6zM8 5v3.5M8 10.75h.01',

  // Controls.
  'eye-off': 'M2 8s2.25-4 6-4c1 0 1.9.25 2.65.7M14 8s-2.25 4-6 4c-1 0-1.9-.25-2.65-.7M2.5 13.5l11-11',
  link: 'M6.75 9.25a2.5 2.5 0 0 0 3.6 0l2.2-2.2a2.5 2.5 0 0 0-3.6-3.6l-.7.7M9.25 6.75a2.5 2.5 0 0 0-3.6 0l-2.2 2.2a2.5 2.5 0 0 0 3.6 3.6l.7-.7',
  download: 'M8 2.5v7.5M5 7l3 3 3-3M2.75 12.25v1.25h10.5v-1.25',
  star: 'M8 2.25l1.75 3.6 3.95.55-2.85 2.8.65 3.95L8 11.3l-3.5 1.85.65-3.95L2.3 6.4l3.95-.55z',
  'chevron-end': 'M6 4l4 4-4 4',
  'chevron-start': 'M10 4l-4 4 4 4',
  'chevron-up': 'M4 10l4-4 4 4',
  'chevron-down': 'M4 6l4 4 4-4',
  sort: 'M5.5 6 8 3.5 10.5 6M5.5 10 8 12.5l2.5-2.5',
  'sort-up': 'M8 13V3M4.5 6.5 8 3l3.5 3.5',
  'sort-down': 'M8 3v10M4.5 9.5 8 13l3.5-3.5',
  refresh: 'M13.25 8a5.25 5.25 0 1 1-1.6-3.75l1.6 1.5M13.25 2.75v3h-3',
  columns: 'M3.5 3h9a1 1 0 0 1 1 1v8a1 1 0 0 1 -1 1h-9a1 1 0 0 1 -1 -1v-8a1 1 0 0 1 1 -1zM6.25 3v10M9.75 3v10',
  rows: 'M2.75 4h10.5M2.75 8h10.5M2.75 12h10.5',
  copy: 'M6.75 5.5h5.5a1.25 1.25 0 0 1 1.25 1.25v5.5a1.25 1.25 0 0 1 -1.25 1.25h-5.5a1.25 1.25 0 0 1 -1.25 -1.25v-5.5a1.25 1.25 0 0 1 1.25 -1.25zM3.25 10.5h-.25a.75.75 0 0 1-.75-.75V3A.75.75 0 0 1 3 2.25h6.75a.75.75 0 0 1 .75.75v.25',
  path: 'M2.75 3v7a1.5 1.5 0 0 0 1.5 1.5h2.5M2.75 6h4M6.75 4.25h6.5v3.5h-6.5zM6.75 9.75h6.5v3.5h-6.5z',
  wrap: 'M2.5 3.75h11M2.5 8h8.75a2.25 2.25 0 0 1 0 4.5H8.5M10.25 10.5l-2 2 2 2M2.5 12.25h2.75',
  check: 'M3.25 8.5l3 3 6.5-7',
  search: 'M2.75 7a4.25 4.25 0 1 0 8.5 0a4.25 4.25 0 1 0 -8.5 0zM10.25 10.25l3.25 3.25',
  'zoom-out': 'M2.75 7a4.25 4.25 0 1 0 8.5 0a4.25 4.25 0 1 0 -8.5 0zM10.25 10.25l3.25 3.25M5.25 7h3.5',
  bars: 'M2.5 13.5h11M4.25 11V7.5M8 11V3.5M11.75 11V5.5',
  lines: 'M2.5 13.5h11M2.75 10.5l3.25-4 3 2.5 4.25-5.5',
  table:
    'M3.5 3h9a1 1 0 0 1 1 1v8a1 1 0 0 1 -1 1h-9a1 1 0 0 1 -1 -1v-8a1 1 0 0 1 1 -1zM2.5 6.25h11M2.5 9.5h11M6.5 6.25V13',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  expand: 'M9.75 2.5h3.75v3.75M13.5 2.5 9.25 6.75M6.25 13.5H2.5V9.75M2.5 13.5l4.25-4.25',
  clock: 'M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0zM8 4.75V8l2.25 1.5',
  history: 'M2.75 8a5.25 5.25 0 1 0 1.6-3.75L2.75 5.75M2.75 2.75v3h3M8 5.25V8l2 1.25',
  offline:
    'M2.25 6.25A8.5 8.5 0 0 1 5.5 4.3M8.5 3.6a8.5 8.5 0 0 1 5.25 2.65M4.5 8.75A5.2 5.2 0 0 1 7 7.4M11.5 8.75l-.5-.4M8 12h.01M2.5 2.5l11 11',
  query:
    'M5.5 3C4 3 4.25 5 4.25 6S3.75 8 2.75 8c1 0 1.5 1 1.5 2s-.25 3 1.25 3M10.5 3c1.5 0 1.25 2 1.25 3s.5 2 1.5 2c-1 0-1.5 1-1.5 2s.25 3-1.25 3',
  fix: 'M6 13.25h4M6.5 11.25c0-1.5-2.25-2.25-2.25-5a3.75 3.75 0 0 1 7.5 0c0 2.75-2.25 3.5-2.25 5z',
  text: 'M3 4.5V3h10v1.5M8 3v10M6.25 13h3.5',
  globe:
    'M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0zM2.25 8h11.5M8 2.25c-3.25 3.6-3.25 7.9 0 11.5M8 2.25c3.25 3.6 3.25 7.9 0 11.5',
  area: 'M2.75 5.25v-1.5a1 1 0 0 1 1-1h1.5M10.75 2.75h1.5a1 1 0 0 1 1 1v1.5M13.25 10.75v1.5a1 1 0 0 1-1 1h-1.5M5.25 13.25h-1.5a1 1 0 0 1-1-1v-1.5M7.25 2.75h1.5M7.25 13.25h1.5M2.75 7.25v1.5M13.25 7.25v1.5',
  bell: 'M8 2a4 4 0 0 0-4 4c0 4-1.5 4.75-1.5 5.5h11C13.5 10.75 12 10 12 6a4 4 0 0 0-4-4zM6.5 13.5a1.6 1.6 0 0 0 3 0',
  pause: 'M5.75 3.5v9M10.25 3.5v9',
  play: 'M5 3.25v9.5L12.5 8z',
  pin: 'M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14zM6.5 6.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0z',
};

export type IconName = keyof typeof paths;

/** Icons that point along the line of reading, and turn round with it. */
const directional: ReadonlySet<string> = new Set(['sign-in', 'sign-out', 'chevron-end', 'chevron-start', 'wrap']);

/** The outline of an icon, and whether it turns round with the line of reading. A name the kit does not know gives the cube. */
export function outlineOf(name: string): { path: string; flips: boolean } {
  return { path: Object.hasOwn(paths, name) ? paths[name as IconName] : paths.cube, flips: directional.has(name) };
}

/**
 * A 16 px icon, 12 px with `small`; hidden from assistive technology, because the words beside it, or the name of its
 * button, say the same. A name the kit does not know gives the cube.
 *
 * @param name not only IconName, since catalogues and profiles bring names of their own
 */
export function icon(
  name: IconName | (string & {}),
  options: { small?: boolean; class?: string } = {},
): TemplateResult {
  const { path, flips } = outlineOf(name);
  const classes = `i${options.small ? ' s' : ''}${flips ? ' flip' : ''}${options.class ? ` ${options.class}` : ''}`;
  return html`<svg class=${classes} viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${path} /></svg>`;
}
