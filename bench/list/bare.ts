/** Below the floor: the same list with the same words in five plain texts. What the look of a row costs is the distance from here. */
import { start } from './page.js';
import { div, pooledList } from './pooled-list.js';
import { rowContent } from './rows.js';

start(
  pooledList(() => {
    const cells = Array.from({ length: 5 }, () => new Text());
    return {
      element: div('row', div('cell'), ...cells.map(cell => div('cut', cell))),
      show(event) {
        const { time, action, user, what, address, place } = rowContent(event);
        const texts = [time, action.label, user, what.map(part => part.text).join(''), `${address} ${place}`];
        texts.forEach((text, i) => (cells[i]!.data = text));
      },
    };
  }),
);
