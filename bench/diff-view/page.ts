/** What the page offers to bench.mjs: a difference of two large objects in `<event-diff>`, opened, unfolded and scrolled. */
import '../../src/components/event-diff/define.js';
import type { JsonValue } from '../../src/model/index.js';

const frame = (): Promise<void> => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));

const pairs = new Map<string, readonly [before: JsonValue, after: JsonValue]>();

/** Out of JSON, as an application has them. */
function keep(name: string, before: object, after: object): void {
  pairs.set(name, [JSON.parse(JSON.stringify(before)) as JsonValue, JSON.parse(JSON.stringify(after)) as JsonValue]);
}

/** Every value of a long list changed. */
function list(changes: number): void {
  const make = (d: number) => ({
    list: Array.from({ length: changes }, (_, id) => ({ id, value: `value ${id + d}`, unit: 'ms' })),
  });
  keep('list', make(0), make(1));
}

/** Objects in objects with a bit of everything: values, words in texts, fields that came and went, elements that moved. */
function tree(changes: number): void {
  const make = (after: boolean) => ({
    groups: Object.fromEntries(
      Array.from({ length: changes / 10 }, (_, i) => [
        `group_${i}`,
        {
          name: `Group ${i}${after ? ' (new)' : ''}`,
          count: after ? i + 1 : i,
          enabled: after,
          note: `Signs people in with the groups of the directory ${after ? 'and of the other' : 'alone'}, number ${i}.`,
          owner: { pk: i, email: `owner.${i}@acme.example`, team: after ? 'b' : 'a' },
          order: after ? ['c', 'a', 'b'] : ['a', 'b', 'c'],
          same: {
            one: 1,
            two: 'the same on both sides, as most of any object is',
            three: [1, 2, 3],
            four: { pk: i, name: 'default-provider-authorization' },
          },
          [after ? 'added' : 'removed']: { at: i, by: 'somebody' },
          tags: after ? ['x', 'y', 'z'] : ['x', 'y'],
          secret_key: `k${i}${after}`,
        },
      ]),
    ),
  });
  keep('tree', make(false), make(true));
}

/** Makes the values before anything is measured; tells how long their JSON is. */
function make(changes: number): Record<string, number> {
  list(changes);
  tree(changes);
  keep('small', { a: [1, 2, 3], text: 'one two', same: {} }, { a: [1, 3, 4], text: 'one three', same: {} });
  return Object.fromEntries([...pairs].map(([name, [before]]) => [name, JSON.stringify(before).length]));
}

const diff = () => document.querySelector('event-diff')!;
const box = () => diff().shadowRoot!.querySelector<HTMLElement>('.box')!;

/** Until all rows are made and drawn. */
async function settled(): Promise<number> {
  await diff().updateComplete;
  while (box().ariaRowCount === '-1') await frame();
  for (let i = 0; i < 3; i += 1) await frame();
  return Number(box().ariaRowCount);
}

function begin(): void {
  const element = document.createElement('event-diff');
  element.style.cssText = 'display: block; inline-size: 1200px';
  document.body.replaceChildren(element);
}

async function open(name: string): Promise<number> {
  const [before, after] = pairs.get(name)!;
  Object.assign(diff(), { before, after });
  return settled();
}

/** Shows what did not change as well, and hides it again. */
async function unfold(): Promise<number> {
  diff().showUnchanged = true;
  const rows = await settled();
  diff().showUnchanged = false;
  await settled();
  return rows;
}

/** Closes the first object or array and opens it again, as a press on its row does. */
async function toggle(): Promise<number> {
  const press = () => box().querySelector<HTMLElement>('[aria-expanded]')!.click();
  press();
  await settled();
  press();
  return settled();
}

/** A turn of the wheel a frame, then to the end and back. */
async function scroll(steps: number): Promise<number> {
  for (let i = 0; i < steps; i += 1) {
    box().scrollTop += 400;
    await frame();
  }
  for (const top of [box().scrollHeight, box().scrollHeight / 2, 0]) {
    box().scrollTop = top;
    for (let i = 0; i < 5; i += 1) await frame();
  }
  return box().querySelectorAll('.row').length;
}

(globalThis as { bench?: object }).bench = { begin, make, open, scroll, toggle, unfold };
