/** The floor: the least code that draws the rows of `<event-log>`, icons and all. */
import { IconSlot } from '../../src/components/event-log/icon-slot.js';
import { start } from './page.js';
import { div, pooledList, type PooledRow } from './pooled-list.js';
import { rowContent } from './rows.js';

/** The most parts that a sentence of these events has; those not in use are empty. */
const PARTS = 6;

function span(className: string, text: Text): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  element.append(text);
  return element;
}

function createRow(): PooledRow {
  const [time, label, user, address, place] = [new Text(), new Text(), new Text(), new Text(), new Text()];
  const mark = new IconSlot();
  const labelBox = div('label cut', label);
  const alarm = new IconSlot();
  const action = div('action', mark.element, labelBox, alarm.element);
  const parts = Array.from({ length: PARTS }, () => {
    const text = new Text();
    return { text, element: span('', text) };
  });
  let look = '';
  return {
    element: div(
      'row',
      div('chevron'),
      div('time cut', time),
      action,
      div('cut', user),
      div('what cut', ...parts.map(part => part.element)),
      div('from cut', span('address mono', address), ' ', span('place', place)),
    ),
    show(event) {
      const content = rowContent(event);
      const { icon, severity, group, known } = content.action;
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
      const next = `${icon} ${severity} ${group} ${known}`;
      if (next === look) return;
      look = next;
      action.className = `action ${group}`;
      labelBox.className = known ? 'label cut' : 'label cut mono';
      mark.set(icon, 'mark');
      alarm.set(severity ?? 'notice', severity ? 'severity' : 'none');
    },
  };
}

start(pooledList(createRow));
