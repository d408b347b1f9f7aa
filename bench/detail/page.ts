/** What the page offers to bench.mjs: an event opened by `<event-detail>`, or as a reader's own code would show it at least. */
import '../../src/components/event-detail/define.js';
import '../../src/components/event-diff/define.js';
import { parseJson, stringifyJson, type EventRecord, type JsonValue } from '../../src/model/index.js';

export type Contestant = 'event-detail' | 'pre';
type View = 'details' | 'json' | 'raw';

const frame = (): Promise<void> => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));

/** An event whose message has so many characters, most of them in lines. */
function largeMessage(length: number): EventRecord {
  const line = 'GET /api/v3/core/users/?ordering=username 200 in 41 ms “ok” \t';
  const message = `${line}\n`.repeat(Math.ceil(length / (line.length + 1))).slice(0, length);
  return { pk: 'large', action: 'custom_log', app: 'bench', created: '2026-11-22T12:00:00Z', context: { message } };
}

/** An event with JSON of about 12 KB in it: as values, and once more as the text of its message. */
function jsonEvent(n: number): EventRecord {
  const payload: { [key: string]: JsonValue } = {};
  for (let i = 0; JSON.stringify(payload).length < 12_000; i += 1) {
    payload[`field_${i}`] =
      i % 4 === 0
        ? { id: i + n, tags: ['a', 'b', `t${n}`], deep: { at: i * 1.5, ok: i % 2 === 0 } }
        : `value ${n}.${i}`;
  }
  return {
    pk: `json-${n}`,
    action: n % 2 === 0 ? 'custom_payload' : 'model_updated',
    app: 'bench',
    created: new Date(Date.UTC(2026, 10, 22, 12) - n * 1_000).toISOString(),
    user: { pk: n, username: `user.${n}`, email: `user.${n}@acme.example` },
    client_ip: '198.51.100.61',
    context: { payload, message: JSON.stringify(payload), before: payload, after: { ...payload, field_1: 'changed' } },
  };
}

const made = new Map<string, EventRecord>();

/** Makes the events before anything is measured, out of JSON as an application has them: text put together lies in pieces. */
function make(count: number, length: number): void {
  for (const event of [largeMessage(length), ...Array.from({ length: count }, (_, n) => jsonEvent(n))]) {
    made.set(event.pk, parseJson(stringifyJson(event)) as unknown as EventRecord);
  }
}

function begin(contestant: Contestant): void {
  const box = document.createElement(contestant === 'pre' ? 'pre' : 'event-detail');
  box.style.cssText = 'display: block; inline-size: 1200px; white-space: pre-wrap; overflow-wrap: anywhere';
  document.body.replaceChildren(box);
}

/** Shows an event, up to the frame it is seen in. */
async function open(id: string, view: View): Promise<void> {
  const record = made.get(id)!;
  const box = document.body.firstElementChild as HTMLElement;
  if (box.localName === 'pre') box.textContent = stringifyJson(record, 2);
  else {
    const detail = box as HTMLElementTagNameMap['event-detail'];
    detail.view = view;
    detail.record = record;
    await detail.updateComplete;
  }
  await frame();
}

/** What is on show, read back. */
function shown(): string {
  const box = document.body.firstElementChild!;
  return box.localName === 'pre' ? box.textContent : (box.shadowRoot?.textContent ?? '');
}

(globalThis as { bench?: object }).bench = { begin, make, open, shown };
