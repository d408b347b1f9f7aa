/** What the page offers to bench.mjs: a box to type into, with a text of any length and a schema of any size. */
import { standardKeymap } from '@codemirror/commands';
import { EditorView, keymap } from '@codemirror/view';
import '../../src/components/event-query-input/define.js';
import { eventSchema, type Schema, type SchemaField } from '../../src/query-lang/index.js';

export type Contestant = 'textarea' | 'codemirror' | 'event-query-input';

/** A query of about so many characters, as one might be put together by clicks. */
export function longQuery(length: number): string {
  const conditions: string[] = [];
  for (let i = 0, size = 0; size < length; i += 1) {
    const condition =
      i % 3 === 0
        ? `user.username ~ "name ${i}"`
        : i % 3 === 1
          ? `context.geo.country = "DE"`
          : `action in ("login", "logout")`;
    conditions.push(condition);
    size += condition.length + 4;
  }
  return conditions.join(' or ');
}

/** eventSchema, and so many further fields under `context`. */
export function largeSchema(fields: number): Schema {
  const more = Array.from({ length: fields }, (_, i): [string, SchemaField] => [
    `part_${i.toString(36)}_user_${i}`,
    { type: 'str', nullable: true },
  ]);
  const name = 'authentik_events.event_context';
  const context = eventSchema.models.get(name)!;
  const models = new Map(eventSchema.models).set(name, { ...context, fields: new Map([...context.fields, ...more]) });
  return { ...eventSchema, models };
}

const frame = (): Promise<void> => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));

async function open(contestant: Contestant, text: string, fields: number): Promise<void> {
  document.body.replaceChildren();
  const box = document.body.appendChild(document.createElement('div'));
  box.style.cssText = 'inline-size: 900px; font: 12px / 20px monospace';
  if (contestant === 'textarea') {
    const field = box.appendChild(document.createElement('textarea'));
    field.style.cssText = 'inline-size: 100%; block-size: 160px; font: inherit';
    field.value = text;
    field.focus();
  } else if (contestant === 'codemirror') {
    const view = new EditorView({
      parent: box,
      doc: text,
      selection: { anchor: text.length },
      extensions: [EditorView.lineWrapping, keymap.of(standardKeymap)],
    });
    view.dom.style.maxBlockSize = '160px';
    view.focus();
  } else {
    const input = document.createElement('event-query-input');
    if (fields > 0) input.schema = largeSchema(fields);
    input.value = text;
    box.append(input);
    await input.updateComplete;
    input.focus();
    while (!input.shadowRoot!.querySelector('.cm-content')) await frame();
    input.focus();
  }
  await frame();
}

/** What is in the box, read back: what is not typed costs nothing. */
function text(): string {
  const input = document.querySelector('event-query-input');
  if (input) return input.value;
  return document.querySelector('textarea')?.value ?? document.querySelector('.cm-content')!.textContent;
}

const shown = (): number =>
  document.querySelector('event-query-input')?.shadowRoot!.querySelectorAll('[role="option"]').length ?? 0;

(globalThis as { bench?: object }).bench = { open, longQuery, text, shown };
