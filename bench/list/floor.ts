/** The floor: the least code that draws the rows of `<event-log>`, icons and all. */
import { render } from 'lit';
import { icon } from '../../src/internal/icons.js';
import { start } from './page.js';
import { div, pooledList, type PooledRow } from './pooled-list.js';
import { rowContent } from './rows.js';

const drawn = new Map<string, SVGElement>();

function iconNode(name: string, className: string): SVGElement {
  let svg = drawn.get(name + className);
  if (!svg) {
    const fragment = document.createDocumentFragment();
    render(icon(name, { class: className }), fragment);
    svg = fragment.querySelector('svg')!;
    drawn.set(name + className, svg);
  }
  return svg.cloneNode(true) as SVGElement;
}

/** The most parts that a sentence of these events has; those not in use are empty. */
const PARTS = 6;

function createRow(): PooledRow {
  const time = new Text();
  const label = new Text();
  const user = new Text();
  const address = new Text();
  const place = new Text();
  const labelBox = div('label cut', label);
  const action = div('action', labelBox);
  const parts = Array.from({ length: PARTS }, () => {
    const text = new Text();
    const element = document.createElement('span');
    element.append(text);
    return { element, text };
  });
  let icons = '';
  return {
    element: div(
      'row',
      div('chevron'),
      div('time cut', time),
      action,
      div('cut', user),
      div('what cut', ...parts.map(part => part.element)),
      div('from', div('address mono cut', address), div('cut', place)),
    ),
    show(event) {
      const content = rowContent(event);
      const { icon: mark, severity, group, known } = content.action;
      time.data = content.time;
      label.data = content.action.label;
      user.data = content.user;
      address.data = content.address;
      place.data = content.place;
      for (let i = 0; i < PARTS; i += 1) {
        const { element, text } = parts[i]!;
        const part = content.what[i];
        text.data = part?.text ?? '';
        if (part && element.className !== part.kind) element.className = part.kind;
      }
      const key = `${mark} ${severity} ${group} ${known}`;
      if (key === icons) return;
      icons = key;
      action.className = `action ${group}`;
      labelBox.className = known ? 'label cut' : 'label cut mono';
      action.replaceChildren(iconNode(mark, 'mark'), labelBox);
      if (severity) action.append(iconNode(severity, 'severity'));
    },
  };
}

start(pooledList(createRow));
