import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { fieldOf, TYPE_NAMES } from '../completion.js';
import type { SchemaField } from '../schema.js';
import { element } from './option-view.js';
import { knownSchema } from './schema.js';
import { visibleText } from './visible-text.js';

const SHOWN = 5;

/** What a field is, when a pointer rests on it: type, meaning, some of its values. */
export const queryHover: Extension = hoverTooltip((view, pos, side) => {
  const node = syntaxTree(view.state).resolveInner(pos, side);
  if (node.name !== 'Field') return null;
  const { from, to } = node;
  const name = view.state.sliceDoc(from, to);
  const field = fieldOf(knownSchema(view.state), name);
  if (!field) return null;
  return { pos: from, end: to, above: true, create: () => ({ dom: fieldView(name, field) }) };
});

function fieldView(name: string, field: SchemaField): HTMLElement {
  const box = element('div', 'cm-query-hover');
  const head = element('div', 'cm-query-hover-head');
  head.append(element('b', '', visibleText(name)), ' ', element('span', 'cm-query-detail', TYPE_NAMES[field.type]));
  box.append(head);
  if (field.description) box.append(element('div', '', field.description));
  const values = field.options?.map(({ value }) => value) ?? field.examples ?? [];
  if (values.length > 0) {
    const shown = values.slice(0, SHOWN).map(visibleText).join(', ');
    box.append(element('div', 'cm-query-examples', values.length > SHOWN ? `${shown}, …` : shown));
  }
  return box;
}
